package org.oxur.frontend.lisp;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.oxur.text.RustNames;
import org.oxur.text.Span;

/// `v[0]`: a name and a vector without anything between them are two forms, and never what was
/// meant.
final class Adjacent {
    /// A vector of one atom.
    private static final Pattern SIMPLE = Pattern.compile("\\[([^\\s\\[\\](){}\"]+)\\]");

    /// The beginning of a list that calls a string, and all of it if nothing is nested.
    private static final Pattern CALL = Pattern.compile("\\(\"(?:[^()]*\\))?");

    private Adjacent() {}

    /// The name that stands right before a vector or a list; null where there is none, where it is
    /// the head of a list, `(f[1 2])`, or where a macro made the vector.
    static @Nullable String name(Span vector) {
        var text = vector.source().text();
        int end = vector.start();
        int start = end;
        while (start > 0 && (isWord(text.charAt(start - 1)) || isPath(text, start))) {
            start -= text.charAt(start - 1) == ':' ? 2 : 1;
        }
        if (start == end
                || vector.template() != null
                || !text.startsWith("[", end) && !text.startsWith("(", end)
                || !Character.isLetter(text.charAt(start))
                || start > 0 && "(&:'\\`,@#\"".indexOf(text.charAt(start - 1)) >= 0) {
            return null;
        }
        return text.substring(start, end);
    }

    /// Whether `::` stands before that place, and a word before it.
    private static boolean isPath(String text, int end) {
        return end > 2 && text.startsWith("::", end - 2) && isWord(text.charAt(end - 3));
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || "_-+*/?!<>=.".indexOf(c) >= 0;
    }

    /// @param sequence a vector or a list
    static Refused refused(Form.Sequence sequence, String name) {
        var shown = sequence.span().text();
        if (shown.startsWith("(")) {
            return Refused.malformed(
                    sequence.span(),
                    "`" + name + shown + "` is two forms, a name and a list",
                    call(name, shown) + apart(name, shown));
        }
        var index = sequence.items().size() == 1 ? sequence.items().getFirst().span().text() : "i";
        return refused(sequence.span(), shown, name, index);
    }

    /// What to write for `f(3)`, and for `v.push(3)`.
    static String call(String name, String list) {
        var inside = list.substring(1).strip();
        return "a call is `(" + called(name) + (inside.equals(")") ? ")`" : " " + inside + "`");
    }

    private static String called(String name) {
        var own = RustNames.own(name);
        if (own != null) {
            return own;
        }
        int dot = name.lastIndexOf('.');
        return dot <= 0 || dot + 1 == name.length() || !Character.isLetter(name.charAt(dot + 1))
                ? name
                : name.substring(dot) + " " + name.substring(0, dot);
    }

    private static String apart(String name, String shown) {
        return "; two values stand apart: `" + name + " " + shown + "`";
    }

    /// A name as a form of its own, which is evaluated before the vector right after it is seen, or
    /// a list that calls a string.
    ///
    /// @throws Refused if there is one
    static void check(Form.Symbol symbol) {
        var span = symbol.span();
        if (span.template() != null) {
            return;
        }
        checkCall(span);
        if (!span.source().text().startsWith("[", span.end())) {
            return;
        }
        var name = name(span.source().span(span.end(), span.end()));
        if (name != null) {
            var text = span.source().text();
            var vector = SIMPLE.matcher(text).region(span.end(), text.length());
            boolean simple = vector.lookingAt();
            throw refused(
                    span, simple ? vector.group() : "[…]", name, simple ? vector.group(1) : "i");
        }
    }

    private static void checkCall(Span symbol) {
        var text = symbol.source().text();
        var list = CALL.matcher(text).region(symbol.end(), text.length());
        if (!list.lookingAt()) {
            return;
        }
        var name = name(symbol.source().span(symbol.end(), symbol.end()));
        if (name != null) {
            var shown = list.group().endsWith(")") ? list.group() : "(…)";
            throw Refused.malformed(
                    symbol,
                    "`" + name + shown + "` is two forms, a name and a list",
                    call(name, shown));
        }
    }

    private static Refused refused(Span place, String shown, String name, String index) {
        return Refused.malformed(
                place,
                "`" + name + shown + "` is two forms, a name and a vector",
                "an element is `(nth " + name + " " + index + ")`" + apart(name, shown));
    }
}
