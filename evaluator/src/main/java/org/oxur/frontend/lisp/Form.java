package org.oxur.frontend.lisp;

import java.util.List;
import org.oxur.ast.Datum;
import org.oxur.ast.Lit;
import org.oxur.text.Span;

/// What the reader makes of a text: the shapes of the surface, before anything means anything.
///
/// Equality ignores places, as [Span] says: equal forms read the same. Depth is bounded by
/// [Brackets#MAX_DEPTH] in what was read, so recursion over forms is safe.
public sealed interface Form {
    Span span();

    /// @param mark 0 for a name of the text; another number sets apart what a macro template
    ///   brought in (see [Hygiene])
    record Symbol(Span span, String name, int mark) implements Form {
        public Symbol(Span span, String name) {
            this(span, name, 0);
        }
    }

    /// A number, string, character or keyword, and `nil`, `true`, `false`, `NaN`, `inf`, `-inf`.
    record Literal(Span span, Lit lit) implements Form {}

    /// `(…)`, `[…]`, `{…}`, `#{…}`; a map's items are keys and values in turn.
    record Sequence(Span span, Datum.Shape shape, List<Form> items) implements Form {
        public Sequence {
            items = List.copyOf(items);
        }

        boolean is(Datum.Shape wanted) {
            return shape == wanted;
        }
    }

    /// `'x`, `&x` and their like. A list `(quote x)` means the same.
    record Prefixed(Span span, Prefix prefix, Form form) implements Form {}

    enum Prefix {
        QUOTE("'", "quote"),
        QUASIQUOTE("`", "quasiquote"),
        UNQUOTE(",", "unquote"),
        SPLICE(",@", "unquote-splicing"),
        BORROW("&", "borrow"),
        BORROW_MUT("&mut ", "borrow-mut");

        private final String text;
        private final String head;

        Prefix(String text, String head) {
            this.text = text;
            this.head = head;
        }

        /// As it is written before a form.
        public String text() {
            return text;
        }

        /// The first symbol of the list that means the same.
        public String head() {
            return head;
        }
    }

    default List<Form> children() {
        return switch (this) {
            case Symbol _, Literal _ -> List.of();
            case Sequence(_, _, var items) -> items;
            case Prefixed(_, _, var form) -> List.of(form);
        };
    }
}
