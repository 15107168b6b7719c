package org.oxur.frontend.lisp;

import org.jspecify.annotations.Nullable;
import org.oxur.text.Span;

/// `v[0]`: a name and a vector without anything between them are two forms, and never what was
/// meant.
final class Adjacent {
    private Adjacent() {}

    /// The name that stands right before a vector; null where there is none, where it is the head
    /// of a list, `(f[1 2])`, or where a macro made the vector.
    static @Nullable String name(Span vector) {
        var text = vector.source().text();
        int end = vector.start();
        int start = end;
        while (start > 0 && isWord(text.charAt(start - 1))) {
            start--;
        }
        if (start == end
                || vector.template() != null
                || !text.startsWith("[", end)
                || !Character.isLetter(text.charAt(start))
                || start > 0 && "(&:'\\`,@#\"".indexOf(text.charAt(start - 1)) >= 0) {
            return null;
        }
        return text.substring(start, end);
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || "_-+*/?!<>=.".indexOf(c) >= 0;
    }

    static Refused refused(Form.Sequence vector, String name) {
        var text = name + vector.span().text();
        var index = vector.items().size() == 1 ? vector.items().getFirst().span().text() : "i";
        return Refused.malformed(
                vector,
                "`" + text + "` is two forms, a name and a vector",
                "an element is `(nth "
                        + name
                        + " "
                        + index
                        + ")`; two values stand apart: `"
                        + name
                        + " "
                        + vector.span().text()
                        + "`");
    }
}
