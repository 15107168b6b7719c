package org.oxur.interpret;

import org.jspecify.annotations.Nullable;
import org.oxur.text.Span;
import org.oxur.value.Unit;

/// `let pattern = value`: the pattern must match.
final class LetPatternNode extends Node {
    private final Pattern pattern;
    private final Node value;
    private final @Nullable TypeTest type;

    LetPatternNode(Span span, Pattern pattern, Node value, @Nullable TypeTest type) {
        super(span);
        this.pattern = pattern;
        this.value = type == null ? value : value.adapted(type);
        this.type = type;
    }

    @Override
    Object execute(Frame f) {
        var given = value.execute(f);
        if (given instanceof Signal) {
            return given;
        }
        var checked = checked(given);
        if (!pattern.test(f.ex, checked)) {
            throw Pattern.noMatch(checked, value);
        }
        if (pattern.binds()) {
            pattern.bind(f, checked, null);
            MatchNode.take(f, value, checked, pattern);
        }
        return Unit.UNIT;
    }

    @Override
    void reach(Reached reached) {
        reached.pattern(pattern);
        value.reach(reached);
        MatchNode.taken(value, reached);
    }

    @Override
    Operation operation() {
        return new Operation.LetPattern(
                this,
                pattern.matching(),
                value.operation(),
                type,
                value,
                MatchNode.takenFrom(value));
    }

    Object checked(Object given) {
        return type == null ? given : type.check(given, value);
    }
}
