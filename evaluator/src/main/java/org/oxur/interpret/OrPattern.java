package org.oxur.interpret;

import org.jspecify.annotations.Nullable;
import org.oxur.text.Span;
import org.oxur.value.Owner;
import org.oxur.value.Ref;

/// `(or p q)`: the first of its cases that matches; all bind the same names.
final class OrPattern extends Pattern {
    private final Pattern[] cases;

    // The case that bound last: taking follows binding at once.
    private @Nullable Pattern last;

    OrPattern(Span span, Pattern[] cases) {
        super(span);
        this.cases = cases;
    }

    private @Nullable Pattern matching(Execution ex, Object value) {
        for (var each : cases) {
            if (each.test(ex, value)) {
                return each;
            }
        }
        return null;
    }

    @Override
    boolean test(Execution ex, Object value) {
        return matching(ex, value) != null;
    }

    @Override
    void bind(Frame f, Object value, @Nullable Ref via) {
        var matching = matching(f.ex, value);
        if (matching != null) {
            last = matching;
            matching.bind(f, value, via);
        }
    }

    @Override
    boolean binds() {
        return CompoundPattern.any(cases);
    }

    @Override
    void take(Owner owner, int part, Trail trail) {
        if (last != null) {
            last.take(owner, part, trail);
        }
    }

    @Override
    void takeParts(Object value, Trail trail) {
        if (last != null) {
            last.takeParts(value, trail);
        }
    }

    @Override
    void reach(Reached reached) {
        reached.patterns(cases);
    }

    @Override
    Matching matching() {
        return binds() ? super.matching() : new Matching.Either(this, matching(cases));
    }
}
