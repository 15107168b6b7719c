package org.oxur.ide;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The placeholders of a Rust format string, as far as an editor must know them.
final class FormatStrings {
    private FormatStrings() {}

    /// One `{…}`.
    ///
    /// @param start index of the `{` in the string
    /// @param name the variable or argument it names, or null when it counts
    /// @param index the argument it numbers, or -1
    record Placeholder(int start, int end, @Nullable String name, int index) {}

    /// @param placeholders in order
    /// @param problem what is wrong with the string, or null
    /// @param problemAt index of it
    record Parsed(List<Placeholder> placeholders, @Nullable String problem, int problemAt) {
        Parsed {
            placeholders = List.copyOf(placeholders);
        }

        /// How many positional arguments it asks for, `{}` counted in order; arguments that a width
        /// names (`{:1$}`) are not seen.
        int positional() {
            int next = 0;
            int most = 0;
            for (var placeholder : placeholders) {
                if (placeholder.name == null) {
                    most = Math.max(most, placeholder.index >= 0 ? placeholder.index + 1 : ++next);
                }
            }
            return most;
        }
    }

    static Parsed parse(String text) {
        var found = new ArrayList<Placeholder>();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean doubled = i + 1 < text.length() && text.charAt(i + 1) == c;
            if (c == '}') {
                if (!doubled) {
                    return new Parsed(found, "`}` without `{`; a brace itself is `}}`", i);
                }
                i++;
            } else if (c == '{' && doubled) {
                i++;
            } else if (c == '{') {
                int end = text.indexOf('}', i);
                if (end < 0) {
                    return new Parsed(found, "`{` without `}`; a brace itself is `{{`", i);
                }
                found.add(placeholder(text, i, end + 1));
                i = end;
            }
        }
        return new Parsed(found, null, 0);
    }

    private static Placeholder placeholder(String text, int start, int end) {
        var inside = text.substring(start + 1, end - 1);
        int colon = inside.indexOf(':');
        var argument = (colon < 0 ? inside : inside.substring(0, colon)).strip();
        if (argument.isEmpty()) {
            return new Placeholder(start, end, null, -1);
        }
        if (argument.chars().allMatch(c -> c >= '0' && c <= '9') && argument.length() < 9) {
            return new Placeholder(start, end, null, Integer.parseInt(argument));
        }
        return new Placeholder(start, end, argument, -1);
    }
}
