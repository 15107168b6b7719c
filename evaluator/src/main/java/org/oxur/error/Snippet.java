package org.oxur.error;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.oxur.text.LineIndex;
import org.oxur.text.SourceText;
import org.oxur.text.Span;

/// The lines of one source that an error speaks of, with what is marked in them.
final class Snippet {
    private final SourceText source;
    private final List<ErrorRenderer.Mark> marks;
    private final int gutter;
    private final Palette palette;

    Snippet(SourceText source, List<ErrorRenderer.Mark> marks, int gutter, Palette palette) {
        this.source = source;
        this.marks = marks;
        this.gutter = gutter;
        this.palette = palette;
    }

    /// `file:3:7`, counted from 1, columns in characters.
    static String place(Span span) {
        var position = span.source().lines().position(span.start(), LineIndex.Unit.CODE_POINT);
        return SourceLine.visible(span.source().name()) + ":" + position;
    }

    /// A mark's part in one line.
    private record Piece(int start, int end, String note, boolean primary) {}

    void appendTo(StringBuilder out) {
        boolean primary = marks.getFirst().primary();
        out.append(" ".repeat(gutter))
                .append(palette.margin(primary ? "--> " : "::: "))
                .append(place(marks.getFirst().span()))
                .append('\n');
        if (source.length() == 0) {
            return;
        }
        rule(out, "");
        int previous = -1;
        for (var entry : pieces().entrySet()) {
            int line = entry.getKey();
            if (previous >= 0 && line > previous + 1) {
                out.append(palette.margin("...")).append('\n');
            }
            line(out, line, entry.getValue());
            previous = line;
        }
    }

    private TreeMap<Integer, List<Piece>> pieces() {
        var byLine = new TreeMap<Integer, List<Piece>>();
        for (var mark : marks) {
            var span = mark.span();
            var lines = source.lines();
            int first = lines.lineOf(span.start());
            int last = span.end() > span.start() ? lines.lineOf(span.end() - 1) : first;
            if (first == last) {
                add(
                        byLine,
                        first,
                        new Piece(span.start(), span.end(), mark.note(), mark.primary()));
            } else {
                add(byLine, first, new Piece(span.start(), lines.end(first), "", mark.primary()));
                int indent = lines.start(last);
                while (indent < span.end()
                        && Character.isWhitespace(source.text().charAt(indent))) {
                    indent++;
                }
                add(byLine, last, new Piece(indent, span.end(), mark.note(), mark.primary()));
            }
        }
        byLine.values()
                .forEach(pieces -> pieces.sort(Comparator.comparing(piece -> !piece.primary())));
        return byLine;
    }

    private static void add(TreeMap<Integer, List<Piece>> byLine, int line, Piece piece) {
        byLine.computeIfAbsent(line, _ -> new ArrayList<>()).add(piece);
    }

    private void line(StringBuilder out, int line, List<Piece> pieces) {
        var lines = source.lines();
        int start = lines.start(line);
        int focus = pieces.getFirst().start() - start;
        var text = SourceLine.of(lines.line(line), focus);
        var number = Integer.toString(line + 1);
        out.append(palette.margin(" ".repeat(gutter - number.length()) + number + " |"));
        out.append(text.shown().isEmpty() ? "" : " " + text.shown()).append('\n');
        for (var piece : pieces) {
            int from = text.column(piece.start() - start);
            int to = Math.max(from + 1, text.column(piece.end() - start));
            var underline = (piece.primary() ? "^" : "-").repeat(to - from);
            var noted =
                    piece.note().isEmpty()
                            ? underline
                            : underline + " " + SourceLine.visible(piece.note());
            rule(
                    out,
                    " "
                            + " ".repeat(from)
                            + (piece.primary() ? palette.error(noted) : palette.note(noted)));
        }
    }

    private void rule(StringBuilder out, String text) {
        out.append(palette.margin(" ".repeat(gutter) + " |")).append(text).append('\n');
    }
}
