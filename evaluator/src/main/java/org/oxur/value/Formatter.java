package org.oxur.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.IntType;
import org.oxur.error.OxurPanic;
import org.oxur.error.Site;
import org.oxur.error.TypeError;
import org.oxur.value.FormatString.Align;
import org.oxur.value.FormatString.Argument;
import org.oxur.value.FormatString.Count;
import org.oxur.value.FormatString.Piece;
import org.oxur.value.FormatString.Spec;
import org.oxur.value.FormatString.Style;

/// Fills a [FormatString] as Rust's `format!` does.
public final class Formatter {
    private final Object[] positional;
    private final Map<String, Object> named;
    private final Host host;
    private final Site site;
    private final StringBuilder out = new StringBuilder();

    private Formatter(Object[] positional, Map<String, Object> named, Host host, Site site) {
        this.positional = positional;
        this.named = named;
        this.host = host;
        this.site = site;
    }

    /// The filled text.
    ///
    /// @param positional the arguments in order, references allowed
    /// @param named the arguments and variables by name; all of [FormatString#names()]
    /// @throws OxurPanic `type-mismatch` for a value that a style cannot write, `bad-argument`
    ///   where the arguments do not match
    public static String format(
            FormatString format,
            Object[] positional,
            Map<String, Object> named,
            Host host,
            Site site) {
        if (!format.mistakes().isEmpty()) {
            throw bad(format.mistakes().getFirst().message(), site);
        }
        var problem = format.problemWith(positional.length);
        if (problem != null) {
            throw bad(problem, site);
        }
        var formatter = new Formatter(positional, named, host, site);
        for (var piece : format.pieces()) {
            switch (piece) {
                case Piece.Copied(var text) -> formatter.out.append(text);
                case Piece.Filled filled ->
                        formatter.fill(filled.spec(), formatter.argument(filled.argument()));
            }
        }
        return formatter.out.toString();
    }

    private static OxurPanic bad(String message, Site site) {
        return new OxurPanic(new TypeError.BadArgument(site.span(), message));
    }

    private Object argument(Argument argument) {
        return switch (argument) {
            case Argument.Position(var index) -> positional[index];
            case Argument.Name(var name) -> {
                var value = named.get(name);
                if (value == null) {
                    throw bad(
                            "there is no argument and no variable `"
                                    + name
                                    + "` for the format string",
                            site);
                }
                yield value;
            }
        };
    }

    private int count(@Nullable Count count) {
        return switch (count) {
            case null -> -1;
            case Count.Fixed(var fixed) -> fixed;
            case Count.Given(var argument) -> {
                var value = Ref.see(argument(argument), site);
                if (!Integers.isInteger(value)
                        || Integers.exact(value).signum() < 0
                        || Integers.exact(value).bitLength() > 16) {
                    throw bad("a width or precision is an integer from 0 to 65535", site);
                }
                yield Integers.exact(value).intValue();
            }
        };
    }

    private void fill(Spec spec, Object argument) {
        if (spec.isPlain() && spec.style() == Style.DISPLAY) {
            Printer.write(Printer.Form.DISPLAY, argument, out, host, site);
            return;
        }
        if (spec.isPlain() && spec.style() == Style.DEBUG) {
            Printer.write(Printer.Form.DEBUG, argument, out, host, site);
            return;
        }
        var value = display(Ref.see(argument, site));
        int width = count(spec.width());
        int precision = count(spec.precision());
        host.checkAllocation(2L * Math.max(width, precision), site);
        if (isNumber(value)) {
            number(spec, value, width, precision);
            return;
        }
        switch (spec.style()) {
            case DISPLAY -> text(spec, value, width, precision);
            case DEBUG, DEBUG_LOWER_HEX, DEBUG_UPPER_HEX -> debug(spec, value, width, precision);
            case LOWER_HEX, UPPER_HEX, BINARY, OCTAL, LOWER_EXP, UPPER_EXP ->
                    throw unwritable(value, spec.style());
        }
    }

    // A handle displays as what it shares.
    private Object display(Object value) {
        return value instanceof RcValue rc ? display(Ref.see(rc.value(), site)) : value;
    }

    private static boolean isNumber(Object value) {
        return Integers.isInteger(value) || value instanceof Double || value instanceof Float;
    }

    private OxurPanic unwritable(Object value, Style style) {
        return Numbers.mismatch(
                "`{:" + style.letter() + "}` writes numbers, found " + TypeNames.withArticle(value),
                site);
    }

    private void text(Spec spec, Object value, int width, int precision) {
        var text =
                value instanceof Text bare ? bare.toString() : Printer.display(value, host, site);
        // As in Rust: strings, characters and booleans heed width and precision; what displays
        // itself is padded too.
        pad(spec, precision >= 0 ? cut(text, precision) : text, width, Align.LEFT);
    }

    private static String cut(String text, int characters) {
        return text.codePointCount(0, text.length()) <= characters
                ? text
                : text.substring(0, text.offsetByCodePoints(0, characters));
    }

    private void debug(Spec spec, Object value, int width, int precision) {
        boolean ofLeaves =
                spec.style() != Style.DEBUG
                        || spec.plus()
                        || spec.zero()
                        || width >= 0
                        || precision >= 0
                        || spec.align() != null;
        Printer.Leaves leaves = ofLeaves ? (leaf, _) -> leaf(spec, leaf, width, precision) : null;
        Printer.debug(value, out, host, site, leaves, spec.alternate());
    }

    private void leaf(Spec spec, Object leaf, int width, int precision) {
        if (isNumber(leaf)) {
            number(spec, leaf, width, precision);
        } else {
            pad(spec, leaf.toString(), width, Align.LEFT);
        }
    }

    private void number(Spec spec, Object value, int width, int precision) {
        var type = Integers.typeOf(value);
        var written =
                type != null
                        ? integer(spec, value, type, precision)
                        : floating(spec, value, precision);
        boolean negative = written.startsWith("-");
        var digits = negative ? written.substring(1) : written;
        var prefix =
                (negative ? "-" : spec.plus() && !digits.equals("NaN") ? "+" : "")
                        + (spec.alternate() && type != null ? radixPrefix(spec.style()) : "");
        if (spec.zero()) {
            out.append(prefix)
                    .repeat('0', Math.max(0, width - prefix.length() - digits.length()))
                    .append(digits);
        } else {
            pad(spec, prefix + digits, width, Align.RIGHT);
        }
    }

    private static String radixPrefix(Style style) {
        return switch (style) {
            case LOWER_HEX, UPPER_HEX, DEBUG_LOWER_HEX, DEBUG_UPPER_HEX -> "0x";
            case BINARY -> "0b";
            case OCTAL -> "0o";
            case DISPLAY, DEBUG, LOWER_EXP, UPPER_EXP -> "";
        };
    }

    private static String integer(Spec spec, Object value, IntType type, int precision) {
        return switch (spec.style()) {
            case DISPLAY, DEBUG -> Integers.decimal(value);
            case LOWER_HEX, DEBUG_LOWER_HEX -> bits(value, type, 16);
            case UPPER_HEX, DEBUG_UPPER_HEX -> bits(value, type, 16).toUpperCase(Locale.ROOT);
            case BINARY -> bits(value, type, 2);
            case OCTAL -> bits(value, type, 8);
            case LOWER_EXP -> exponent(value, precision);
            case UPPER_EXP -> exponent(value, precision).toUpperCase(Locale.ROOT);
        };
    }

    // Negative numbers show their two's complement.
    private static String bits(Object value, IntType type, int radix) {
        var exact = Integers.exact(value);
        return (exact.signum() < 0 ? exact.add(type.max().shiftLeft(1).add(BigInteger.TWO)) : exact)
                .toString(radix);
    }

    private static String exponent(Object integer, int precision) {
        var exact = new BigDecimal(Integers.exact(integer));
        int digits = exact.stripTrailingZeros().precision() - 1;
        return FloatText.exponent(
                exact.abs(),
                exact.signum() < 0,
                precision >= 0 ? precision : exact.signum() == 0 ? 0 : digits);
    }

    private String floating(Spec spec, Object value, int precision) {
        double x = value instanceof Double d ? d : (Float) value;
        return switch (spec.style()) {
            case DISPLAY ->
                    precision >= 0
                            ? FloatText.fixed(x, precision)
                            : value instanceof Float f
                                    ? FloatText.display(f)
                                    : FloatText.display(x);
            case DEBUG, DEBUG_LOWER_HEX, DEBUG_UPPER_HEX ->
                    precision >= 0
                            ? FloatText.fixed(x, precision)
                            : value instanceof Float f ? FloatText.debug(f) : FloatText.debug(x);
            case LOWER_EXP ->
                    precision >= 0
                            ? FloatText.exponent(x, precision)
                            : value instanceof Float f
                                    ? FloatText.exponent(f)
                                    : FloatText.exponent(x);
            case UPPER_EXP -> {
                var lower =
                        precision >= 0
                                ? FloatText.exponent(x, precision)
                                : value instanceof Float f
                                        ? FloatText.exponent(f)
                                        : FloatText.exponent(x);
                yield FloatText.special(x) ? lower : lower.toUpperCase(Locale.ROOT);
            }
            case LOWER_HEX, UPPER_HEX, BINARY, OCTAL ->
                    throw Numbers.mismatch(
                            "`{:"
                                    + spec.style().letter()
                                    + "}` writes integers, found "
                                    + TypeNames.withArticle(value),
                            site);
        };
    }

    private void pad(Spec spec, String text, int width, Align usual) {
        int missing = width - text.codePointCount(0, text.length());
        if (missing <= 0) {
            out.append(text);
            return;
        }
        var align = spec.align() == null ? usual : spec.align();
        int before =
                switch (align) {
                    case LEFT -> 0;
                    case CENTER -> missing / 2;
                    case RIGHT -> missing;
                };
        out.repeat(spec.fill(), before).append(text).repeat(spec.fill(), missing - before);
    }
}
