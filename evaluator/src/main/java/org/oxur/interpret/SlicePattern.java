package org.oxur.interpret;

import org.jspecify.annotations.Nullable;
import org.oxur.text.Span;
import org.oxur.value.HeapValue;
import org.oxur.value.ListValue;
import org.oxur.value.Owner;
import org.oxur.value.Ref;
import org.oxur.value.VecValue;

/// `[a b & rest]`, for vectors and lists.
final class SlicePattern extends CompoundPattern {
    private final Pattern[] parts;
    private final @Nullable Pattern rest;

    SlicePattern(Span span, Pattern[] parts, @Nullable Pattern rest) {
        super(span);
        this.parts = parts;
        this.rest = rest;
    }

    @Override
    boolean test(Execution ex, Object given) {
        var value = seen(given, this);
        int size;
        if (value instanceof VecValue vec) {
            size = vec.size();
        } else if (value instanceof ListValue list) {
            size = list.size();
        } else {
            return false;
        }
        if (rest == null ? size != parts.length : size < parts.length) {
            return false;
        }
        return testParts(ex, (Owner) value, parts)
                && (rest == null || rest.test(ex, remaining(value)));
    }

    private Object remaining(Object value) {
        return value instanceof VecValue vec
                ? vec.part(parts.length, vec.size())
                : new ListValue(
                        ((ListValue) value)
                                .items()
                                .subList(parts.length, ((ListValue) value).size()));
    }

    @Override
    void bind(Frame f, Object given, @Nullable Ref outer) {
        bindParts(f, given, outer, parts);
        if (rest != null && rest.binds()) {
            var more = remaining(seen(given, this));
            var via = last(given, outer, this);
            rest.bind(f, more, via == null ? null : Ref.shared(more, via.borrow()));
        }
    }

    @Override
    boolean binds() {
        return any(parts) || rest != null && rest.binds();
    }

    @Override
    void takeParts(Object value, Trail trail) {
        if (!(value instanceof VecValue vec)
                || vec.longs() != null
                || vec.doubles() != null
                || vec.booleans() != null) {
            return;
        }
        trail.fix("a vector");
        takeAll(parts, value, trail);
        if (rest != null && rest.binds()) {
            for (int i = parts.length; i < vec.size(); i++) {
                if (!HeapValue.isCopy(vec.get(i))) {
                    throw Places.cannotMove("a vector", this);
                }
            }
        }
    }

    @Override
    void reach(Reached reached) {
        reached.patterns(parts);
        reached.pattern(rest);
    }
}
