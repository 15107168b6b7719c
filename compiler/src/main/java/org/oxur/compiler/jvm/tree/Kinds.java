package org.oxur.compiler.jvm.tree;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.BinOp;
import org.oxur.interpret.CodeTree;
import org.oxur.interpret.Matching;
import org.oxur.interpret.Operation;
import org.oxur.interpret.Reached;

/// The kinds of all variables and operations of a body: the smallest that hold all that may be put
/// there.
///
/// An `i64` plus whatever is an `i64` or an error: so kinds spread from literals, annotations and
/// the arguments that were seen.
final class Kinds {
    private final CodeTree tree;
    private final List<Kind> variables = new ArrayList<>();
    final Bindings bindings;
    private final BitSet assigned = new BitSet();
    private final Map<Object, Kind> left = new IdentityHashMap<>();
    private Map<Operation, Kind> known = new IdentityHashMap<>();
    private boolean changed;
    private int opaque;
    private boolean loopsUnwind;

    Kinds(CodeTree tree) {
        this.tree = tree;
        this.bindings = new Bindings(tree.slots());
        for (int i = 0; i < tree.parameters(); i++) {
            put(i, entry(tree, i));
        }
        if (tree.entersInFrame()) {
            reach(tree.entered());
        }
        if (tree.isLoop()) {
            foundByLoop();
        }
        do {
            changed = false;
            opaque = 0;
            known = new IdentityHashMap<>();
            bindings.begin();
            of(tree.body());
        } while (changed);
    }

    private void foundByLoop() {
        of(tree.body());
        bindings.begin();
        for (int i = 0; i < tree.slots(); i++) {
            if (isFound(i)) {
                put(i, Kind.of(tree.found(i), Kind.PAIR));
            }
        }
    }

    /// Whether a loop finds a variable of its own in the slot.
    boolean isFound(int slot) {
        return tree.finds(slot) && !bindings.isBound(slot);
    }

    /// Of an argument, when the body begins.
    static Kind entry(CodeTree tree, int parameter) {
        var wanted = tree.wanted(parameter);
        return Kind.of(wanted, Kind.of(tree.seen(parameter), Kind.PAIR));
    }

    /// Of the variable that a slot is where the pass over the body has come to.
    Kind slot(int slot) {
        int variable = bindings.variable(slot);
        return variable < variables.size() ? variables.get(variable) : Kind.NEVER;
    }

    /// Whether a loop may be left, or go on, by an exception out of the middle of an expression.
    boolean loopsUnwind() {
        return loopsUnwind && opaque > 0;
    }

    /// Whether a variable is ever set after it came to be.
    boolean isAssigned(int slot) {
        return assigned.get(bindings.variable(slot));
    }

    Kind of(Operation operation) {
        var kind = known.get(operation);
        if (kind == null) {
            kind = compute(operation);
            known.put(operation, kind);
        }
        return kind;
    }

    private Kind compute(Operation operation) {
        return switch (operation) {
            case Operation.Opaque(_, var reached, boolean signals) -> {
                reach(reached);
                if (signals) {
                    opaque++;
                }
                yield Kind.PAIR;
            }
            case Operation.LentPart(_, _, _, var general) -> of(general);
            case Operation.Closure(var making, _) -> {
                of(making);
                yield Kind.PAIR;
            }
            case Operation.Constant(_, var value, _) -> Kind.of(value);
            case Operation.State(_, _, boolean number) -> number ? Kind.LONG : Kind.OBJECT;
            case Operation.Local(_, int slot, boolean takes) -> local(slot, takes);
            case Operation.Arithmetic(_, var op, var a, var b, boolean adapts) ->
                    arithmetic(op, of(a), of(b), adapts);
            case Operation.Compare(_, _, var a, var b) -> {
                of(a);
                of(b);
                yield Kind.BOOL;
            }
            case Operation.Logic(_, _, var a, var b) -> {
                of(a);
                yield Kind.BOOL.join(of(b));
            }
            case Operation.Not(_, var a) -> unary(of(a), true);
            case Operation.Negate(_, var a) -> unary(of(a), false);
            case Operation.If(_, var test, var then, var otherwise) -> {
                of(test);
                yield of(then).join(otherwise == null ? Kind.OBJECT : of(otherwise));
            }
            case Operation.Block(_, var before, var last, _) -> {
                before.forEach(this::of);
                yield of(last);
            }
            case Operation.Let(_, int slot, var value, _, var wanted) -> {
                var kind = Kind.of(wanted, of(value));
                bindings.bind(operation, slot);
                put(slot, kind);
                yield Kind.OBJECT;
            }
            case Operation.Assign(_, _, int slot, var value, _, var wanted, _) -> {
                put(slot, Kind.of(wanted, of(value)));
                assign(slot);
                yield Kind.OBJECT;
            }
            case Operation.While(_, var test, var body, var exits) -> {
                loopsUnwind |= exits.unwinds();
                int before = opaque;
                if (test != null) {
                    of(test);
                }
                of(body);
                yield test != null
                        ? Kind.OBJECT
                        : opaque > before ? Kind.PAIR : left(exits.leave());
            }
            case Operation.Range range -> range(range);
            case Operation.RecurLoop(_, var bindings, _, var body, _, var exits, _) -> {
                loopsUnwind |= exits.unwinds();
                int before = opaque;
                bindings.forEach(this::of);
                var kind = of(body);
                yield opaque > before ? Kind.PAIR : kind.join(left(exits.leave()));
            }
            case Operation.Recur(_, _, var arguments, _, var wanted, var targets) -> {
                recur(arguments, wanted, targets);
                yield Kind.NEVER;
            }
            case Operation.Jump(_, var signal, var value, _) -> {
                var kind = value == null ? Kind.OBJECT : of(value);
                var joined = left(signal).join(kind);
                changed |= left.put(signal, joined) != joined;
                yield Kind.NEVER;
            }
            case Operation.Applied applied -> applied(applied);
            case Operation.Passed(_, var value, var how, var type, var wanted) ->
                    passed(of(value), how, type != null, wanted);
            case Operation.Match match -> match(match);
            case Operation.Method(_, var receiver, var arguments, _, var reached, _) -> {
                if (receiver != null) {
                    of(receiver);
                }
                for (var argument : arguments) {
                    if (argument != null) {
                        of(argument);
                    }
                }
                reach(reached);
                if (reached.mayLeave()) {
                    opaque++;
                }
                yield Kind.PAIR;
            }
            case Operation.LetPattern(_, var pattern, var value, var type, _, var taken) -> {
                var kind = of(value);
                bind(pattern, type == null || kind == Kind.NEVER ? kind : Kind.PAIR);
                if (taken != null) {
                    reach(taken.reached());
                }
                yield kind == Kind.NEVER ? kind : Kind.OBJECT;
            }
            case Operation.Ending(_, var inner) -> {
                var kind = of(inner);
                yield kind == Kind.OBJECT ? Kind.PAIR : kind;
            }
            case Operation.Try(_, var value, _) -> of(value) == Kind.NEVER ? Kind.NEVER : Kind.PAIR;
            case Operation.Labelled(_, var body, var exits) -> {
                loopsUnwind |= exits.unwinds();
                int before = opaque;
                var kind = of(body);
                yield opaque > before ? Kind.PAIR : kind.join(left(exits.leave()));
            }
            case Operation.Each(_, int slot, var pattern, var iterated, var body, var exits, _) -> {
                loopsUnwind |= exits.unwinds();
                of(iterated);
                if (slot >= 0) {
                    bindings.bind(operation, slot);
                    put(slot, Kind.PAIR);
                } else {
                    bind(pattern, Kind.PAIR);
                }
                of(body);
                yield Kind.OBJECT;
            }
            case Operation.Place(_, _, var reached) -> {
                reach(reached);
                yield Kind.PAIR;
            }
            case Operation.Data data -> data(data);
            case Operation.Call(_, _, var arguments, _, _, _, var literals) -> {
                arguments.forEach(this::of);
                if (literals != null) {
                    of(literals);
                }
                yield Kind.PAIR;
            }
        };
    }

    private Kind applied(Operation.Applied applied) {
        boolean never = applied.gives() == Operation.Gives.NEVER;
        for (var part : applied.parts()) {
            never |= of(part) == Kind.NEVER;
        }
        var otherwise = applied.otherwise();
        if (otherwise != null) {
            return of(otherwise);
        }
        return never
                ? Kind.NEVER
                : applied.gives() == Operation.Gives.OBJECT ? Kind.OBJECT : Kind.PAIR;
    }

    private static Kind passed(
            Kind value, Operation.How how, boolean typed, Operation.Wanted wanted) {
        if (value == Kind.NEVER) {
            return value;
        }
        boolean lent = how == Operation.How.LENT || how == Operation.How.LENT_FOR_WRITE;
        if (lent) {
            return Kind.OBJECT;
        }
        if (typed) {
            return Kind.of(wanted, Kind.PAIR);
        }
        return value == Kind.OBJECT ? Kind.PAIR : value;
    }

    private Kind data(Operation.Data data) {
        return switch (data) {
            case Operation.Element(_, var base, var index, _) ->
                    of(base) == Kind.NEVER || of(index) == Kind.NEVER ? Kind.NEVER : Kind.PAIR;
            case Operation.Field field -> {
                if (field.takes()) {
                    reach(field.reached());
                }
                yield of(field.base()) == Kind.NEVER ? Kind.NEVER : Kind.PAIR;
            }
            case Operation.Named(_, var field, var call) -> of(call).join(of(field));
            case Operation.Deref(_, var reference) ->
                    of(reference) == Kind.NEVER ? Kind.NEVER : Kind.PAIR;
            case Operation.Set(_, var place, var value) -> changed(of(value), of(place));
            case Operation.Change(_, var place, _, var value) -> changed(of(value), of(place));
            case Operation.Cast(_, var value, var to) ->
                    of(value) == Kind.NEVER ? Kind.NEVER : Kind.of(to, Kind.PAIR);
            case Operation.Sqrt(_, var operand, var general) -> {
                of(operand);
                yield of(general);
            }
        };
    }

    private static Kind changed(Kind value, Kind place) {
        return value == Kind.NEVER || place == Kind.NEVER ? Kind.NEVER : Kind.OBJECT;
    }

    private Kind match(Operation.Match match) {
        var kind = Kind.PAIR;
        for (var each : MatchEmitter.matched(match)) {
            kind = of(each);
        }
        var joined = Kind.NEVER;
        for (var arm : match.arms()) {
            bind(arm.pattern(), match.pair() == null ? kind : Kind.PAIR);
            if (arm.guard() != null) {
                of(arm.guard());
            }
            joined = joined.join(of(arm.body()));
        }
        if (match.taken() != null) {
            reach(match.taken().reached());
        }
        return joined;
    }

    /// What a pattern binds comes to be.
    private void bind(Matching pattern, Kind kind) {
        switch (pattern) {
            case Matching.Any _, Matching.Number _, Matching.Either _ -> {}
            case Matching.Name(_, int slot, var sub) -> {
                bindings.bind(pattern, slot);
                put(slot, kind);
                if (sub != null) {
                    bind(sub, kind);
                }
            }
            case Matching.Parts(_, var parts, _, _, _) ->
                    parts.forEach(part -> bind(part, Kind.PAIR));
            case Matching.Asked(_, boolean binds, var bound) -> {
                if (binds) {
                    reach(bound);
                }
            }
        }
    }

    private Kind left(Object signal) {
        return left.getOrDefault(signal, Kind.NEVER);
    }

    private void put(int slot, Kind kind) {
        int variable = bindings.variable(slot);
        while (variable >= variables.size()) {
            variables.add(Kind.NEVER);
        }
        var known = variables.get(variable);
        var joined = known.join(kind);
        changed |= joined != known;
        variables.set(variable, joined);
    }

    private void assign(int slot) {
        assigned.set(bindings.variable(slot));
    }

    private void reach(Reached reached) {
        for (int i = 0; i < tree.slots(); i++) {
            if (reached.writes(i)) {
                put(i, Kind.PAIR);
                assign(i);
            } else if (reached.takes(i) && slot(i).holdsObject()) {
                assign(i);
            }
        }
    }

    private Kind local(int slot, boolean takes) {
        if (tree.isKept(slot)) {
            return Kind.PAIR;
        }
        var kind = slot(slot);
        if (takes && kind.holdsObject()) {
            assign(slot);
        }
        return kind;
    }

    private Kind range(Operation.Range range) {
        loopsUnwind |= range.exits().unwinds();
        boolean longs =
                (range.low() == null || of(range.low()) == Kind.LONG)
                        && of(range.high()) == Kind.LONG;
        if (!longs) {
            reach(range.reached());
            opaque++;
        }
        if (range.slot() >= 0) {
            bindings.bind(range, range.slot());
            put(range.slot(), Kind.LONG);
        }
        of(range.body());
        return Kind.OBJECT;
    }

    private void recur(List<Operation> arguments, Operation.Wanted[] wanted, int[] targets) {
        for (int i = 0; i < targets.length; i++) {
            put(targets[i], Kind.of(wanted[i], of(arguments.get(i))));
            assign(targets[i]);
        }
    }

    /// @param adapts one of them is a literal that takes the other's type
    static Kind arithmetic(@Nullable BinOp op, Kind a, Kind b, boolean adapts) {
        if (a == Kind.NEVER || b == Kind.NEVER) {
            return Kind.NEVER;
        }
        if (a == b && a.isNumber()) {
            return a;
        }
        return !adapts && a.isNumber() ? a : Kind.PAIR;
    }

    static Kind unary(Kind operand, boolean not) {
        return switch (operand) {
            case NEVER, LONG -> operand;
            case BOOL -> not ? operand : Kind.PAIR;
            case DOUBLE -> not ? Kind.PAIR : operand;
            case OBJECT, PAIR -> Kind.PAIR;
        };
    }
}
