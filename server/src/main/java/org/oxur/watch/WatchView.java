package org.oxur.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.oxur.ide.EditorLanguage;
import org.oxur.ide.Token;
import org.oxur.protocol.PublishResults.State;
import org.oxur.text.Columns;
import org.oxur.text.SourceText;

/// Draws a watched file: its text, and beside each line what became of the forms that end there.
public final class WatchView {
    private static final String PLAIN = "\u001b[0m";
    private static final String DIM = "\u001b[2m";
    private static final String RED = "\u001b[31m";
    private static final String GREEN = "\u001b[32m";
    private static final String YELLOW = "\u001b[33m";
    private static final String BLUE = "\u001b[34m";
    private static final String CYAN = "\u001b[36m";

    /// Where values begin, unless the code is longer or all of it shorter.
    private static final int MAX_COLUMN = 56;

    /// What a longer remark needs beside its line.
    private static final int ROOM = 8;

    /// Lines of a form's output that are shown on a terminal.
    private static final int OUTPUT = 10;

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private final EditorLanguage language;
    private final boolean colour;

    public WatchView(EditorLanguage language, boolean colour) {
        this.language = language;
        this.colour = colour;
    }

    /// Lines without line breaks.
    ///
    /// @param width of the terminal; longer lines are cut. 0: not cut
    public List<String> draw(WatchedFile file, int width) {
        var source = file.text().lines().toList();
        var coloured = colour ? coloured(file.text()) : source;
        var beside = beside(file);
        var below = below(file);
        int column = column(source, beside);
        var lines = new ArrayList<String>();
        for (int i = 0; i < source.size(); i++) {
            var remark = beside.get(i);
            if (remark == null) {
                lines.add(coloured.get(i));
            } else {
                int length = Columns.of(source.get(i));
                int gap = Math.max(2, column - length);
                int room = width == 0 ? Integer.MAX_VALUE : width - length - gap;
                boolean fits = Columns.of(remark.text) <= room;
                if (!fits && remark.isWrong()) {
                    // What is wrong is what one has to read whole.
                    lines.add(coloured.get(i));
                    wrapped(remark.text, width)
                            .forEach(line -> lines.add(paint(remark.style, line)));
                } else if (!fits && room < ROOM) {
                    // Beside a line as long as this it would not be seen.
                    lines.add(coloured.get(i));
                    lines.add(paint(remark.style, cut("└ " + remark.text, width)));
                } else {
                    var text = paint(remark.style, cut(remark.text, room));
                    lines.add(coloured.get(i) + " ".repeat(gap) + text);
                }
            }
            output(below.getOrDefault(i, List.of()), width, lines);
        }
        for (var notice : file.notices()) {
            lines.add(paint(GREEN, notice));
        }
        if (file.values().stream().anyMatch(value -> value.state() == State.CANCELLED)) {
            lines.add(paint(YELLOW, "cancelled: saving the file runs it again"));
        }
        return lines;
    }

    private void output(List<String> output, int width, List<String> lines) {
        // Who watches wants to see the file; who reads from a pipe, everything.
        int most = width == 0 || output.size() <= OUTPUT + 1 ? output.size() : OUTPUT;
        for (var line : output.subList(0, most)) {
            var shown = width == 0 ? line : CONTROL.matcher(line).replaceAll("\uFFFD");
            lines.add(paint(DIM, cut("│ " + shown, width == 0 ? Integer.MAX_VALUE : width)));
        }
        if (most < output.size()) {
            lines.add(paint(DIM, "│ … " + (output.size() - most) + " more lines"));
        }
    }

    private record Remark(String text, String style) {
        boolean isWrong() {
            return text.contains("✗ ");
        }

        Remark and(Remark other) {
            return new Remark(text + "  " + other.text, other.style);
        }
    }

    private static Map<Integer, Remark> beside(WatchedFile file) {
        var remarks = new TreeMap<Integer, Remark>();
        for (var lens : file.lenses()) {
            add(remarks, lens.line(), new Remark(lens.title(), DIM));
        }
        for (var value : file.values()) {
            if (!value.text().isEmpty() || value.state() == State.PENDING) {
                add(remarks, value.line(), remark(value));
            }
        }
        for (var problem : file.problems()) {
            // A result on the line that says the same has said it.
            var there = remarks.get(problem.line());
            if (there != null && there.text.contains(problem.message())) {
                continue;
            }
            add(
                    remarks,
                    problem.line(),
                    new Remark("✗ " + problem.message(), problem.error() ? RED : YELLOW));
        }
        return remarks;
    }

    private static void add(Map<Integer, Remark> remarks, int line, Remark remark) {
        remarks.merge(line, remark, Remark::and);
    }

    private static Remark remark(WatchedFile.Value value) {
        return switch (value.state()) {
            case OK -> {
                // An expectation that was judged says so itself.
                boolean failed = value.text().startsWith("✗");
                boolean judged = failed || value.text().startsWith("✓");
                yield new Remark(
                        (judged ? "" : "=> ") + value.text(), failed ? RED : judged ? GREEN : CYAN);
            }
            case ERROR ->
                    new Remark(
                            value.text().startsWith("✗") ? value.text() : "✗ " + value.text(), RED);
            case CANCELLED -> new Remark("cancelled", YELLOW);
            case STALE -> new Remark("… " + value.text(), DIM);
            case PENDING -> new Remark("…", DIM);
        };
    }

    /// What a form printed, unless its only line stands beside it already.
    private static Map<Integer, List<String>> below(WatchedFile file) {
        var below = new TreeMap<Integer, List<String>>();
        for (var value : file.values()) {
            boolean shown =
                    value.output().size() == 1
                            && value.text().equals("» " + value.output().getFirst());
            if (!value.output().isEmpty() && !shown) {
                below.computeIfAbsent(value.line(), _ -> new ArrayList<>()).addAll(value.output());
            }
        }
        return below;
    }

    private static int column(List<String> source, Map<Integer, Remark> beside) {
        int longest = 0;
        for (int line : beside.keySet()) {
            int length = line < source.size() ? Columns.of(source.get(line)) + 2 : 0;
            if (length <= MAX_COLUMN) {
                longest = Math.max(longest, length);
            }
        }
        return longest;
    }

    private static String cut(String text, int width) {
        return Columns.of(text) <= width ? text : Columns.cut(text, width - 1) + "…";
    }

    /// For below a line: `└ ` and the text on as many lines as it takes.
    private static List<String> wrapped(String text, int width) {
        var lines = new ArrayList<String>();
        int room = Math.max(1, width - 2);
        var rest = text;
        while (!rest.isEmpty()) {
            int end = Math.max(Columns.cut(rest, room).length(), rest.offsetByCodePoints(0, 1));
            int blank = end < rest.length() ? rest.lastIndexOf(' ', end) : -1;
            end = blank > end / 2 ? blank : end;
            lines.add((lines.isEmpty() ? "└ " : "  ") + rest.substring(0, end).stripTrailing());
            rest = rest.substring(end).stripLeading();
        }
        return lines;
    }

    private String paint(String style, String text) {
        return colour ? style + text + PLAIN : text;
    }

    private List<String> coloured(String text) {
        var out = new StringBuilder();
        int at = 0;
        for (var token : language.read(new SourceText("watch", text)).tokens()) {
            var style = style(token.kind());
            if (style.isEmpty() || token.start() < at) {
                continue;
            }
            out.append(text, at, token.start());
            // A token over several lines begins anew in each of them.
            out.append(style)
                    .append(token.text(text).replace("\n", PLAIN + "\n" + style))
                    .append(PLAIN);
            at = token.end();
        }
        out.append(text, at, text.length());
        return out.toString().lines().toList();
    }

    /// Escape sequences for a kind of token, empty for those that stand as they are.
    public static String style(Token.Kind kind) {
        return switch (kind) {
            case NUMBER, CONSTANT, CHARACTER -> BLUE;
            case STRING -> GREEN;
            case KEYWORD -> YELLOW;
            case LINE_COMMENT, BLOCK_COMMENT -> DIM;
            case BAD -> RED;
            case OPEN, CLOSE, PREFIX, SYMBOL -> "";
        };
    }
}
