package org.oxur.interpret;

import org.jspecify.annotations.Nullable;
import org.oxur.text.Span;
import org.oxur.value.HeapValue;
import org.oxur.value.Ref;

/// `&p`: what the reference points at, copied out.
final class DerefPattern extends Pattern {
    private final Pattern target;

    DerefPattern(Span span, Pattern target) {
        super(span);
        this.target = target;
    }

    @Override
    boolean test(Execution ex, Object value) {
        return (value instanceof Ref || HeapValue.isCopy(value))
                && target.test(ex, seen(value, this));
    }

    @Override
    void bind(Frame f, Object value, @Nullable Ref via) {
        var seen = seen(value, this);
        if (target.takesAll() && !HeapValue.isCopy(seen)) {
            throw Places.cannotMove("a reference", this);
        }
        target.bind(f, HeapValue.copied(seen), null);
    }

    @Override
    boolean binds() {
        return target.binds();
    }

    @Override
    void reach(Reached reached) {
        reached.pattern(target);
    }
}
