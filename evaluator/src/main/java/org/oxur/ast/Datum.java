package org.oxur.ast;

import java.util.List;
import org.oxur.text.Span;

/// Extension: quoted data, `'(a b "c")`. A program as a value; it needs no front end to be
/// understood.
public sealed interface Datum {
    Span span();

    record Atom(Span span, Lit lit) implements Datum {}

    record Symbol(Span span, String name) implements Datum {}

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
