package org.oxur.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What parts of random programs may look like, from `grammar.txt` beside this class: a line that
/// begins with `$i` heads what may stand for `$i`, one choice in each line, indented.
final class Grammar {
    private static final String DEFINITIONS = "definitions";

    private final Map<String, List<String>> choices = new LinkedHashMap<>();

    private Grammar(String text) {
        var section = new ArrayList<String>();
        for (var line : text.lines().toList()) {
            if (line.startsWith("  ")) {
                section.add(line.strip());
            } else {
                section = new ArrayList<>();
                choices.put(line, section);
            }
        }
    }

    static Grammar read() {
        try (var file = Grammar.class.getResourceAsStream("grammar.txt")) {
            var bytes = Objects.requireNonNull(file, "grammar.txt").readAllBytes();
            return new Grammar(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    List<String> definitions() {
        return choices.getOrDefault(DEFINITIONS, List.of());
    }

    /// Null where the letter stands for nothing.
    @Nullable List<String> choices(char kind) {
        return choices.get("$" + kind);
    }
}
