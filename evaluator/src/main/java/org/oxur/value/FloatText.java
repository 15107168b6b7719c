package org.oxur.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.IntPredicate;

/// Floats as Rust writes them: the shortest digits that read back as the same number, or a given
/// number of digits, rounded exactly.
public final class FloatText {
    private FloatText() {}

    /// `{:?}`: always with a point or an exponent, `1e16`, `1000.0`, `-0.0`.
    public static String debug(double x) {
        double magnitude = Math.abs(x);
        if (magnitude >= 1e-3 && magnitude < 1e7) {
            // In this range Java writes the same shortest digits in the same plain form.
            return Double.toString(x);
        }
        return special(x) ? specialText(x) : debugged(x, Shortest.of(x));
    }

    public static String debug(float x) {
        return special(x) ? specialText(x) : debugged(x, Shortest.of(x));
    }

    /// `{}`: never an exponent, no point for a whole number.
    public static String display(double x) {
        return special(x) ? specialText(x) : Shortest.of(x).plain(0);
    }

    public static String display(float x) {
        return special(x) ? specialText(x) : Shortest.of(x).plain(0);
    }

    /// `{:.2}`: exactly so many digits after the point, ties to even on the exact value.
    public static String fixed(double x, int precision) {
        if (special(x)) {
            return specialText(x);
        }
        var rounded = new BigDecimal(x).setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
        return isNegative(x) && !rounded.startsWith("-") ? "-" + rounded : rounded;
    }

    /// `{:e}`: the shortest digits with an exponent.
    public static String exponent(double x) {
        return special(x) ? specialText(x) : Shortest.of(x).exponential();
    }

    public static String exponent(float x) {
        return special(x) ? specialText(x) : Shortest.of(x).exponential();
    }

    /// `{:.3e}`: so many digits after the first one.
    public static String exponent(double x, int precision) {
        if (special(x)) {
            return specialText(x);
        }
        return exponent(new BigDecimal(Math.abs(x)), isNegative(x), precision);
    }

    /// A number that may be an integer, written with an exponent and so many digits after the first
    /// one.
    static String exponent(BigDecimal magnitude, boolean negative, int precision) {
        var text = new StringBuilder(negative ? "-" : "");
        if (magnitude.signum() == 0) {
            text.append('0');
            if (precision > 0) {
                text.append('.').repeat('0', precision);
            }
            return text.append("e0").toString();
        }
        var rounded = magnitude.round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
        var digits = new StringBuilder(rounded.unscaledValue().toString());
        int exponent = digits.length() - 1 - rounded.scale();
        // Only trailing zeros can be in excess, or missing.
        while (digits.length() > precision + 1) {
            digits.setLength(digits.length() - 1);
        }
        digits.repeat('0', precision + 1 - digits.length());
        text.append(digits.charAt(0));
        if (precision > 0) {
            text.append('.').append(digits, 1, digits.length());
        }
        return text.append('e').append(exponent).toString();
    }

    static boolean special(double x) {
        return Double.isNaN(x) || Double.isInfinite(x);
    }

    private static String specialText(double x) {
        return Double.isNaN(x) ? "NaN" : x > 0 ? "inf" : "-inf";
    }

    private static boolean isNegative(double x) {
        return Double.doubleToRawLongBits(x) < 0;
    }

    private static String debugged(double x, Shortest shortest) {
        double magnitude = Math.abs(x);
        return magnitude == 0 || magnitude >= 1e-4 && magnitude < 1e16
                ? shortest.plain(1)
                : shortest.exponential();
    }

    /// The shortest decimal `0.digits × 10^exponent` that reads back as the number.
    private record Shortest(boolean negative, String digits, int exponent) {
        static Shortest of(double x) {
            return x == 0
                    ? new Shortest(isNegative(x), "0", 1)
                    : shorten(parse(isNegative(x), Double.toString(Math.abs(x))), Math.abs(x));
        }

        static Shortest of(float x) {
            return x == 0
                    ? new Shortest(isNegative(x), "0", 1)
                    : shorten(parse(isNegative(x), Float.toString(Math.abs(x))), Math.abs(x));
        }

        // Java's form: digits, a point, digits, perhaps E and an exponent.
        private static Shortest parse(boolean negative, String text) {
            int e = text.indexOf('E');
            var mantissa = e < 0 ? text : text.substring(0, e);
            int exponent = e < 0 ? 0 : Integer.parseInt(text.substring(e + 1));
            int point = mantissa.indexOf('.');
            var digits = mantissa.substring(0, point) + mantissa.substring(point + 1);
            exponent += point;
            int first = 0;
            while (first < digits.length() - 1 && digits.charAt(first) == '0') {
                first++;
            }
            int last = digits.length();
            while (last > first + 1 && digits.charAt(last - 1) == '0') {
                last--;
            }
            return new Shortest(negative, digits.substring(first, last), exponent - first);
        }

        // Java gives two digits even where one is enough to read back (5e-324 is its 4.9E-324).
        private static Shortest shorten(Shortest found, double x) {
            return shorten(
                    found, digit -> Double.parseDouble(digit + "e" + (found.exponent - 1)) == x);
        }

        private static Shortest shorten(Shortest found, float x) {
            return shorten(
                    found, digit -> Float.parseFloat(digit + "e" + (found.exponent - 1)) == x);
        }

        private static Shortest shorten(Shortest found, IntPredicate readsBack) {
            if (found.digits.length() != 2) {
                return found;
            }
            int first = found.digits.charAt(0) - '0';
            int nearer = found.digits.charAt(1) >= '5' ? first + 1 : first;
            if (nearer < 10 && readsBack.test(nearer)) {
                return new Shortest(found.negative, Integer.toString(nearer), found.exponent);
            }
            if (nearer == 10 && readsBack.test(10)) {
                return new Shortest(found.negative, "1", found.exponent + 1);
            }
            return found;
        }

        String plain(int minimumDecimals) {
            var text = new StringBuilder(negative ? "-" : "");
            if (exponent <= 0) {
                return text.append("0.").repeat('0', -exponent).append(digits).toString();
            }
            if (exponent < digits.length()) {
                return text.append(digits, 0, exponent)
                        .append('.')
                        .append(digits, exponent, digits.length())
                        .toString();
            }
            text.append(digits).repeat('0', exponent - digits.length());
            if (minimumDecimals > 0) {
                text.append('.').repeat('0', minimumDecimals);
            }
            return text.toString();
        }

        String exponential() {
            var text = new StringBuilder(negative ? "-" : "").append(digits.charAt(0));
            if (digits.length() > 1) {
                text.append('.').append(digits, 1, digits.length());
            }
            return text.append('e').append(digits.equals("0") ? 0 : exponent - 1).toString();
        }
    }
}
