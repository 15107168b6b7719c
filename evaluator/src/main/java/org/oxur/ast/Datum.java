package org.oxur.ast;

import java.util.List;
import org.oxur.text.Span;

/// Extension: quoted data, `'(a b "c")`. A program as a value; it needs no front end to be
/// understood.
public sealed interface Datum {
    Span span();

    record Atom(Span span, Lit lit) implements Datum {}

    /// @param mark the mark of the symbol value it makes: 0 for a name as written; another number
    ///   sets apart a name that stands in a macro's template, so that the front end knows it again
    ///   in what the macro gives
    record Symbol(Span span, String name, int mark) implements Datum {
        public Symbol(Span span, String name) {
            this(span, name, 0);
        }
    }

    record Sequence(Span span, Shape shape, List<Datum> items) implements Datum {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /// A map holds keys and values in turn.
    enum Shape {
        LIST,
        VEC,
        TUPLE,
        MAP
    }
}
