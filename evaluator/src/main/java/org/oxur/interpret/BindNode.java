package org.oxur.interpret;

import java.util.Objects;
import org.oxur.text.Span;
import org.oxur.value.Unit;

/// Takes apart what a slot holds.
final class BindNode extends Node {
    private final Pattern pattern;
    private final int slot;

    BindNode(Span span, Pattern pattern, int slot) {
        super(span);
        this.pattern = pattern;
        this.slot = slot;
    }

    @Override
    Object execute(Frame f) {
        var value = Objects.requireNonNull(f.plain(slot));
        if (!pattern.test(f.ex, value)) {
            throw Pattern.noMatch(value, this);
        }
        pattern.bind(f, value, null);
        return Unit.UNIT;
    }

    @Override
    void reach(Reached reached) {
        reached.pattern(pattern);
        reached.read(slot);
    }
}
