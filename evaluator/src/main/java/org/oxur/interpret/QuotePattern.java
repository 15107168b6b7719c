package org.oxur.interpret;

import org.jspecify.annotations.Nullable;
import org.oxur.text.Span;
import org.oxur.value.Equality;
import org.oxur.value.Ref;

/// Quoted data: `'name`.
final class QuotePattern extends Pattern {
    private final Object value;

    QuotePattern(Span span, Object value) {
        super(span);
        this.value = value;
    }

    @Override
    boolean test(Execution ex, Object given) {
        return Equality.same(value, seen(given, this), ex, this);
    }

    @Override
    void bind(Frame f, Object given, @Nullable Ref via) {}

    @Override
    void reach(Reached reached) {}
}
