package org.oxur.expect;

/// An expectation divided into what it says and a comment behind that: `2 ; two`. Semicolons in
/// strings and in characters begin none.
///
/// @param before without white space at its end
/// @param text of the comment, with the white space before it; empty without one
record TrailingComment(String before, String text) {
    static TrailingComment of(String expectation) {
        boolean quoted = false;
        for (int i = 0; i < expectation.length(); i++) {
            char c = expectation.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ';'
                    && !quoted
                    && (i == 0 || Character.isWhitespace(expectation.charAt(i - 1)))) {
                var before = expectation.substring(0, i).stripTrailing();
                return new TrailingComment(
                        before,
                        before.isEmpty()
                                ? " " + expectation.substring(i)
                                : expectation.substring(before.length()));
            }
        }
        return new TrailingComment(expectation, "");
    }
}
