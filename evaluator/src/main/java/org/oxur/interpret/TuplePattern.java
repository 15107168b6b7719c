package org.oxur.interpret;

import org.jspecify.annotations.Nullable;
import org.oxur.text.Span;
import org.oxur.value.Owner;
import org.oxur.value.Ref;
import org.oxur.value.TupleValue;

/// `(tuple a b)`: a tuple of as many parts.
final class TuplePattern extends CompoundPattern {
    private final Pattern[] parts;
    private final boolean binds;

    TuplePattern(Span span, Pattern[] parts) {
        super(span);
        this.parts = parts;
        this.binds = any(parts);
    }

    @Override
    boolean test(Execution ex, Object given) {
        var tuple = owner(given);
        return tuple != null && testParts(ex, tuple, parts);
    }

    @Override
    boolean testPair(Execution ex, Object first, Object second) {
        return parts[0].test(ex, first) && parts[1].test(ex, second);
    }

    @Override
    void bindPair(Frame f, Object first, Object second) {
        if (parts[0].binds()) {
            parts[0].bind(f, first, null);
        }
        if (parts[1].binds()) {
            parts[1].bind(f, second, null);
        }
    }

    @Override
    boolean isOfPairs() {
        return parts.length == 2;
    }

    @Override
    void bindLentPair(Frame f, Object first, Ref via, Object second, Ref otherVia) {
        if (parts[0].binds()) {
            parts[0].bindLent(f, first, via);
        }
        if (parts[1].binds()) {
            parts[1].bindLent(f, second, otherVia);
        }
    }

    @Override
    boolean isOfLentPairs() {
        return isOfPairs() && parts[0].testsThrough() && parts[1].testsThrough();
    }

    @Override
    void bind(Frame f, Object value, @Nullable Ref via) {
        bindParts(f, value, via, parts);
    }

    @Override
    boolean binds() {
        return binds;
    }

    @Override
    void takeParts(Object value, Trail trail) {
        takeAll(parts, value, trail);
    }

    @Override
    void reach(Reached reached) {
        reached.patterns(parts);
    }

    @Override
    @Nullable Owner owner(Object given) {
        return seen(given, this) instanceof TupleValue tuple && tuple.size() == parts.length
                ? tuple
                : null;
    }

    @Override
    Matching matching() {
        return new Matching.Parts(this, matching(parts), false, binds, null);
    }
}
