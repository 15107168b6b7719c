package org.oxur.interpret;

import org.jspecify.annotations.Nullable;
import org.oxur.text.Span;
import org.oxur.value.HeapValue;
import org.oxur.value.Moved;
import org.oxur.value.Owner;
import org.oxur.value.Ref;

/// A name, with or without a pattern that must match too.
final class BindingPattern extends Pattern {
    final int slot;
    private final @Nullable Pattern sub;

    BindingPattern(Span span, int slot, @Nullable Pattern sub) {
        super(span);
        this.slot = slot;
        this.sub = sub;
    }

    @Override
    boolean test(Execution ex, Object value) {
        return sub == null || sub.test(ex, value);
    }

    @Override
    void bind(Frame f, Object value, @Nullable Ref via) {
        if (via != null) {
            f.setTagged(slot, Frame.OBJECT, via);
        } else {
            f.set(slot, HeapValue.isCopy(value) ? HeapValue.copied(value) : value);
        }
        if (sub != null) {
            sub.bind(f, value, via);
        }
    }

    @Override
    boolean testsThrough() {
        return sub == null || sub.testsThrough();
    }

    @Override
    boolean binds() {
        return true;
    }

    @Override
    void take(Owner owner, int part, Trail trail) {
        var value = owner.part(part);
        if (!HeapValue.isCopy(value)) {
            var fixed = trail.fixed();
            if (fixed != null) {
                throw Places.cannotMove(fixed, this);
            }
            trail.move(owner, part, new Moved(span()));
        }
    }

    @Override
    boolean takesAll() {
        return true;
    }

    @Override
    boolean matchesAll() {
        return sub == null;
    }

    @Override
    void reach(Reached reached) {
        reached.write(slot);
        reached.pattern(sub);
    }

    @Override
    Matching matching() {
        return new Matching.Name(this, slot, sub == null ? null : sub.matching());
    }
}
