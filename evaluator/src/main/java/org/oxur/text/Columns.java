package org.oxur.text;

/// How much room text takes on a terminal.
public final class Columns {
    private static final int TAB = 4;

    private Columns() {}

    /// Of a line without tabs.
    public static int of(String line) {
        return line.codePoints().map(codePoint -> width(codePoint, 0)).sum();
    }

    /// The longest beginning of a line without tabs that takes no more than that many columns.
    public static String cut(String line, int columns) {
        int taken = 0;
        for (int i = 0; i < line.length(); ) {
            int codePoint = line.codePointAt(i);
            taken += width(codePoint, 0);
            if (taken > columns) {
                return line.substring(0, i);
            }
            i += Character.charCount(codePoint);
        }
        return line;
    }

    /// @param column where the character stands; tabs go to the next multiple of 4
    public static int width(int codePoint, int column) {
        if (codePoint == '\t') {
            return TAB - column % TAB;
        }
        if (isControl(codePoint)) {
            return 1;
        }
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> isWide(codePoint) ? 2 : 1;
        };
    }

    /// What a terminal would obey, or cannot show.
    public static boolean isControl(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    true;
            // Direction overrides would show the line in another order than it has.
            case Character.FORMAT ->
                    (codePoint >= 0x202A && codePoint <= 0x202E)
                            || (codePoint >= 0x2066 && codePoint <= 0x2069);
            default -> false;
        };
    }

    /// East Asian wide and full-width characters, and emoji (Unicode's EastAsianWidth, the large
    /// blocks of it).
    private static boolean isWide(int c) {
        return (c >= 0x1100 && c <= 0x115F)
                || (c >= 0x2E80 && c <= 0x303E)
                || (c >= 0x3041 && c <= 0xA4CF)
                || (c >= 0xAC00 && c <= 0xD7A3)
                || (c >= 0xF900 && c <= 0xFAFF)
                || (c >= 0xFE30 && c <= 0xFE6F)
                || (c >= 0xFF00 && c <= 0xFF60)
                || (c >= 0xFFE0 && c <= 0xFFE6)
                || (c >= 0x1F300 && c <= 0x1F64F)
                || (c >= 0x1F680 && c <= 0x1F6FF)
                || (c >= 0x1F900 && c <= 0x1FAFF)
                || (c >= 0x20000 && c <= 0x3FFFD);
    }
}
