package org.oxur.error;

import java.util.Arrays;
import org.oxur.text.Columns;

/// A line of source as a terminal can show it: tabs as spaces, control characters made visible,
/// long lines cut to what is around the place of interest. Knows the display column of each
/// character.
///
/// @param shown the text to print
/// @param columns for each UTF-16 offset of the line, and for its end, the column it is printed at
record SourceLine(String shown, int[] columns) {
    private static final int MAX_COLUMNS = 140;

    /// Columns kept before the place of interest when a line is cut.
    private static final int BEFORE = 40;

    /// @param focus the offset in the line that must stay in sight
    static SourceLine of(String line, int focus) {
        var columns = new int[line.length() + 1];
        int column = 0;
        for (int i = 0; i < line.length(); ) {
            int codePoint = line.codePointAt(i);
            int next = i + Character.charCount(codePoint);
            Arrays.fill(columns, i, next, column);
            column += Columns.width(codePoint, column);
            i = next;
        }
        columns[line.length()] = column;
        return column <= MAX_COLUMNS
                ? new SourceLine(visible(line), columns)
                : cut(line, columns, Math.clamp(focus, 0, line.length()));
    }

    private static SourceLine cut(String line, int[] columns, int focus) {
        int left = Math.max(0, columns[focus] - BEFORE);
        int right = left + MAX_COLUMNS;
        int from = 0;
        while (columns[from] < left) {
            from++;
        }
        int to = from;
        while (to < line.length() && columns[to] < right) {
            to++;
        }
        if (to < line.length() && Character.isLowSurrogate(line.charAt(to)) && to > from) {
            to--;
        }
        var shifted = new int[columns.length];
        int ellipsis = from > 0 ? 1 : 0;
        for (int i = 0; i < columns.length; i++) {
            shifted[i] =
                    Math.clamp(columns[i], columns[from], columns[to]) - columns[from] + ellipsis;
        }
        // Tabs are as wide as they were in the whole line.
        var shown = new StringBuilder(from > 0 ? "…" : "");
        for (int i = from; i < to; ) {
            int codePoint = line.codePointAt(i);
            append(shown, codePoint, Columns.width(codePoint, columns[i]));
            i += Character.charCount(codePoint);
        }
        return new SourceLine(shown + (to < line.length() ? "…" : ""), shifted);
    }

    int column(int offset) {
        return columns[Math.clamp(offset, 0, columns.length - 1)];
    }

    /// Without control characters, which could do things to a terminal.
    static String visible(String text) {
        var shown = new StringBuilder();
        int column = 0;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            int width = Columns.width(codePoint, column);
            append(shown, codePoint, width);
            column += width;
            i += Character.charCount(codePoint);
        }
        return shown.toString();
    }

    private static void append(StringBuilder shown, int codePoint, int width) {
        if (codePoint == '\t') {
            shown.append(" ".repeat(width));
        } else if (Columns.isControl(codePoint)) {
            shown.append('\uFFFD');
        } else {
            shown.appendCodePoint(codePoint);
        }
    }
}
