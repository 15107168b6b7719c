package org.oxur.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// An expected text that lives in the test's own source and can rewrite itself.
///
/// Run the tests with `UPDATE_EXPECT=1` and every text block that differs is replaced by what was
/// actually produced; read the diff, then commit it.
public final class Expect {
    private static final boolean UPDATE = "1".equals(System.getenv("UPDATE_EXPECT"));
    private static final Map<Path, Source> SOURCES = new HashMap<>();

    private final String expected;
    private final StackWalker.StackFrame caller;

    private Expect(String expected, StackWalker.StackFrame caller) {
        this.expected = expected;
        this.caller = caller;
    }

    /// Called where the text block stands.
    public static Expect expect(String expected) {
        var caller =
                StackWalker.getInstance().walk(frames -> frames.skip(1).findFirst()).orElseThrow();
        return new Expect(expected, caller);
    }

    public void matches(String actual) {
        if (actual.equals(expected)) {
            return;
        }
        if (!UPDATE) {
            throw new AssertionError(
                    "expected:\n"
                            + expected
                            + "\nactual:\n"
                            + actual
                            + "\n(UPDATE_EXPECT=1 rewrites it)");
        }
        synchronized (SOURCES) {
            SOURCES.computeIfAbsent(Source.locate(caller), Source::read)
                    .replaceTextBlock(caller.getLineNumber(), actual);
        }
    }

    /// One test source being rewritten. Invariant: `shifts` maps an original line to how far edits
    /// at it moved what follows.
    private record Source(Path path, List<String> lines, TreeMap<Integer, Integer> shifts) {
        static Path locate(StackWalker.StackFrame frame) {
            var file = frame.getClassName().replaceAll("\\$.*", "").replace('.', '/') + ".java";
            return Path.of("src/test/java").resolve(file);
        }

        static Source read(Path path) {
            try {
                return new Source(path, new ArrayList<>(Files.readAllLines(path)), new TreeMap<>());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void replaceTextBlock(int line, String actual) {
            int shift = shifts.headMap(line).values().stream().mapToInt(Integer::intValue).sum();
            int open = line - 1 + shift;
            while (!lines.get(open).endsWith("\"\"\"")) {
                open++;
            }
            int close = open + 1;
            while (!lines.get(close).contains("\"\"\"")) {
                close++;
            }
            var closing = lines.get(close);
            var indent = closing.substring(0, closing.indexOf("\"\"\""));
            var body = lines.subList(open + 1, close);
            int before = body.size();
            body.clear();
            var fresh = actual.lines().map(text -> escaped(text, indent)).toList();
            lines.addAll(open + 1, fresh);
            shifts.merge(line, fresh.size() - before, Integer::sum);
            try {
                Files.write(path, lines);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static String escaped(String text, String indent) {
            if (text.isEmpty()) {
                return text;
            }
            var line = text.replace("\\", "\\\\").replace("\"\"\"", "\\\"\"\"");
            return indent
                    + (line.endsWith(" ") ? line.substring(0, line.length() - 1) + "\\s" : line);
        }
    }
}
