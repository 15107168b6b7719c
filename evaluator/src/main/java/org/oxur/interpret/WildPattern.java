package org.oxur.interpret;

import org.jspecify.annotations.Nullable;
import org.oxur.text.Span;
import org.oxur.value.Ref;

/// `_`.
final class WildPattern extends Pattern {
    WildPattern(Span span) {
        super(span);
    }

    @Override
    boolean test(Execution ex, Object value) {
        return true;
    }

    @Override
    void bind(Frame f, Object value, @Nullable Ref via) {}

    @Override
    boolean isOfPairs() {
        return true;
    }

    @Override
    boolean isOfLentPairs() {
        return true;
    }

    @Override
    boolean testsThrough() {
        return true;
    }

    @Override
    boolean matchesAll() {
        return true;
    }

    @Override
    void reach(Reached reached) {}

    @Override
    Matching matching() {
        return new Matching.Any(this);
    }
}
