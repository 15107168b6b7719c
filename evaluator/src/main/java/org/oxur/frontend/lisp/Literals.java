package org.oxur.frontend.lisp;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.FloatType;
import org.oxur.ast.IntType;
import org.oxur.ast.Lit;
import org.oxur.error.ReadError;
import org.oxur.text.Span;

/// What a number, character, string or keyword token stands for, or what is wrong with it.
final class Literals {
    private static final Pattern INTEGER =
            Pattern.compile(
                    "(-?)(?:0x([0-9a-fA-F_]+)|0o([0-7_]+)|0b([01_]+)|([0-9][0-9_]*))"
                            + "([iu](?:8|16|32|64|128|size))?");
    private static final Pattern FLOAT =
            Pattern.compile(
                    "(-?[0-9][0-9_]*(?:\\.[0-9][0-9_]*)?(?:[eE][+-]?[0-9][0-9_]*)?)(f32|f64)?");

    /// Longer than any number that fits in `u128`, underscores included.
    private static final int MAX_INTEGER_CHARS = 400;

    private static final Map<String, Lit> NAMED =
            Map.ofEntries(
                    Map.entry("nil", new Lit.Unit()),
                    Map.entry("true", new Lit.Bool(true)),
                    Map.entry("false", new Lit.Bool(false)),
                    Map.entry("NaN", new Lit.Float(Double.NaN, FloatType.F64)),
                    Map.entry("inf", new Lit.Float(Double.POSITIVE_INFINITY, FloatType.F64)),
                    Map.entry("-inf", new Lit.Float(Double.NEGATIVE_INFINITY, FloatType.F64)),
                    Map.entry("NaNf32", new Lit.Float(Double.NaN, FloatType.F32)),
                    Map.entry("inff32", new Lit.Float(Double.POSITIVE_INFINITY, FloatType.F32)),
                    Map.entry("-inff32", new Lit.Float(Double.NEGATIVE_INFINITY, FloatType.F32)));

    private static final Map<String, Integer> CHARACTER_NAMES =
            Map.of(
                    "newline",
                    (int) '\n',
                    "space",
                    (int) ' ',
                    "tab",
                    (int) '\t',
                    "return",
                    (int) '\r');

    static final Lit ZERO = new Lit.Int(BigInteger.ZERO, IntType.I64, true);

    private Literals() {}

    /// A token that is of its kind, but says nothing.
    static final class Wrong extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient ReadError error;

        Wrong(Span span, String message, @Nullable String hint) {
            super(message, null, false, false);
            this.error = new ReadError.Malformed(span, message, hint);
        }

        ReadError error() {
            return error;
        }
    }

    /// The literal that a name is, or null for an ordinary name.
    static @Nullable Lit named(String name) {
        return NAMED.get(name);
    }

    static Lit number(Span span) throws Wrong {
        var text = span.text();
        var integer = INTEGER.matcher(text);
        if (integer.matches()) {
            return integer(span, text, integer);
        }
        var real = FLOAT.matcher(text);
        if (!real.matches()) {
            throw new Wrong(span, "`" + shown(text) + "` is not a number", RustWays.range(text));
        }
        var digits = real.group(1).replace("_", "");
        boolean single = "f32".equals(real.group(2));
        double value = single ? Float.parseFloat(digits) : Double.parseDouble(digits);
        if (Double.isInfinite(value)) {
            var type = single ? "f32" : "f64";
            throw new Wrong(
                    span, "`" + shown(text) + "` does not fit in " + type, "infinity is `inf`");
        }
        return new Lit.Float(value, single ? FloatType.F32 : FloatType.F64);
    }

    private static Lit integer(Span span, String text, Matcher parts) throws Wrong {
        var suffix = parts.group(6);
        var type = suffix == null ? null : IntType.named(suffix);
        var target = type == null ? IntType.I64 : type;
        var value = text.length() > MAX_INTEGER_CHARS ? null : value(parts);
        if (value == null || !target.holds(value)) {
            var hint = type == null ? wider(value) : null;
            throw new Wrong(
                    span, "`" + shown(text) + "` does not fit in " + target.rustName(), hint);
        }
        return new Lit.Int(value, target, type == null);
    }

    /// What holds a number that is too large for an i64.
    private static String wider(@Nullable BigInteger value) {
        var fitting =
                value == null
                        ? List.<String>of()
                        : Stream.of(IntType.U64, IntType.I128, IntType.U128)
                                .filter(type -> type.holds(value))
                                .map(type -> "`…" + type.rustName() + "`")
                                .toList();
        return fitting.isEmpty()
                ? "no integer type holds it; with `.0` behind it, it is a float, and rounded"
                : "a suffix gives it another type: " + String.join(", ", fitting);
    }

    private static @Nullable BigInteger value(Matcher parts) {
        int[] radix = {16, 8, 2, 10};
        for (int i = 0; i < radix.length; i++) {
            var digits = parts.group(i + 2);
            if (digits != null) {
                var bare = digits.replace("_", "");
                return bare.isEmpty() ? null : new BigInteger(parts.group(1) + bare, radix[i]);
            }
        }
        return null;
    }

    static Lit character(Span span) throws Wrong {
        var name = span.text().substring(1);
        if (name.codePointCount(0, name.length()) == 1) {
            return new Lit.Char(scalar(span, name.codePointAt(0)));
        }
        var known = CHARACTER_NAMES.get(name);
        if (known != null) {
            return new Lit.Char(known);
        }
        if (name.startsWith("u{") && name.endsWith("}")) {
            return new Lit.Char(escaped(span, name.substring(2, name.length() - 1)));
        }
        throw new Wrong(
                span,
                "`\\" + shown(name) + "` is no character",
                "one character, `\\newline`, `\\space`, `\\tab`, `\\return` or `\\u{…}`");
    }

    static Lit keyword(Span span) throws Wrong {
        var name = span.text().substring(1);
        if (name.startsWith(":")) {
            throw new Wrong(span, "`" + shown(span.text()) + "` is no keyword", null);
        }
        return new Lit.Keyword(name);
    }

    /// @param span the literal with its quotes
    static Lit string(Span span) throws Wrong {
        var text = span.text();
        if (text.indexOf('\\') < 0) {
            return new Lit.Str(text.substring(1, text.length() - 1));
        }
        var value = new StringBuilder();
        int end = text.length() - 1;
        for (int i = 1; i < end; ) {
            char c = text.charAt(i);
            if (c != '\\') {
                value.append(c);
                i++;
                continue;
            }
            int after = escapeEnd(text, i, end);
            escape(place(span, i, after), text.substring(i + 1, after), value);
            i = after;
        }
        return new Lit.Str(value.toString());
    }

    /// The offset after the escape that begins at a backslash.
    private static int escapeEnd(String text, int backslash, int end) {
        char c = text.charAt(backslash + 1);
        if (c == 'u' && backslash + 2 < end && text.charAt(backslash + 2) == '{') {
            int close = text.indexOf('}', backslash);
            return close < 0 || close >= end ? end : close + 1;
        }
        if (c != '\n' && c != '\r') {
            return backslash + 1 + Character.charCount(text.codePointAt(backslash + 1));
        }
        // As in Rust, a backslash at the end of a line joins it with what the next one begins with.
        int next = backslash + 1;
        while (next < end && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        return next;
    }

    private static void escape(Span span, String name, StringBuilder value) throws Wrong {
        switch (name.charAt(0)) {
            case 'n' -> value.append('\n');
            case 't' -> value.append('\t');
            case 'r' -> value.append('\r');
            case '0' -> value.append('\0');
            case '"' -> value.append('"');
            case '\\' -> value.append('\\');
            case '\n', '\r' -> {}
            case 'u' -> {
                if (!name.startsWith("u{") || !name.endsWith("}")) {
                    throw new Wrong(span, "a Unicode escape is `\\u{…}`", null);
                }
                value.appendCodePoint(escaped(span, name.substring(2, name.length() - 1)));
            }
            default ->
                    throw new Wrong(
                            span,
                            "unknown escape `\\" + shown(name) + "`",
                            "there are `\\n` `\\t` `\\r` `\\\"` `\\\\` `\\0` `\\u{…}`");
        }
    }

    private static int escaped(Span span, String hex) throws Wrong {
        if (!hex.matches("[0-9a-fA-F]{1,6}")) {
            throw new Wrong(span, "`\\u{…}` takes one to six hexadecimal digits", null);
        }
        return scalar(span, Integer.parseInt(hex, 16));
    }

    private static int scalar(Span span, int codePoint) throws Wrong {
        if (!Character.isValidCodePoint(codePoint)
                || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE)) {
            throw new Wrong(
                    span,
                    "U+"
                            + Integer.toHexString(codePoint).toUpperCase(Locale.ROOT)
                            + " is no character",
                    null);
        }
        return codePoint;
    }

    private static Span place(Span whole, int from, int to) {
        return whole.source().span(whole.start() + from, whole.start() + to);
    }

    /// A token as a message can show it.
    private static String shown(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
