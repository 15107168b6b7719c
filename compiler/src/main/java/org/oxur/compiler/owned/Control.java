package org.oxur.compiler.owned;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Block;
import org.oxur.ast.Expr;
import org.oxur.ast.Ident;
import org.oxur.ast.Pat;
import org.oxur.ast.Stmt;
import org.oxur.compiler.types.Uncompilable;
import org.oxur.text.Span;

/// Loops, and all that leaves the order of forms; branches stand in [Branches].
final class Control {
    private final Lowering lowering;
    private final Branches branches;
    private final List<Loop> loops = new ArrayList<>();
    private @Nullable Loop self;

    /// What the closure gives whose body is looked at; null outside of closures.
    private @Nullable Ty closure;

    /// Grows with every loop and call of the program's functions: a loop whose body has neither is
    /// an inner one.
    int busy;

    /// A loop around the place that is looked at.
    private static final class Loop {
        final @Nullable Ident label;
        final String name;

        /// Types and names of what `recur` sets; null for loops that `recur` does not mean.
        final @Nullable List<Lowering.Local> recurs;

        final boolean used;
        final Ty result = new Ty.Var();
        boolean left;
        boolean again;

        /// It is gone through once, and left by its label only.
        boolean block;

        Loop(
                @Nullable Ident label,
                String name,
                @Nullable List<Lowering.Local> recurs,
                boolean used) {
            this.label = label;
            this.name = name;
            this.recurs = recurs;
            this.used = used;
        }
    }

    Control(Lowering lowering) {
        this.lowering = lowering;
        this.branches = new Branches(lowering);
    }

    /// The body of the function.
    Supplier<String> function(List<String> names, Block body) throws Uncompilable {
        var routine = lowering.routine;
        var parameters = new ArrayList<Lowering.Local>();
        for (int i = 0; i < names.size(); i++) {
            parameters.add(new Lowering.Local(names.get(i), routine.parameters.get(i)));
        }
        var loop = new Loop(null, "'f", parameters, true);
        self = loop;
        loops.add(loop);
        var value = returned(lowering.block(body, Lowering.hint(routine.result), true, true));
        return () -> loop.again ? "'f: loop { break 'f " + value.get() + "; }" : value.get();
    }

    /// As a function gives it.
    private Code returned(Code value) throws Uncompilable {
        var sig = lowering.routine.version.tree().sig();
        var given = value;
        if (value.type().known() instanceof Ty.Ref(var mutable, var to)
                && !mutable
                && to.isCopy()) {
            given = value.target();
        }
        return lowering.coerce(given, lowering.routine.result, sig.span());
    }

    Code expr(Expr expr, @Nullable Ty expected, boolean used, boolean tail) throws Uncompilable {
        return switch (expr) {
            case Expr.BlockExpr(var span, var label, var block) -> {
                yield label == null
                        ? lowering.block(block, expected, used, tail)
                        : labelled(span, label, block, expected, used);
            }
            case Expr.If branch -> branches.branch(branch, expected, used, tail);
            case Expr.Match match -> branches.match(match, expected, used, tail);
            case Expr.While(var span, var label, var test, var body) -> {
                busy++;
                var condition = lowering.value(test, Ty.Basic.BOOL);
                var loop = enter(label, null, false);
                var turn = lowering.block(body, null, false, false);
                loops.removeLast();
                yield Code.unit(() ->
                        "{ "
                                + loop.name
                                + ": while "
                                + condition.get()
                                + " { "
                                + lowering.poll(span)
                                + " "
                                + turn.get()
                                + "; } }");
            }
            case Expr.Loop(var span, var label, var body) -> {
                busy++;
                var loop = enter(label, null, used);
                var turn = lowering.block(body, null, false, false);
                loops.removeLast();
                yield Code.value(
                        loop.left ? used ? loop.result : Ty.Basic.UNIT : Ty.Basic.NEVER,
                        () ->
                                "("
                                        + loop.name
                                        + ": loop { "
                                        + lowering.poll(span)
                                        + " "
                                        + turn.get()
                                        + "; })");
            }
            case Expr.ForLoop loop -> forLoop(loop);
            case Expr.RecurLoop loop -> recurLoop(loop, expected, used, tail);
            case Expr.Recur(var span, var arguments) -> {
                for (int i = loops.size() - 1; i >= 0; i--) {
                    if (loops.get(i).recurs != null) {
                        lowering.routine.leavesEarly |= loops.get(i) == self;
                        yield recurTo(loops.get(i), span, arguments);
                    }
                }
                throw new Uncompilable(span, "a `recur` without a loop");
            }
            case Expr.Break(var span, var label, var value) -> leave(span, label, value);
            case Expr.Continue(var span, var label) -> {
                var name = target(label, span).name;
                yield Code.value(Ty.Basic.NEVER, () -> "continue " + name + " ");
            }
            case Expr.Return(var span, var value) -> {
                if (closure != null) {
                    yield fromClosure(closure, span, value);
                }
                lowering.routine.leavesEarly = true;
                var given =
                        value == null
                                ? returned(Code.unit(() -> "()"))
                                : returned(
                                        lowering.expr(
                                                value,
                                                Lowering.hint(lowering.routine.result),
                                                true,
                                                false));
                yield Code.value(
                        Ty.Basic.NEVER, () -> "return " + lowering.routine.given(given.get()));
            }
            default -> throw new Uncompilable(expr.span(), "a form that has no native code yet");
        };
    }

    private Code fromClosure(Ty result, Span span, @Nullable Expr value) throws Uncompilable {
        var given =
                value == null
                        ? Code.unit(() -> "()")
                        : lowering.stored(lowering.expr(value, Lowering.hint(result), true, false));
        var returned = lowering.coerce(given, result, span);
        return Code.value(Ty.Basic.NEVER, () -> "return " + returned.get());
    }

    /// What `return` gives, as the Rust around it gives it.
    private static String given(@Nullable Routine routine, String value) {
        return "return " + (routine == null ? value : routine.given(value));
    }

    /// `?`.
    Code attempt(Span span, Expr value) throws Uncompilable {
        lowering.routine.leavesEarly |= closure == null;
        var from = closure == null ? lowering.routine : null;
        var code = lowering.value(value);
        if (code.type().known() instanceof Ty.Var) {
            lowering.whole.settle();
        }
        var result = closure == null ? lowering.routine.result : closure;
        switch (code.type().known()) {
            case Ty.Option(var item) -> {
                Unify.same(result, new Ty.Option(new Ty.Var()), span);
                return Code.value(
                        item,
                        () ->
                                "(match "
                                        + code.get()
                                        + " { Some(t) => t, None => "
                                        + given(from, "None")
                                        + " })");
            }
            case Ty.Result(var ok, var err) -> {
                Unify.same(result, new Ty.Result(new Ty.Var(), err), span);
                return Code.value(
                        ok,
                        () ->
                                "(match "
                                        + code.get()
                                        + " { Ok(t) => t, Err(t) => "
                                        + given(from, "Err(t)")
                                        + " })");
            }
            default -> throw new Uncompilable(span, "`?` of " + code.type().shown());
        }
    }

    // Loops

    private Code labelled(Span span, Ident label, Block block, @Nullable Ty expected, boolean used)
            throws Uncompilable {
        var entered = enter(label, null, used);
        entered.block = true;
        var value = lowering.block(block, expected, used, false);
        loops.removeLast();
        if (!used) {
            return Code.unit(() -> entered.name + ": { " + value.get() + "; }");
        }
        var given = value.never() ? value : lowering.stored(value);
        var result = lowering.coerce(given, entered.result, span);
        boolean ends = !value.never() || entered.left;
        return Code.value(
                ends ? entered.result : Ty.Basic.NEVER,
                () -> entered.name + ": { " + result.get() + " }");
    }

    private Loop enter(@Nullable Ident label, @Nullable List<Lowering.Local> recurs, boolean used) {
        var loop = new Loop(label, "'l" + lowering.temporary(), recurs, used);
        loops.add(loop);
        return loop;
    }

    private Code forLoop(Expr.ForLoop loop) throws Uncompilable {
        busy++;
        var range = lowering.calls.iterators.bounds(loop.iterated());
        if (range != null) {
            return counted(loop, range);
        }
        var iterated =
                lowering.calls.iterators.iterate(
                        lowering.value(loop.iterated()), loop.iterated().span());
        var item = lowering.temporary();
        var element = Code.place(((Ty.Iter) iterated.type().known()).item(), () -> item);
        var bound = lowering.patterns.let(loop.pat(), element, loop.pat().span());
        var entered = enter(loop.label(), null, false);
        var body = lowering.block(loop.body(), null, false, false);
        loops.removeLast();
        return Code.unit(() ->
                "{ "
                        + entered.name
                        + ": for "
                        + item
                        + " in "
                        + iterated.get()
                        + " { "
                        + lowering.poll(loop.span())
                        + " "
                        + bound.get()
                        + body.get()
                        + "; } }");
    }

    /// A loop over a range: an inner one asks whether to go on once in 1024 turns.
    private Code counted(Expr.ForLoop loop, Iterators.Bounds range) throws Uncompilable {
        var item = lowering.temporary();
        var element = Code.place(range.type(), () -> item);
        var bound = lowering.patterns.let(loop.pat(), element, loop.pat().span());
        var entered = enter(loop.label(), null, false);
        int before = busy;
        var body = lowering.block(loop.body(), null, false, false);
        boolean inner = busy == before && !range.inclusive();
        loops.removeLast();
        var low = lowering.temporary();
        var high = lowering.temporary();
        var end = lowering.temporary();
        return Code.unit(() -> {
            var out = new StringBuilder("{ let mut ").append(low).append(" = ");
            out.append(range.low().get()).append("; let ").append(high).append(" = ");
            out.append(range.high().get()).append("; ");
            if (!inner) {
                return out.append(entered.name)
                        .append(": for ")
                        .append(item)
                        .append(" in ")
                        .append(low)
                        .append(range.inclusive() ? "..=" : "..")
                        .append(high)
                        .append(" { ")
                        .append(lowering.poll(loop.span()))
                        .append(' ')
                        .append(bound.get())
                        .append(body.get())
                        .append("; } }")
                        .toString();
            }
            // `break` leaves both loops, `continue` the turn.
            var text = body.get();
            var turn = entered.name + "t";
            out.append(entered.name).append(": loop { let ").append(end).append(" = ").append(low);
            out.append(".strip(").append(high).append("); ").append(turn).append(": for ");
            out.append(item).append(" in ").append(low).append("..").append(end).append(" { ");
            out.append(bound.get());
            out.append(text.replace("continue " + entered.name + " ", "continue " + turn + " "));
            out.append("; } if ").append(end).append(" >= ").append(high).append(" { break ");
            out.append(entered.name).append("; } ").append(low).append(" = ").append(end);
            return out.append("; ").append(lowering.poll(loop.span())).append(" } }").toString();
        });
    }

    private Code recurLoop(Expr.RecurLoop loop, @Nullable Ty expected, boolean used, boolean tail)
            throws Uncompilable {
        busy++;
        var opening = new ArrayList<Code>();
        var recurs = new ArrayList<Lowering.Local>();
        for (var binding : loop.bindings()) {
            var single = new Block(binding.span(), List.<Stmt>of(binding));
            opening.add(lowering.statement(single));
            var pat = binding.pat();
            while (pat instanceof Pat.Typed typed) {
                pat = typed.pat();
            }
            var variable = lowering.facts.variable(pat);
            var local = variable == null ? null : lowering.local(variable);
            if (local == null) {
                throw new Uncompilable(pat.span(), "a loop that takes its values apart");
            }
            recurs.add(local);
        }
        var entered = enter(loop.label(), recurs, used);
        var value = lowering.block(loop.body(), expected, used, tail);
        loops.removeLast();
        if (used && !value.never()) {
            var found = lowering.stored(value);
            value = lowering.coerce(found, entered.result, loop.span());
            entered.left = true;
        }
        var body = value;
        var type = !used ? Ty.Basic.UNIT : entered.left ? entered.result : Ty.Basic.NEVER;
        return Code.value(
                type,
                () -> {
                    var out = new StringBuilder("{ ");
                    opening.forEach(each -> out.append(each.get()));
                    out.append(entered.name).append(": loop { ").append(lowering.poll(loop.span()));
                    if (used) {
                        out.append(" break ").append(entered.name).append(' ').append(body.get());
                        out.append("; } }");
                    } else {
                        out.append(' ').append(body.get()).append("; break ").append(entered.name);
                        out.append("; } }");
                    }
                    return out.toString();
                });
    }

    /// A call of the function itself, in tail position.
    Code again(Span span, List<Code> arguments) throws Uncompilable {
        lowering.routine.leavesEarly = true;
        return jump(Objects.requireNonNull(self), span, arguments);
    }

    private Code recurTo(Loop loop, Span span, List<Expr> arguments) throws Uncompilable {
        var values = new ArrayList<Code>();
        for (var argument : arguments) {
            values.add(lowering.value(argument));
        }
        return jump(loop, span, values);
    }

    private Code jump(Loop loop, Span span, List<Code> arguments) throws Uncompilable {
        loop.again = true;
        var targets = Objects.requireNonNull(loop.recurs);
        if (targets.size() != arguments.size()) {
            throw new Uncompilable(span, "a `recur` with another number of values");
        }
        var values = new ArrayList<Code>();
        var names = new ArrayList<String>();
        for (int i = 0; i < arguments.size(); i++) {
            var value = lowering.stored(arguments.get(i));
            values.add(lowering.coerce(value, targets.get(i).type(), span));
            names.add(lowering.temporary());
        }
        return Code.value(
                Ty.Basic.NEVER,
                () -> {
                    var out = new StringBuilder("{ ");
                    for (int i = 0; i < names.size(); i++) {
                        out.append("let ").append(names.get(i)).append(" = ");
                        out.append(values.get(i).get()).append("; ");
                    }
                    for (int i = 0; i < names.size(); i++) {
                        out.append(targets.get(i).name())
                                .append(" = ")
                                .append(names.get(i))
                                .append("; ");
                    }
                    if (loop == self) {
                        out.append(lowering.poll(span)).append(' ');
                    }
                    return out.append("continue ").append(loop.name).append(" ; }").toString();
                });
    }

    private Loop target(@Nullable Ident label, Span span) throws Uncompilable {
        for (int i = loops.size() - 1; i >= 0 && loops.get(i) != self; i--) {
            var named = loops.get(i).label;
            if (label == null && !loops.get(i).block
                    || label != null && named != null && named.name().equals(label.name())) {
                return loops.get(i);
            }
        }
        throw new Uncompilable(span, "a `break` without a loop");
    }

    private Code leave(Span span, @Nullable Ident label, @Nullable Expr value) throws Uncompilable {
        var loop = target(label, span);
        loop.left = true;
        if (value == null) {
            if (loop.used) {
                Unify.same(loop.result, Ty.Basic.UNIT, span);
            }
            return Code.value(Ty.Basic.NEVER, () -> "break " + loop.name);
        }
        var given = lowering.stored(lowering.expr(value, Lowering.hint(loop.result), true, false));
        if (!loop.used) {
            return Code.value(
                    Ty.Basic.NEVER,
                    () -> "{ let _ = " + given.get() + "; break " + loop.name + " }");
        }
        var result = lowering.coerce(given, loop.result, span);
        return Code.value(Ty.Basic.NEVER, () -> "break " + loop.name + " (" + result.get() + ")");
    }

    /// Inside of a closure no loop outside can be left.
    ///
    /// @param result what the closure gives
    Runnable closed(Ty result) {
        var outside = List.copyOf(loops);
        var around = closure;
        loops.clear();
        closure = result;
        return () -> {
            closure = around;
            loops.clear();
            loops.addAll(outside);
        };
    }
}
