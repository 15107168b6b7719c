package org.oxur.interpret;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.oxur.text.Span;
import org.oxur.value.Ref;
import org.oxur.value.TupleValue;

/// `match`. The value is looked at where it is; an arm that binds parts which are not Copy moves
/// them out of there.
final class MatchNode extends Node {
    private final Node value;
    private final Pattern[] patterns;
    private final @Nullable Node[] guards;
    private final Node[] bodies;

    /// The two parts of a tuple that is written in place of the value, and that no pattern needs as
    /// one; null for every other value.
    private final Node @Nullable [] pair;

    MatchNode(Span span, Node value, Pattern[] patterns, @Nullable Node[] guards, Node[] bodies) {
        super(span);
        this.value = value;
        this.patterns = patterns;
        this.guards = guards;
        this.bodies = bodies;
        this.pair =
                value instanceof TupleNode tuple
                                && tuple.parts.length == 2
                                && Arrays.stream(patterns).allMatch(Pattern::isOfPairs)
                        ? tuple.parts
                        : null;
    }

    @Override
    Object execute(Frame f) {
        return bodies[choose(f)].execute(f);
    }

    @Override
    long executeLong(Frame f) throws UnexpectedResult {
        return bodies[choose(f)].executeLong(f);
    }

    @Override
    double executeDouble(Frame f) throws UnexpectedResult {
        return bodies[choose(f)].executeDouble(f);
    }

    @Override
    boolean test(Frame f) {
        return bodies[choose(f)].test(f);
    }

    private int choose(Frame f) {
        return pair == null ? chooseOne(f) : choosePair(f, pair[0], pair[1]);
    }

    private int choosePair(Frame f, Node one, Node other) {
        var first = one.execute(f);
        var second = other.execute(f);
        for (int i = 0; i < patterns.length; i++) {
            var pattern = patterns[i];
            if (!pattern.testPair(f, first, second)) {
                continue;
            }
            if (pattern.binds()) {
                pattern.bindPair(f, first, second);
            }
            var guard = guards[i];
            if (guard == null || guard.test(f)) {
                return i;
            }
        }
        throw Pattern.noArm(new TupleValue(first, second), this);
    }

    private int chooseOne(Frame f) {
        var given = value.execute(f);
        for (int i = 0; i < patterns.length; i++) {
            var pattern = patterns[i];
            if (!pattern.test(f, given)) {
                continue;
            }
            if (pattern.binds()) {
                pattern.bind(f, given, null);
            }
            var guard = guards[i];
            if (guard != null && !guard.test(f)) {
                continue;
            }
            if (pattern.binds()) {
                take(f, value, given, pattern);
            }
            return i;
        }
        throw Pattern.noArm(given, this);
    }

    /// Marks what the pattern moved out of the place that it looked at.
    static void take(Frame f, Node value, Object given, Pattern pattern) {
        if (!value.isPlace()
                || given instanceof Ref
                || !(given instanceof org.oxur.value.HeapValue heap)
                || heap.isCopy()) {
            return;
        }
        if (pattern.takesAll()) {
            if (value instanceof PlaceNode place) {
                place.moveOut(f);
            }
            return;
        }
        var trail = Trail.toMove();
        value.through(f, false, trail);
        pattern.takeParts(given, trail);
    }

    /// Notes that a variable may lose what a pattern takes.
    static void taken(Node value, Reached reached) {
        if (value instanceof LocalNode local) {
            reached.take(local.slot);
        }
    }

    @Override
    Node adapted(TypeTest type) {
        for (int i = 0; i < bodies.length; i++) {
            bodies[i] = bodies[i].adapted(type);
        }
        return this;
    }

    @Override
    void reach(Reached reached) {
        value.reach(reached);
        taken(value, reached);
        reached.patterns(patterns);
        reached.nodes(guards);
        reached.nodes(bodies);
    }
}
