package org.oxur.watch;

import java.util.List;

/// Which lines of a text stand on a screen that may be too small for all of them. It stays where it
/// is when the text changes, as far as the text then reaches.
public final class Scroll {
    private int first;

    public enum Move {
        LINE_UP,
        LINE_DOWN,
        PAGE_UP,
        PAGE_DOWN,
        TOP,
        BOTTOM
    }

    /// @param rows of the screen, 1 or more
    public void move(Move move, int lines, int rows) {
        int page = Math.max(1, rows - 1);
        int to =
                switch (move) {
                    case LINE_UP -> first - 1;
                    case LINE_DOWN -> first + 1;
                    case PAGE_UP -> first - page;
                    case PAGE_DOWN -> first + page;
                    case TOP -> 0;
                    case BOTTOM -> lines;
                };
        first = within(to, lines, rows);
    }

    public <T> List<T> visible(List<T> lines, int rows) {
        first = within(first, lines.size(), rows);
        return lines.subList(first, Math.min(lines.size(), first + rows));
    }

    /// `lines 1–22 of 57`; empty when all are seen.
    public String where(int lines, int rows) {
        return lines <= rows ? "" : "lines " + (first + 1) + "–" + (first + rows) + " of " + lines;
    }

    private static int within(int line, int lines, int rows) {
        return Math.clamp(line, 0, Math.max(0, lines - rows));
    }
}
