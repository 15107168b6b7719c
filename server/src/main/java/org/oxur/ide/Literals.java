package org.oxur.ide;

/// What literals of the text say.
final class Literals {
    private Literals() {}

    /// The content of a string literal, escapes resolved as far as a doc string uses them.
    static String stringValue(String literal) {
        var out = new StringBuilder();
        int end =
                literal.length() > 1 && literal.endsWith("\"")
                        ? literal.length() - 1
                        : literal.length();
        for (int i = 1; i < end; i++) {
            char c = literal.charAt(i);
            if (c != '\\' || i + 1 >= end) {
                out.append(c);
                continue;
            }
            char next = literal.charAt(++i);
            out.append(
                    switch (next) {
                        case 'n' -> '\n';
                        case 't' -> '\t';
                        default -> next;
                    });
        }
        return out.toString();
    }
}
