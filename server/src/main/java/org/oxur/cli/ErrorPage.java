package org.oxur.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.oxur.error.Bug;

/// What there is to say of each error: the entries of `docs/errors.md`, as a terminal shows them.
final class ErrorPage {
    private static final int WIDTH = 80;

    /// A part of the page that is shown as it stands.
    private static final String FENCE = "```";

    private final Map<String, List<String>> entries = new LinkedHashMap<>();

    private ErrorPage(String page) {
        List<String> entry = new ArrayList<>();
        for (var line : page.lines().toList()) {
            if (line.startsWith("## ")) {
                entry = new ArrayList<>();
                entries.put(line.substring(3), entry);
            } else {
                entry.add(line);
            }
        }
    }

    static ErrorPage read() {
        try (var stream = ErrorPage.class.getResourceAsStream("errors.md")) {
            if (stream == null) {
                throw Bug.unreachable("errors.md is part of the program");
            }
            return new ErrorPage(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// In the order of the page.
    List<String> codes() {
        return List.copyOf(entries.keySet());
    }

    /// What an error means, in one sentence: the first of its entry, which for these speaks of one
    /// of its cases only.
    private static final Map<String, String> SUMMARIES =
            Map.of(
                    "parse-error",
                    "The text is not a form: a bracket, a literal or a special form is not of its"
                            + " shape.",
                    "macro-error",
                    "A macro failed, or what it made is no program.",
                    "index-out-of-bounds",
                    "An index or a range lies outside of what it is to be taken from.",
                    "use-after-move",
                    "A value is used after it, or a part of it, was given away.");

    /// One sentence about what an error means.
    String summary(String code) {
        var known = SUMMARIES.get(code);
        if (known != null) {
            return known;
        }
        var text = String.join(" ", prose(code)).strip();
        int end = text.indexOf(". ");
        return end < 0 ? text : text.substring(0, end + 1);
    }

    private List<String> prose(String code) {
        return entries.getOrDefault(code, List.of()).stream()
                .takeWhile(line -> !line.startsWith(FENCE))
                .toList();
    }

    /// Null when there is no such error. `error[use-after-move]`, as errors begin, names one too.
    @Nullable String entry(String code) {
        var lines = entries.get(plain(code));
        if (lines == null) {
            return null;
        }
        var out = new StringBuilder();
        boolean fenced = false;
        for (var line : lines) {
            if (line.startsWith(FENCE)) {
                fenced = !fenced;
            } else if (fenced) {
                out.append(line.isEmpty() ? "" : "    ").append(line).append('\n');
            } else {
                wrap(line, out);
            }
        }
        return out.toString().strip();
    }

    static String plain(String code) {
        return code.strip().replaceFirst("^(?:error\\[|:)", "").replaceFirst("\\]:?$", "");
    }

    private static void wrap(String line, StringBuilder out) {
        int column = 0;
        for (var word : line.split(" ")) {
            if (column > 0 && column + 1 + word.length() > WIDTH) {
                out.append('\n');
                column = 0;
            }
            out.append(column > 0 ? " " : "").append(word);
            column += word.length() + (column > 0 ? 1 : 0);
        }
        out.append('\n');
    }
}
