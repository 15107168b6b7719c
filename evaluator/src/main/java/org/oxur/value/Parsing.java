package org.oxur.value;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.oxur.ast.FloatType;
import org.oxur.ast.IntType;

/// Rust's `parse`: what `str` holds as a number, boolean or character, or why not, in the words of
/// Rust's standard library.
public final class Parsing {
    private static final Pattern FLOAT =
            Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");
    private static final Pattern SPECIAL = Pattern.compile("[+-]?(inf|infinity|nan)");

    private Parsing() {}

    /// The parsed value, or what Rust's error displays as.
    public sealed interface Outcome {
        record Value(Object value) implements Outcome {}

        record Failed(String message) implements Outcome {}
    }

    public static Outcome integer(Text text, IntType type) {
        return integer(text, type, 10);
    }

    /// @param radix 2 to 36
    public static Outcome integer(Text text, IntType type, int radix) {
        int length = text.length();
        if (length == 0) {
            return new Outcome.Failed("cannot parse integer from empty string");
        }
        byte[] bytes = text.array();
        int at = text.start();
        int end = at + length;
        boolean negative = bytes[at] == '-';
        if (negative && !type.signed() || length == 1 && (negative || bytes[at] == '+')) {
            return new Outcome.Failed("invalid digit found in string");
        }
        if (negative || bytes[at] == '+') {
            at++;
        }
        // 11 digits of base 36 and 18 of base 10 are below 2^63.
        int safeDigits = radix <= 10 ? 18 : 11;
        long small = 0;
        for (int i = at; i < end; i++) {
            int digit = bytes[i] < 0 ? -1 : Character.digit(bytes[i], radix);
            if (digit < 0) {
                return new Outcome.Failed("invalid digit found in string");
            }
            small = small * radix + digit;
        }
        if (end - at <= safeDigits && type.bits() <= 64) {
            long value = negative ? -small : small;
            return Integers.holds(type, value)
                    ? new Outcome.Value(Integers.ofBits(type, value))
                    : tooFar(negative);
        }
        int digits = at;
        while (digits < end - 1 && bytes[digits] == '0') {
            digits++;
        }
        // No type has more than 128 digits, so a longer number need not be worked out.
        if (end - digits > 128) {
            return tooFar(negative);
        }
        var magnitude =
                new BigInteger(
                        new String(bytes, digits, end - digits, StandardCharsets.ISO_8859_1),
                        radix);
        var value = negative ? magnitude.negate() : magnitude;
        return type.holds(value) ? new Outcome.Value(Integers.of(type, value)) : tooFar(negative);
    }

    private static Outcome tooFar(boolean negative) {
        return new Outcome.Failed(
                negative
                        ? "number too small to fit in target type"
                        : "number too large to fit in target type");
    }

    public static Outcome floating(Text text, FloatType type) {
        if (text.length() == 0) {
            return new Outcome.Failed("cannot parse float from empty string");
        }
        var written = text.toString();
        var lower = written.toLowerCase(Locale.ROOT);
        if (SPECIAL.matcher(lower).matches()) {
            double value =
                    lower.endsWith("nan")
                            ? Double.NaN
                            : lower.startsWith("-")
                                    ? Double.NEGATIVE_INFINITY
                                    : Double.POSITIVE_INFINITY;
            return new Outcome.Value(
                    type == FloatType.F64 ? (Object) value : (Object) (float) value);
        }
        if (!FLOAT.matcher(written).matches()) {
            return new Outcome.Failed("invalid float literal");
        }
        return new Outcome.Value(
                type == FloatType.F64
                        ? (Object) Double.parseDouble(written)
                        : (Object) Float.parseFloat(written));
    }

    public static Outcome bool(Text text) {
        return switch (text.toString()) {
            case "true" -> new Outcome.Value(true);
            case "false" -> new Outcome.Value(false);
            default -> new Outcome.Failed("provided string was not `true` or `false`");
        };
    }

    public static Outcome character(Text text) {
        if (text.length() == 0) {
            return new Outcome.Failed("cannot parse char from empty string");
        }
        if (Utf8.lengthFromFirst(text.array()[text.start()]) != text.length()) {
            return new Outcome.Failed("too many characters in string");
        }
        return new Outcome.Value(Char.of(Utf8.codePointAt(text.array(), text.start())));
    }
}
