package org.oxur.value;

/// How characters are written in literals: what is not seen, by a name or its number.
public final class Escapes {
    private Escapes() {}

    /// A character inside a string literal.
    static void inString(int c, StringBuilder out) {
        switch (c) {
            case '\n' -> out.append("\\n");
            case '\t' -> out.append("\\t");
            case '\r' -> out.append("\\r");
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case 0 -> out.append("\\0");
            default -> {
                if (isPrintable(c)) {
                    out.appendCodePoint(c);
                } else {
                    byNumber(c, out);
                }
            }
        }
    }

    /// A character as a literal of its own.
    static void character(int c, StringBuilder out) {
        switch (c) {
            case '\n' -> out.append("\\newline");
            case '\t' -> out.append("\\tab");
            case '\r' -> out.append("\\return");
            case ' ' -> out.append("\\space");
            default -> {
                if (isPrintable(c)) {
                    out.append('\\').appendCodePoint(c);
                } else {
                    byNumber(c, out);
                }
            }
        }
    }

    private static void byNumber(int c, StringBuilder out) {
        out.append("\\u{").append(Integer.toHexString(c)).append('}');
    }

    /// Whether a character is seen by itself.
    public static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK ->
                    false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }

    /// Whether a character is seen after another one, with which it may combine.
    public static boolean isPrintableWithin(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || isPrintable(c);
    }
}
