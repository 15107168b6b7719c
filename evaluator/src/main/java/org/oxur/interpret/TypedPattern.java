package org.oxur.interpret;

import org.jspecify.annotations.Nullable;
import org.oxur.error.OxurPanic;
import org.oxur.error.TypeError;
import org.oxur.text.Span;
import org.oxur.value.Owner;
import org.oxur.value.Ref;
import org.oxur.value.TypeNames;

/// `[p :type T]`: the value must be of the type, anything else is a type mismatch.
final class TypedPattern extends Pattern {
    private final Pattern inner;
    private final TypeTest type;

    TypedPattern(Span span, Pattern inner, TypeTest type) {
        super(span);
        this.inner = inner;
        this.type = type;
    }

    @Override
    boolean test(Execution ex, Object value) {
        if (!type.holds(value) && !type.holds(seen(value, this))) {
            throw new OxurPanic(
                    TypeError.TypeMismatch.expected(
                            span(), "`" + type.name + "`", TypeNames.withArticle(value)));
        }
        return inner.test(ex, value);
    }

    @Override
    void bind(Frame f, Object value, @Nullable Ref via) {
        inner.bind(f, value, via);
    }

    @Override
    boolean binds() {
        return inner.binds();
    }

    @Override
    void take(Owner owner, int part, Trail trail) {
        inner.take(owner, part, trail);
    }

    @Override
    void takeParts(Object value, Trail trail) {
        inner.takeParts(value, trail);
    }

    @Override
    boolean takesAll() {
        return inner.takesAll();
    }

    @Override
    void reach(Reached reached) {
        inner.reach(reached);
    }
}
