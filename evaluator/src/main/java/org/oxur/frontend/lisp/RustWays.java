package org.oxur.frontend.lisp;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Datum.Shape;
import org.oxur.ast.Lit;

/// What hands write that come from Rust or another Lisp, `x: i64`, `[1, 2]`, `0..3`, `f(3)`, `|x|
/// x`, `(cond (test value))`: never what was meant here, so that each is refused where it stands,
/// with what it is called here.
final class RustWays {
    private static final Pattern RANGE =
            Pattern.compile("([0-9][0-9_]*[iu]?[a-z0-9]*)\\.\\.(=?)([\\w:.-]*)");
    private static final Pattern CLOSURE = Pattern.compile("\\|[\\w&].*");

    /// A name, a colon, and the type if it stands right there.
    private static final Pattern TYPED = Pattern.compile("([^:]+):(?!:)(.*)");

    /// The name of a struct right before where it ends.
    private static final Pattern STRUCT = Pattern.compile("([A-Z][\\w-]{0,60})\\s{0,9}$");

    private static final Set<String> TESTS =
            Set.of("=", "!=", "<", ">", "<=", ">=", "not", "and", "or");

    private RustWays() {}

    /// Refuses `x: i64` and `x:i64`, where a name is to be bound.
    ///
    /// @param next what stands after it
    static void refuseColon(@Nullable Form form, @Nullable Form next) {
        if (!(form instanceof Form.Symbol(var span, var name, _))) {
            return;
        }
        var parts = TYPED.matcher(name);
        if (!parts.matches()) {
            return;
        }
        var type = parts.group(2);
        if (type.isEmpty()) {
            type = next != null && isType(next) ? next.span().text() : "i64";
        }
        throw Refused.malformed(
                span,
                "`" + name + "` is no name",
                "one with its type is `(" + parts.group(1) + " " + type + ")`");
    }

    /// Refuses `(x: i64)`, where a name with its type is meant.
    static void refuseColon(Form.Sequence typed) {
        refuseColon(typed.items().getFirst(), typed.items().get(1));
    }

    private static boolean isType(Form form) {
        return form instanceof Form.Symbol
                || Forms.head(form) instanceof Form.Symbol head
                        && Forms.namesDefinition(head.name());
    }

    /// Whether it is a comma right behind something, as in `[1, 2]`.
    static boolean separates(Form.Prefixed form) {
        var span = form.span();
        var text = span.source().text();
        return form.prefix() == Form.Prefix.UNQUOTE
                && span.template() == null
                && text.startsWith(",", span.start())
                && span.start() > 0
                && !Character.isWhitespace(text.charAt(span.start() - 1))
                && "([{`',@#".indexOf(text.charAt(span.start() - 1)) < 0;
    }

    static Refused comma(Form form) {
        return Refused.malformed(
                form,
                "a `,` stands here",
                "space alone stands between forms, without commas: `[a 1 b 2]`");
    }

    /// How `0..3` is written; null for all else that is no number.
    static @Nullable String range(String text) {
        var parts = RANGE.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        return "a range is " + (parts.group(3).isEmpty() ? open(parts) : closed(parts));
    }

    private static String open(Matcher parts) {
        return "`(.. " + parts.group(1) + " nil)`";
    }

    private static String closed(Matcher parts) {
        var ends = parts.group(1) + " " + parts.group(3);
        return parts.group(2).isEmpty()
                ? "`(range " + ends + ")`, to cut with `(.. " + ends + ")`"
                : "`(..= " + ends + ")`";
    }

    /// Refuses `f(3)`: a name right before a list that calls a number or a string.
    static void refuseCall(Form.Sequence list) {
        if (!(list.items().getFirst() instanceof Form.Literal)) {
            return;
        }
        var name = Adjacent.name(list.span());
        if (name != null) {
            throw Refused.malformed(
                    list,
                    "`" + name + list.span().text() + "` is two forms, a name and a list",
                    Adjacent.call(name, list.span().text()));
        }
    }

    /// Refuses `pattern => body` in a `match`, where a pattern or its body is meant.
    static void refuseArrow(@Nullable Form form) {
        if (form instanceof Form.Symbol(var span, var name, _)
                && (name.equals("=>") || name.equals("->"))) {
            throw Refused.malformed(
                    span,
                    "`" + name + "` stands between a pattern and its body",
                    "a match has no `" + name + "`: `(match v pattern body …)`");
        }
    }

    /// Refuses the `{x: 1}` of `(P {x: 1})`.
    static void refuseFields(Form.Sequence tuple) {
        var items = tuple.items();
        if (items.size() > 1
                && items.getFirst() instanceof Form.Symbol(var span, var name, _)
                && name.length() > 1
                && name.indexOf(':') == name.length() - 1) {
            var before = STRUCT.matcher(span.source().text().substring(0, tuple.span().start()));
            throw Refused.malformed(
                    span,
                    "`" + name + "` is no name",
                    "a struct is made so: `("
                            + (before.find() ? before.group(1) : "Name")
                            + " :"
                            + name.substring(0, name.length() - 1)
                            + " "
                            + items.get(1).span().text()
                            + (items.size() > 2 ? " …)`" : ")`"));
        }
    }

    /// Refuses `|x| …`.
    static void refuseClosure(Form.Symbol symbol) {
        if (CLOSURE.matcher(symbol.name()).matches()) {
            throw Refused.malformed(
                    symbol, "`" + symbol.name() + "` is no name", "a closure is `(fn [x] …)`");
        }
    }

    /// Refuses `(cond (test value) …)`.
    static void refuseClauses(List<Form> parts) {
        for (var part : parts) {
            if (part instanceof Form.Sequence list
                    && list.is(Shape.LIST)
                    && list.items().size() > 1
                    && isTest(list.items().getFirst())) {
                throw Refused.malformed(
                        part,
                        "this list is no test, but a test and its value",
                        "they stand without parentheses around both: `(cond test value … else value)`");
            }
        }
    }

    private static boolean isTest(Form form) {
        return Forms.isSymbol(form, "else")
                || form instanceof Form.Literal(_, Lit.Bool _)
                || Forms.head(form) instanceof Form.Symbol head && TESTS.contains(head.name());
    }
}
