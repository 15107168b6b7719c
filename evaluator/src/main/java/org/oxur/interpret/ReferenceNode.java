package org.oxur.interpret;

import org.jspecify.annotations.Nullable;
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

    /// The place, where a shared reference to it may be one to a part of what a shared reference in
    /// a variable points at: see [PartNode#lentFrom].
    @Nullable PartNode partOfLent() {
        return !mutable
                        && place instanceof PartNode part
                        && part.base instanceof LocalNode
                        && (part instanceof FieldNode || part instanceof TupleFieldNode)
                ? part
                : null;
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
