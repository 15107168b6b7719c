package org.oxur.interpret;

import org.jspecify.annotations.Nullable;
import org.oxur.ast.Lit;
import org.oxur.text.Span;
import org.oxur.value.Equality;
import org.oxur.value.Integers;
import org.oxur.value.Ref;
import org.oxur.value.Text;

/// A literal; integers that adapt take the value's type.
final class LiteralPattern extends Pattern {
    private final Lit lit;
    private final Object value;

    LiteralPattern(Span span, Lit lit, Object value) {
        super(span);
        this.lit = lit;
        this.value = value;
    }

    @Override
    boolean test(Execution ex, Object given) {
        var seen = seen(given, this);
        if (value instanceof Long l && seen instanceof Long other) {
            return (long) l == (long) other;
        }
        if (lit instanceof Lit.Int(var exact, var type, var adapts)) {
            var found = Integers.typeOf(seen);
            return found != null && (adapts || found == type) && Integers.exact(seen).equals(exact);
        }
        if (value instanceof Text && seen instanceof Text || value.getClass() == seen.getClass()) {
            return Equality.same(value, seen, ex, this);
        }
        return false;
    }

    @Override
    void bind(Frame f, Object given, @Nullable Ref via) {}

    @Override
    void reach(Reached reached) {}

    @Override
    boolean testsThrough() {
        return true;
    }

    @Override
    Matching matching() {
        return value instanceof Long number ? new Matching.Number(this, number) : super.matching();
    }
}
