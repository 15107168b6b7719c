package org.oxur.interpret;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.oxur.text.Span;
import org.oxur.value.Ref;
import org.oxur.value.TupleValue;

/// `match`. The value is looked at where it is; an arm that binds parts which are not Copy moves
/// them out of there.
final class MatchNode extends Node {
    /// In place of an arm's number.
    private static final int NONE = -1;

    private final Node value;
    private final Pattern[] patterns;
    private final @Nullable Node[] guards;
    private final Node[] bodies;

    /// The two parts of a tuple that is written in place of the value, and that no pattern needs as
    /// one; null for every other value.
    private final Node @Nullable [] pair;

    /// Of those parts what is lent of what a reference points at, where both are such, no pattern
    /// looks at the references and no guard may end them; null otherwise.
    private final PartNode @Nullable [] lent;

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
        this.lent = pair == null ? null : lent(pair, patterns, guards);
    }

    private static PartNode @Nullable [] lent(
            Node[] pair, Pattern[] patterns, @Nullable Node[] guards) {
        var first = pair[0] instanceof ReferenceNode one ? one.partOfLent() : null;
        var second = pair[1] instanceof ReferenceNode other ? other.partOfLent() : null;
        return first != null
                        && second != null
                        && Arrays.stream(guards).allMatch(Objects::isNull)
                        && Arrays.stream(patterns).allMatch(Pattern::isOfLentPairs)
                ? new PartNode[] {first, second}
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
        if (pair == null) {
            return chooseOne(f);
        }
        int lentTo = lent == null ? NONE : chooseLent(f, lent[0], lent[1]);
        return lentTo != NONE ? lentTo : choosePair(f, pair[0], pair[1]);
    }

    /// As [#choosePair], without the references; [#NONE] where they are needed.
    private int chooseLent(Frame f, PartNode one, PartNode other) {
        var via = one.lender(f);
        var otherVia = other.lender(f);
        if (via == null || otherVia == null) {
            return NONE;
        }
        var first = one.lentFrom(f, via);
        var second = other.lentFrom(f, otherVia);
        if (first == null || second == null) {
            return NONE;
        }
        for (int i = 0; i < patterns.length; i++) {
            var pattern = patterns[i];
            if (pattern.testPair(f.ex, first, second)) {
                if (pattern.binds()) {
                    pattern.bindLentPair(f, first, via, second, otherVia);
                }
                return i;
            }
        }
        return NONE;
    }

    private int choosePair(Frame f, Node one, Node other) {
        var first = one.execute(f);
        var second = other.execute(f);
        for (int i = 0; i < patterns.length; i++) {
            var pattern = patterns[i];
            if (!pattern.testPair(f.ex, first, second)) {
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
            if (!pattern.test(f.ex, given)) {
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

    @Override
    Operation operation() {
        var arms = new ArrayList<Operation.Arm>();
        for (int i = 0; i < patterns.length; i++) {
            var guard = guards[i];
            arms.add(
                    new Operation.Arm(
                            patterns[i].matching(),
                            guard == null ? null : guard.operation(),
                            bodies[i].operation()));
        }
        return new Operation.Match(
                this,
                pair == null ? value.operation() : null,
                lent != null && pair != null
                        ? List.of(lent(pair[0], lent[0]), lent(pair[1], lent[1]))
                        : pair == null ? null : Operations.of(pair),
                arms,
                takenFrom(value));
    }

    private static Operation lent(Node reference, PartNode part) {
        return new Operation.LentPart(
                reference, part.operation(), ((LocalNode) part.base).slot, reference.opaque());
    }

    static Operation.@Nullable Taken takenFrom(Node value) {
        if (!value.isPlace()) {
            return null;
        }
        var reached = new Reached();
        value.reach(reached);
        taken(value, reached);
        return new Operation.Taken(value, reached);
    }
}
