package org.oxur.frontend.lisp;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Datum;
import org.oxur.ast.Ident;
import org.oxur.ast.Lit;

/// Questions about the shape of a form.
final class Forms {
    /// What begins a definition.
    static final Set<String> ITEMS =
            Set.of(
                    "def",
                    "defn",
                    "defconst",
                    "defstruct",
                    "defenum",
                    "deftrait",
                    "defmacro",
                    "impl",
                    "mod",
                    "use",
                    "require-crate",
                    "pub");

    /// What begins any other special form.
    static final Set<String> SPECIAL =
            Set.of(
                    "if",
                    "when",
                    "unless",
                    "cond",
                    "do",
                    "let",
                    "loop",
                    "recur",
                    "while",
                    "for",
                    "match",
                    "fn",
                    "set!",
                    "inc!",
                    "dec!",
                    "return",
                    "break",
                    "continue",
                    "?",
                    "as",
                    "and",
                    "or",
                    "not",
                    "time",
                    "quote",
                    "quasiquote",
                    "unquote",
                    "unquote-splicing",
                    "borrow",
                    "borrow-mut",
                    "receive");

    /// No program may give these another meaning (language.md, "Names and patterns").
    static final Set<String> RESERVED =
            Stream.of(ITEMS, SPECIAL, Set.of("mut"))
                    .flatMap(Set::stream)
                    .collect(Collectors.toUnmodifiableSet());

    private Forms() {}

    static boolean isSymbol(@Nullable Form form, String name) {
        return form instanceof Form.Symbol symbol && symbol.name().equals(name);
    }

    static boolean isShape(@Nullable Form form, Datum.Shape shape) {
        return form instanceof Form.Sequence sequence && sequence.shape() == shape;
    }

    /// The first symbol of a list, or null.
    static Form.@Nullable Symbol head(@Nullable Form form) {
        return form instanceof Form.Sequence(_, var shape, var items)
                        && shape == Datum.Shape.LIST
                        && !items.isEmpty()
                        && items.getFirst() instanceof Form.Symbol symbol
                ? symbol
                : null;
    }

    /// The name of the symbol that a list begins with; empty if none does.
    static String headName(Form form) {
        var head = head(form);
        return head == null ? "" : head.name();
    }

    static boolean isKeyword(@Nullable Form form, String name) {
        return form instanceof Form.Literal(_, Lit.Keyword(var keyword)) && keyword.equals(name);
    }

    static @Nullable String keyword(@Nullable Form form) {
        return form instanceof Form.Literal(_, Lit.Keyword(var name)) ? name : null;
    }

    static @Nullable String string(@Nullable Form form) {
        return form instanceof Form.Literal(_, Lit.Str(var text)) ? text : null;
    }

    /// The prefixed form, also where it is written as a list, as macros see and make it: `(quote
    /// x)`.
    static Form.@Nullable Prefixed prefixed(@Nullable Form form) {
        if (form instanceof Form.Prefixed prefixed) {
            return prefixed;
        }
        if (form instanceof Form.Sequence(var span, var shape, var items)
                && shape == Datum.Shape.LIST
                && items.size() == 2
                && items.getFirst() instanceof Form.Symbol symbol) {
            for (var prefix : Form.Prefix.values()) {
                if (prefix.head().equals(symbol.name())) {
                    return new Form.Prefixed(span, prefix, items.get(1));
                }
            }
        }
        return null;
    }

    static Form.@Nullable Prefixed prefixed(@Nullable Form form, Form.Prefix prefix) {
        var found = prefixed(form);
        return found != null && found.prefix() == prefix ? found : null;
    }

    /// `'name`, where it labels a loop.
    static @Nullable Ident label(@Nullable Form form) {
        var quoted = prefixed(form, Form.Prefix.QUOTE);
        return quoted != null && quoted.form() instanceof Form.Symbol(var span, var name, var mark)
                ? new Ident(span, name, mark)
                : null;
    }

    /// A variant, struct, constant or type, not something that binds: it has a `::` or begins with
    /// a capital.
    static boolean namesDefinition(String name) {
        return Character.isUpperCase(name.codePointAt(0))
                || (name.contains("::") && !name.startsWith("::"));
    }

    static boolean isTyped(@Nullable Form form) {
        return typed(form) != null;
    }

    /// `(name Type)`: a lower-case head other than `or as dyn`, and one more. Null for all else.
    static Form.@Nullable Sequence typed(@Nullable Form form) {
        if (!(form instanceof Form.Sequence list)
                || list.items().size() != 2
                || !(head(list) instanceof Form.Symbol head)
                || namesDefinition(head.name())) {
            return null;
        }
        return switch (head.name()) {
            case "or", "as", "dyn", "..", "..=", "&", "borrow", "borrow-mut", "quote" -> null;
            default -> list;
        };
    }

    /// The items after the first.
    static List<Form> arguments(Form.Sequence list) {
        return list.items().subList(1, list.items().size());
    }
}
