package org.oxur.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A Rust format string, understood: `"x = {}, {name:>8.2}"`. What is wrong with it is data too, so
/// that editors can say so before anything runs.
///
/// @param pieces in order
/// @param mistakes in order of their places; a format string with mistakes must not be used
/// @param positions how many positional arguments it asks for
public record FormatString(List<Piece> pieces, List<Mistake> mistakes, int positions) {
    public FormatString {
        pieces = List.copyOf(pieces);
        mistakes = List.copyOf(mistakes);
    }

    /// Text to copy, or a place to fill.
    public sealed interface Piece {
        record Copied(String text) implements Piece {}

        /// @param start UTF-16 offset of its `{` in the format string
        /// @param end after its `}`
        record Filled(Argument argument, Spec spec, int start, int end) implements Piece {}
    }

    /// Which of the arguments.
    public sealed interface Argument {
        /// @param index counted from 0
        record Position(int index) implements Argument {}

        record Name(String name) implements Argument {}
    }

    /// A width or precision: written there, or taken from an argument (`{:.1$}`, `{:width$}`,
    /// `{:.*}`).
    public sealed interface Count {
        record Fixed(int count) implements Count {}

        record Given(Argument argument) implements Count {}
    }

    public enum Align {
        LEFT,
        CENTER,
        RIGHT
    }

    /// What is written of the value.
    public enum Style {
        DISPLAY(""),
        DEBUG("?"),
        /// As `DEBUG`, with integers in base 16.
        DEBUG_LOWER_HEX("x?"),
        DEBUG_UPPER_HEX("X?"),
        LOWER_HEX("x"),
        UPPER_HEX("X"),
        BINARY("b"),
        OCTAL("o"),
        LOWER_EXP("e"),
        UPPER_EXP("E");

        private final String letter;

        Style(String letter) {
            this.letter = letter;
        }

        /// As written in a format string, `x`; empty for the display.
        public String letter() {
            return letter;
        }

        static @Nullable Style named(String letter) {
            for (var style : values()) {
                if (style.letter.equals(letter)) {
                    return style;
                }
            }
            return null;
        }
    }

    /// @param fill a code point, used where the value is narrower than `width`
    /// @param align null: numbers to the right, all else to the left
    /// @param plus `+`: a sign also for positive numbers
    /// @param alternate `#`: pretty, or with `0x`
    /// @param zero `0`: padded with zeros after the sign, whatever fill and alignment say
    public record Spec(
            int fill,
            @Nullable Align align,
            boolean plus,
            boolean alternate,
            boolean zero,
            @Nullable Count width,
            @Nullable Count precision,
            Style style) {
        static final Spec DISPLAY =
                new Spec(' ', null, false, false, false, null, null, Style.DISPLAY);

        /// `{}` or `{:?}` and nothing more.
        public boolean isPlain() {
            return align == null
                    && !plus
                    && !alternate
                    && !zero
                    && width == null
                    && precision == null;
        }
    }

    /// @param start UTF-16 offset in the format string
    public record Mistake(String message, int start, int end) {}

    public static FormatString parse(String text) {
        return new Parser(text).parse();
    }

    /// Names that it asks for: each is an argument `:name value` or a variable of that name.
    public Set<String> names() {
        var names = new TreeSet<String>();
        for (var piece : pieces) {
            if (piece instanceof Piece.Filled filled) {
                addName(filled.argument(), names);
                if (filled.spec().width() instanceof Count.Given(var argument)) {
                    addName(argument, names);
                }
                if (filled.spec().precision() instanceof Count.Given(var argument)) {
                    addName(argument, names);
                }
            }
        }
        return names;
    }

    private static void addName(Argument argument, Set<String> names) {
        if (argument instanceof Argument.Name(var name)) {
            names.add(name);
        }
    }

    /// What is wrong with calling it with so many positional arguments; the names are the caller's
    /// affair. Null when nothing is.
    public @Nullable String problemWith(int positional) {
        if (positional < positions) {
            return "the format string asks for "
                    + arguments(positions)
                    + ", but there "
                    + (positional == 0
                            ? "is none"
                            : (positional == 1 ? "is " : "are ") + arguments(positional));
        }
        if (positional > positions) {
            return "argument never used: the format string asks for "
                    + arguments(positions)
                    + ", but there "
                    + (positional == 1 ? "is " : "are ")
                    + positional;
        }
        return null;
    }

    private static String arguments(int count) {
        return count == 0 ? "no argument" : count == 1 ? "1 argument" : count + " arguments";
    }

    private static final class Parser {
        private final String text;
        private final List<Piece> pieces = new ArrayList<>();
        private final List<Mistake> mistakes = new ArrayList<>();
        private final StringBuilder copied = new StringBuilder();
        private int at;
        private int nextPosition;
        private int positions;

        Parser(String text) {
            this.text = text;
        }

        FormatString parse() {
            while (at < text.length()) {
                char c = text.charAt(at);
                if (c != '{' && c != '}') {
                    copied.append(c);
                    at++;
                } else if (at + 1 < text.length() && text.charAt(at + 1) == c) {
                    copied.append(c);
                    at += 2;
                } else if (c == '}') {
                    mistakes.add(
                            new Mistake(
                                    "unmatched `}` in format string; write `}}` for the character",
                                    at,
                                    at + 1));
                    at++;
                } else {
                    placeholder();
                }
            }
            endCopied();
            return new FormatString(pieces, mistakes, positions);
        }

        private void endCopied() {
            if (!copied.isEmpty()) {
                pieces.add(new Piece.Copied(copied.toString()));
                copied.setLength(0);
            }
        }

        private void placeholder() {
            int start = at;
            int end = text.indexOf('}', at);
            // The fill may be a brace: `{:}>4}`.
            if (end > 0
                    && end + 1 < text.length()
                    && text.charAt(end - 1) == ':'
                    && "<^>".indexOf(text.charAt(end + 1)) >= 0) {
                int next = text.indexOf('}', end + 1);
                end = next >= 0 ? next : end;
            }
            if (end < 0) {
                mistakes.add(
                        new Mistake(
                                "`{` is not closed in format string; write `{{` for the character",
                                at,
                                text.length()));
                at = text.length();
                return;
            }
            endCopied();
            at++;
            var argument = argumentUntil(":}");
            var spec = Spec.DISPLAY;
            skipSpaces();
            if (at < end && text.charAt(at) == ':') {
                at++;
                spec = spec(end);
                skipSpaces();
            }
            if (at < end) {
                mistakes.add(
                        new Mistake(
                                "cannot understand `"
                                        + text.substring(at, end)
                                        + "` in format string",
                                at,
                                end));
            }
            // As in Rust, `{:.*}` takes its precision before its value.
            var taken = argument == null ? next() : argument;
            pieces.add(new Piece.Filled(taken, spec, start, end + 1));
            at = end + 1;
        }

        private Argument next() {
            return position(nextPosition++);
        }

        private Argument position(int index) {
            positions = Math.max(positions, index + 1);
            return new Argument.Position(index);
        }

        private void skipSpaces() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }

        // A number or a name before one of the ending characters; null when nothing stands there.
        private @Nullable Argument argumentUntil(String endings) {
            skipSpaces();
            int start = at;
            while (at < text.length()
                    && endings.indexOf(text.charAt(at)) < 0
                    && !Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            return start == at ? null : argument(text.substring(start, at), start);
        }

        private Argument argument(String written, int start) {
            if (Character.isDigit(written.charAt(0))) {
                int index = number(written, start);
                return position(Math.max(0, index));
            }
            if (written.chars().anyMatch(c -> "{}().[]'\"`,;".indexOf(c) >= 0)) {
                mistakes.add(
                        new Mistake(
                                "`"
                                        + written
                                        + "` is no name; only names and positions stand in a format string",
                                start,
                                start + written.length()));
            }
            return new Argument.Name(written);
        }

        private int number(String digits, int start) {
            if (digits.length() > 5
                    || !digits.chars().allMatch(c -> c >= '0' && c <= '9')
                    || Integer.parseInt(digits) > 65_535) {
                mistakes.add(
                        new Mistake(
                                "`" + digits + "` is no number up to 65535",
                                start,
                                start + digits.length()));
                return -1;
            }
            return Integer.parseInt(digits);
        }

        private Spec spec(int end) {
            int fill = ' ';
            Align align = null;
            if (at < end) {
                int first = text.codePointAt(at);
                int afterFirst = at + Character.charCount(first);
                var second = afterFirst < end ? alignment(text.charAt(afterFirst)) : null;
                if (second != null) {
                    fill = first;
                    align = second;
                    at = afterFirst + 1;
                } else {
                    align = alignment(text.charAt(at));
                    at += align == null ? 0 : 1;
                }
            }
            boolean plus = accept('+');
            if (!plus) {
                accept('-');
            }
            boolean alternate = accept('#');
            boolean zero =
                    at < end
                            && text.charAt(at) == '0'
                            && !(at + 1 < end && text.charAt(at + 1) == '$')
                            && accept('0');
            var width = count(end);
            Count precision = null;
            if (accept('.')) {
                if (accept('*')) {
                    precision = new Count.Given(next());
                } else {
                    int start = at;
                    precision = count(end);
                    if (precision == null) {
                        mistakes.add(
                                new Mistake(
                                        "a precision must follow the `.`",
                                        start,
                                        Math.min(start + 1, text.length())));
                    }
                }
            }
            return new Spec(fill, align, plus, alternate, zero, width, precision, style(end));
        }

        private boolean accept(char wanted) {
            if (at < text.length() && text.charAt(at) == wanted) {
                at++;
                return true;
            }
            return false;
        }

        private static @Nullable Align alignment(char c) {
            return switch (c) {
                case '<' -> Align.LEFT;
                case '^' -> Align.CENTER;
                case '>' -> Align.RIGHT;
                default -> null;
            };
        }

        // `8`, `1$` or `name$`; null when neither stands here.
        private @Nullable Count count(int end) {
            int i = at;
            while (i < end && Character.isDigit(text.charAt(i))) {
                i++;
            }
            if (i > at && !(i < end && text.charAt(i) == '$')) {
                int start = at;
                at = i;
                return new Count.Fixed(Math.max(0, number(text.substring(start, i), start)));
            }
            int dollar = text.indexOf('$', at);
            if (dollar < 0
                    || dollar >= end
                    || dollar == at
                    || text.substring(at, dollar).indexOf('.') >= 0) {
                return null;
            }
            int start = at;
            at = dollar + 1;
            return new Count.Given(argument(text.substring(start, dollar), start));
        }

        private Style style(int end) {
            int start = at;
            while (at < end && !Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            var letter = text.substring(start, at);
            var style = Style.named(letter);
            if (style == null) {
                mistakes.add(
                        new Mistake(
                                "unknown format `" + letter + "`: there are `? x? X? x X b o e E`",
                                start,
                                at));
                return Style.DISPLAY;
            }
            return style;
        }
    }
}
