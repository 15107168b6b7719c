package org.oxur.interpret;

import org.oxur.text.Span;

/// `&place`, `&mut place`.
final class ReferenceNode extends Node {
    private final boolean mutable;
    private final Node place;

    ReferenceNode(Span span, boolean mutable, Node place) {
        super(span);
        this.mutable = mutable;
        this.place = place;
    }

    @Override
    Object execute(Frame f) {
        return place.lend(f, mutable);
    }

    @Override
    void reach(Reached reached) {
        place.reach(reached);
    }
}
