package org.oxur.print;

import java.util.Map;
import org.oxur.ast.FloatType;
import org.oxur.ast.IntType;
import org.oxur.ast.Lit;

/// Literals as Oxur reads them.
final class OxurLiterals {
    private static final Map<Integer, String> CHARACTER_NAMES =
            Map.of(
                    (int) '\n',
                    "newline",
                    (int) ' ',
                    "space",
                    (int) '\t',
                    "tab",
                    (int) '\r',
                    "return");

    private OxurLiterals() {}

    static Form form(Lit lit) {
        return Form.atom(text(lit));
    }

    static String text(Lit lit) {
        return switch (lit) {
            case Lit.Int(var value, var type, var adapts) ->
                    adapts && type == IntType.I64 ? value.toString() : value + type.rustName();
            case Lit.Float f -> floating(f);
            case Lit.Bool(var value) -> Boolean.toString(value);
            case Lit.Char(var codePoint) -> character(codePoint);
            case Lit.Str(var value) -> string(value);
            case Lit.Unit() -> "nil";
            case Lit.Keyword(var name) -> ":" + name;
        };
    }

    private static String floating(Lit.Float lit) {
        double value = lit.value();
        boolean single = lit.type() == FloatType.F32;
        var suffix = single ? "f32" : "";
        if (Double.isNaN(value)) {
            return "NaN" + suffix;
        }
        if (Double.isInfinite(value)) {
            return (value < 0 ? "-inf" : "inf") + suffix;
        }
        // Both give the shortest digits that read back as this very number.
        var digits = single ? Float.toString((float) value) : Double.toString(value);
        return digits.replace(".0E", "e").replace('E', 'e') + suffix;
    }

    private static String character(int codePoint) {
        var name = CHARACTER_NAMES.get(codePoint);
        if (name != null) {
            return "\\" + name;
        }
        return isPlain(codePoint)
                ? "\\" + Character.toString(codePoint)
                : "\\u{" + Integer.toHexString(codePoint) + "}";
    }

    static String string(String value) {
        var text = new StringBuilder(value.length() + 2).append('"');
        value.codePoints()
                .forEach(c -> {
                    switch (c) {
                        case '"' -> text.append("\\\"");
                        case '\\' -> text.append("\\\\");
                        case '\n' -> text.append("\\n");
                        case '\t' -> text.append("\\t");
                        case '\r' -> text.append("\\r");
                        case 0 -> text.append("\\0");
                        case ' ' -> text.append(' ');
                        default -> {
                            if (isPlain(c)) {
                                text.appendCodePoint(c);
                            } else {
                                text.append("\\u{").append(Integer.toHexString(c)).append('}');
                            }
                        }
                    }
                });
        return text.append('"').toString();
    }

    /// Shows as itself, wherever it stands: nothing invisible, nothing that joins what is before
    /// it.
    private static boolean isPlain(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK ->
                    false;
            default -> true;
        };
    }
}
