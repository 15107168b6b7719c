package org.oxur.print;

import org.oxur.ast.FloatType;
import org.oxur.ast.Lit;
import org.oxur.text.Span;

/// Literals as Rust reads them.
final class RustLiterals {
    private RustLiterals() {}

    /// @param adapts the place gives an integer its type
    static String text(Span span, Lit lit, boolean adapts) {
        return switch (lit) {
            case Lit.Int i ->
                    i.adapts() && adapts ? i.value().toString() : i.value() + i.type().rustName();
            case Lit.Float f -> floating(f);
            case Lit.Bool(var value) -> Boolean.toString(value);
            case Lit.Char(var codePoint) -> "'" + inQuotes(codePoint, '\'') + "'";
            case Lit.Str(var value) -> string(value);
            case Lit.Unit() -> "()";
            case Lit.Keyword(var name) ->
                    throw new NoCounterpart(
                            span, "the keyword :" + name + " has no counterpart in Rust");
        };
    }

    static boolean isNegative(Lit lit) {
        return switch (lit) {
            case Lit.Int i -> i.value().signum() < 0;
            case Lit.Float f -> f.value() < 0 || 1 / f.value() < 0;
            case Lit.Bool _, Lit.Char _, Lit.Str _, Lit.Unit _, Lit.Keyword _ -> false;
        };
    }

    private static String floating(Lit.Float lit) {
        var type = lit.type().rustName();
        if (Double.isNaN(lit.value())) {
            return type + "::NAN";
        }
        if (Double.isInfinite(lit.value())) {
            return lit.value() < 0 ? "-" + type + "::INFINITY" : type + "::INFINITY";
        }
        boolean single = lit.type() == FloatType.F32;
        var digits = single ? Float.toString((float) lit.value()) : Double.toString(lit.value());
        return digits.replace(".0E", "e").replace('E', 'e') + (single ? "f32" : "");
    }

    static String string(String value) {
        var text = new StringBuilder(value.length() + 2).append('"');
        value.codePoints().forEach(c -> text.append(inQuotes(c, '"')));
        return text.append('"').toString();
    }

    private static String inQuotes(int codePoint, char quote) {
        return switch (codePoint) {
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            case '\r' -> "\\r";
            case '\\' -> "\\\\";
            case 0 -> "\\0";
            default -> {
                if (codePoint == quote) {
                    yield "\\" + quote;
                }
                boolean plain =
                        codePoint >= ' ' && codePoint < 0x7f
                                || Character.isLetterOrDigit(codePoint);
                yield plain
                        ? Character.toString(codePoint)
                        : "\\u{" + Integer.toHexString(codePoint) + "}";
            }
        };
    }
}
