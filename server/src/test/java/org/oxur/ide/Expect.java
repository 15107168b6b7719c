package org.oxur.ide;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The answer that a test expects, written as a text block in the test itself.
///
/// With `UPDATE_EXPECT=1` in the environment a wrong answer does not fail: the text block is
/// replaced by the right one. Then read the difference before keeping it.
final class Expect {
    private static final boolean UPDATES = "1".equals(System.getenv("UPDATE_EXPECT"));
    private static final Map<Path, List<String>> ORIGINALS = new HashMap<>();
    private static final Map<Path, Map<Integer, List<String>>> REPLACEMENTS = new HashMap<>();
    private static final String QUOTES = "\"\"\"";

    private final String expected;
    private final StackWalker.StackFrame place;

    private Expect(String expected, StackWalker.StackFrame place) {
        this.expected = expected;
        this.place = place;
    }

    /// @param expected a text block that begins on the line of this call or below
    static Expect expect(String expected) {
        var place =
                StackWalker.getInstance().walk(frames -> frames.skip(1).findFirst()).orElseThrow();
        return new Expect(expected, place);
    }

    void is(String actual) {
        var ended = actual.isEmpty() || actual.endsWith("\n") ? actual : actual + "\n";
        if (ended.equals(expected)) {
            return;
        }
        if (!UPDATES) {
            throw new AssertionError(
                    "expected:\n"
                            + expected
                            + "\nfound:\n"
                            + ended
                            + "\n(UPDATE_EXPECT=1 writes it into the test)");
        }
        try {
            rewrite(ended);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Each file is written anew from its original and all replacements so far, so line numbers
    /// stay those of the running test.
    private void rewrite(String actual) throws IOException {
        synchronized (ORIGINALS) {
            var file = file();
            var original = ORIGINALS.get(file);
            if (original == null) {
                original = Files.readAllLines(file);
                ORIGINALS.put(file, original);
            }
            var replacements = REPLACEMENTS.computeIfAbsent(file, _ -> new HashMap<>());
            replacements.put(place.getLineNumber() - 1, actual.lines().toList());
            Files.write(file, replaced(original, replacements));
        }
    }

    private Path file() {
        var outer = place.getClassName().replaceAll("\\$.*", "");
        return Path.of(
                System.getProperty("oxur.root"),
                "server/src/test/java",
                outer.replace('.', '/') + ".java");
    }

    private static List<String> replaced(
            List<String> original, Map<Integer, List<String>> replacements) {
        var out = new ArrayList<String>();
        for (int line = 0; line < original.size(); line++) {
            var replacement = replacements.get(line);
            if (replacement == null) {
                out.add(original.get(line));
                continue;
            }
            while (!original.get(line).endsWith(QUOTES)) {
                out.add(original.get(line++));
            }
            out.add(original.get(line++));
            while (!original.get(line).contains(QUOTES)) {
                line++;
            }
            var indent = original.get(line).substring(0, original.get(line).indexOf(QUOTES));
            replacement.forEach(text -> out.add(text.isEmpty() ? "" : indent + escaped(text)));
            out.add(original.get(line));
        }
        return out;
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace(QUOTES, "\\\"\"\"");
    }
}
