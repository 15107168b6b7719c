package org.oxur.compiler.types;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.BinOp;
import org.oxur.ast.Block;
import org.oxur.ast.Expr;
import org.oxur.ast.Ident;
import org.oxur.ast.IntType;
import org.oxur.ast.Lit;
import org.oxur.ast.Pat;
import org.oxur.ast.Stmt;
import org.oxur.compiler.types.ValueType.Simple;
import org.oxur.text.Span;

/// Goes through the body of one [Instance] and notes the type of each expression and variable.
///
/// What an expression may be is what Tier 0 makes of it; where Tier 0 would give different types,
/// or an error for certain, the function stays there.
final class Bodies {
    private final Inference inference;
    private final Instance instance;
    private final Calls calls;
    private final OperatorTypes operators;
    private final List<Loop> loops = new ArrayList<>();

    /// A loop around the place that is looked at; the first is the function itself.
    private static final class Loop {
        final @Nullable Ident label;

        /// Types of what `recur` sets; null for loops that `recur` does not mean.
        final @Nullable List<ValueType> recurs;

        ValueType result = Simple.NEVER;

        Loop(@Nullable Ident label, @Nullable List<ValueType> recurs) {
            this.label = label;
            this.recurs = recurs;
        }
    }

    Bodies(Inference inference, Instance instance) {
        this.inference = inference;
        this.instance = instance;
        this.calls = new Calls(inference, instance, this);
        this.operators = new OperatorTypes(this);
    }

    OperatorTypes operators() {
        return operators;
    }

    /// The type of what the function gives.
    ValueType body(Block body, @Nullable ValueType declared) throws Uncompilable {
        var function = new Loop(null, instance.parameters());
        loops.add(function);
        var value = block(body, Types.integer(declared), true, true);
        return Types.join(value, function.result, body.span());
    }

    // Blocks

    private ValueType block(Block block, @Nullable IntType adapt, boolean used, boolean tail)
            throws Uncompilable {
        ValueType value = Simple.UNIT;
        boolean reached = true;
        for (int i = 0; i < block.stmts().size(); i++) {
            boolean last = i == block.stmts().size() - 1;
            value = Simple.UNIT;
            switch (block.stmts().get(i)) {
                case Stmt.Local local -> reached &= local(local);
                case Stmt.Definition(var span, _) ->
                        throw new Uncompilable(span, "it makes a definition when it runs");
                case Stmt.Evaluation(_, var expr, var semi) -> {
                    boolean given = last && !semi;
                    var found =
                            given ? expr(expr, adapt, used, tail) : expr(expr, null, false, false);
                    reached &= found != Simple.NEVER;
                    if (given) {
                        value = found;
                    }
                }
            }
        }
        return reached ? value : Simple.NEVER;
    }

    private boolean local(Stmt.Local local) throws Uncompilable {
        var pat = local.pat();
        var type = local.type();
        while (pat instanceof Pat.Typed typed) {
            type = typed.type();
            pat = typed.pat();
        }
        var init = local.init();
        if (init == null) {
            throw new Uncompilable(local.span(), "a variable without a value");
        }
        var declared = type == null ? null : Types.of(type);
        var value = expr(init, Types.integer(declared), true, false);
        agree(declared, value, local.span());
        bind(pat, value);
        return value != Simple.NEVER;
    }

    static void agree(@Nullable ValueType declared, ValueType found, Span span)
            throws Uncompilable {
        if (declared != null
                && declared != Simple.NEVER
                && found != Simple.NEVER
                && !declared.equals(found)) {
            throw new Uncompilable(span, "it is declared as " + declared + " and is " + found);
        }
    }

    private void bind(Pat pat, ValueType value) throws Uncompilable {
        switch (pat) {
            case Pat.Wild _ -> {}
            case Pat.Binding binding when binding.subpat() == null -> {
                var variable = instance.facts().variable(binding);
                if (variable == null) {
                    throw new Uncompilable(pat.span(), "a name that was not resolved");
                }
                var known = instance.type(variable);
                instance.variables.put(variable, Types.join(known, value, pat.span()));
            }
            default -> throw new Uncompilable(pat.span(), "a value is taken apart by a pattern");
        }
    }

    // Expressions

    ValueType value(Expr expr, @Nullable IntType adapt) throws Uncompilable {
        return expr(expr, adapt, true, false);
    }

    private ValueType expr(Expr expr, @Nullable IntType adapt, boolean used, boolean tail)
            throws Uncompilable {
        var type = typed(expr, adapt, used, tail);
        instance.types.put(expr, type);
        return type;
    }

    private ValueType typed(Expr expr, @Nullable IntType adapt, boolean used, boolean tail)
            throws Uncompilable {
        return switch (expr) {
            case Expr.Literal(var span, var lit) -> literal(span, lit, adapt);
            case Expr.Name name -> name(name);
            case Expr.Unary(var span, var op, var operand) -> {
                calls.operator(expr, op == Expr.UnOp.NEG ? "-" : "not");
                yield operators.unary(span, op, operand, adapt);
            }
            case Expr.Binary binary -> binary(binary, adapt, used, tail);
            case Expr.Comparison(var span, var op, var operands) -> {
                calls.operator(expr, Calls.name(op));
                yield operators.comparison(span, operands);
            }
            case Expr.Cast(var span, var value, var type) -> {
                var from = value(value, null);
                var to = Types.of(type);
                boolean fits =
                        from == Simple.NEVER
                                || to.isNumber()
                                        && (from.isNumber()
                                                || from == Simple.BOOL
                                                        && to instanceof ValueType.Int);
                if (!fits) {
                    throw new Uncompilable(span, "a cast from " + from + " to " + to);
                }
                yield from == Simple.NEVER ? from : to;
            }
            case Expr.BlockExpr(var span, var label, var block) -> {
                if (label != null) {
                    throw new Uncompilable(span, "a block with a label");
                }
                yield block(block, adapt, used, tail);
            }
            case Expr.If branch -> branch(branch, adapt, used, tail);
            case Expr.Match match -> match(match, adapt, used, tail);
            case Expr.While(_, var label, var test, var body) -> {
                condition(test);
                turn(new Loop(label, null), body);
                yield Simple.UNIT;
            }
            case Expr.Loop(_, var label, var body) -> turn(new Loop(label, null), body).result;
            case Expr.ForLoop loop -> forLoop(loop);
            case Expr.RecurLoop loop -> recurLoop(loop, used, tail);
            case Expr.Recur(var span, var arguments) -> recur(span, arguments);
            case Expr.Break(var span, var label, var value) -> {
                var loop = target(label, span);
                loop.result =
                        Types.join(
                                loop.result,
                                value == null ? Simple.UNIT : value(value, null),
                                span);
                yield Simple.NEVER;
            }
            case Expr.Continue(var span, var label) -> {
                target(label, span);
                yield Simple.NEVER;
            }
            case Expr.Return(var span, var value) -> {
                instance.leavesEarly = true;
                var function = loops.getFirst();
                function.result =
                        Types.join(
                                function.result,
                                value == null ? Simple.UNIT : value(value, null),
                                span);
                yield Simple.NEVER;
            }
            case Expr.Assign(var span, var place, var value) -> {
                var variable = variable(place, span);
                var before = instance.type(variable);
                agree(before, value(value, Types.integer(before)), span);
                yield Simple.UNIT;
            }
            case Expr.AssignOp(var span, var op, var place, var value) -> {
                var variable = variable(place, span);
                var before = instance.type(variable);
                instance.types.put(place, before);
                var right =
                        value(value, Adaptable.isAdaptable(value) ? Types.integer(before) : null);
                agree(before, OperatorTypes.operate(span, op, before, right), span);
                yield Simple.UNIT;
            }
            case Expr.Call call -> calls.call(call, tail);
            case Expr.MethodCall call -> calls.method(call);
            case Expr.Macro(var span, var macro, _, _) ->
                    throw new Uncompilable(
                            span, "`" + macro.name().toLowerCase(java.util.Locale.ROOT) + "`");
            case Expr.Vec _ -> throw beyond(expr, "a vector");
            case Expr.Tuple _ -> throw beyond(expr, "a tuple");
            case Expr.Map _ -> throw beyond(expr, "a map");
            case Expr.Struct _ -> throw beyond(expr, "a struct");
            case Expr.Range _ -> throw beyond(expr, "a range as a value");
            case Expr.Quote _, Expr.Template _ -> throw beyond(expr, "a form as a value");
            case Expr.Reference _ -> throw beyond(expr, "a reference");
            case Expr.Try _ -> throw beyond(expr, "`?`");
            case Expr.Field _, Expr.TupleField _ -> throw beyond(expr, "a field");
            case Expr.Index _ -> throw beyond(expr, "an index");
            case Expr.Closure _ -> throw beyond(expr, "a closure");
        };
    }

    private static Uncompilable beyond(Expr expr, String what) {
        return new Uncompilable(expr.span(), what);
    }

    private ValueType literal(Span span, Lit lit, @Nullable IntType adapt) throws Uncompilable {
        return switch (lit) {
            case Lit.Int(var value, var type, var adapts) -> {
                var wanted = adapts && adapt != null ? adapt : type;
                if (!wanted.holds(value)) {
                    throw new Uncompilable(span, "a literal that does not fit its type");
                }
                yield new ValueType.Int(wanted);
            }
            case Lit.Float(_, var type) -> new ValueType.Float(type);
            case Lit.Bool _ -> Simple.BOOL;
            case Lit.Unit _ -> Simple.UNIT;
            case Lit.Str _ -> throw new Uncompilable(span, "a string");
            case Lit.Char _ -> throw new Uncompilable(span, "a character");
            case Lit.Keyword _ -> throw new Uncompilable(span, "a keyword");
        };
    }

    private ValueType name(Expr.Name name) throws Uncompilable {
        var variable = instance.facts().variable(name);
        if (variable != null) {
            return instance.type(variable);
        }
        return calls.constant(name);
    }

    private org.oxur.resolve.Variable variable(Expr place, Span span) throws Uncompilable {
        if (place instanceof Expr.Name name) {
            var variable = instance.facts().variable(name);
            if (variable != null && variable.mutable()) {
                return variable;
            }
        }
        throw new Uncompilable(span, "a place that is no variable is set");
    }

    // Operators

    private ValueType binary(
            Expr.Binary binary, @Nullable IntType adapt, boolean used, boolean tail)
            throws Uncompilable {
        var span = binary.span();
        if (binary.op() == BinOp.AND || binary.op() == BinOp.OR) {
            condition(binary.left());
            var right = expr(binary.right(), null, true, tail);
            return used ? Types.join(Simple.BOOL, right, span) : Simple.BOOL;
        }
        calls.operator(binary, Calls.name(binary.op()));
        var operands = operators.operands(List.of(binary.left(), binary.right()), adapt);
        return OperatorTypes.operate(span, binary.op(), operands.getFirst(), operands.getLast());
    }

    // Control

    private void condition(Expr test) throws Uncompilable {
        var type = expr(test, null, true, false);
        if (type != Simple.BOOL && type != Simple.NEVER) {
            throw new Uncompilable(test.span(), "a condition that is " + type);
        }
    }

    private ValueType branch(Expr.If branch, @Nullable IntType adapt, boolean used, boolean tail)
            throws Uncompilable {
        condition(branch.test());
        var then = expr(branch.then(), adapt, used, tail);
        var otherwise = branch.otherwise();
        var other = otherwise == null ? Simple.UNIT : expr(otherwise, adapt, used, tail);
        if (then == Simple.NEVER && other == Simple.NEVER) {
            return Simple.NEVER;
        }
        return used ? Types.join(then, other, branch.span()) : Simple.UNIT;
    }

    private ValueType match(Expr.Match match, @Nullable IntType adapt, boolean used, boolean tail)
            throws Uncompilable {
        var matched = value(match.value(), null);
        if (!matched.isNumber() && matched != Simple.BOOL && matched != Simple.NEVER) {
            throw new Uncompilable(match.span(), "a match of " + matched);
        }
        ValueType result = Simple.NEVER;
        boolean complete = false;
        for (var arm : match.arms()) {
            pattern(arm.pat(), matched);
            if (arm.guard() != null) {
                condition(arm.guard());
            }
            var body = expr(arm.body(), adapt, used, tail);
            result = used ? Types.join(result, body, arm.span()) : Simple.UNIT;
            complete |=
                    arm.guard() == null
                            && (arm.pat() instanceof Pat.Wild || arm.pat() instanceof Pat.Binding);
        }
        if (!complete) {
            throw new Uncompilable(match.span(), "a match that may find no arm");
        }
        return result;
    }

    private void pattern(Pat pat, ValueType matched) throws Uncompilable {
        switch (pat) {
            case Pat.Wild _, Pat.Binding _ -> bind(pat, matched);
            case Pat.Literal(var span, var lit) -> end(span, lit, matched);
            case Pat.Range(var span, var from, var to, _) -> {
                if (from != null) {
                    end(span, from, matched);
                }
                if (to != null) {
                    end(span, to, matched);
                }
            }
            case Pat.Or(_, var cases) -> {
                for (var each : cases) {
                    if (each instanceof Pat.Binding) {
                        throw new Uncompilable(each.span(), "a choice of patterns that binds");
                    }
                    pattern(each, matched);
                }
            }
            default -> throw new Uncompilable(pat.span(), "a value is taken apart by a pattern");
        }
    }

    private void end(Span span, Lit lit, ValueType matched) throws Uncompilable {
        if (matched != Simple.NEVER
                && !literal(span, lit, Types.integer(matched)).equals(matched)) {
            throw new Uncompilable(span, "a pattern of another type than the value");
        }
    }

    // Loops

    private Loop turn(Loop loop, Block body) throws Uncompilable {
        loops.add(loop);
        block(body, null, false, false);
        loops.removeLast();
        return loop;
    }

    private ValueType forLoop(Expr.ForLoop loop) throws Uncompilable {
        var ends = Ranges.of(loop.iterated(), instance.facts());
        if (ends == null || !calls.isRange(loop.iterated())) {
            throw new Uncompilable(
                    loop.iterated().span(), "a loop over something that is no range");
        }
        var low = ends.low();
        var types =
                low == null
                        ? operators.operands(List.of(ends.high()), null)
                        : operators.operands(List.of(low, ends.high()), null);
        var type = Types.join(types.getFirst(), types.getLast(), loop.iterated().span());
        if (!(type instanceof ValueType.Int) && type != Simple.NEVER) {
            throw new Uncompilable(loop.iterated().span(), "a range of " + type);
        }
        if (low == null && !type.equals(ValueType.I64) && type != Simple.NEVER) {
            throw new Uncompilable(loop.iterated().span(), "a range of " + type);
        }
        bind(loop.pat(), type);
        turn(new Loop(loop.label(), null), loop.body());
        return Simple.UNIT;
    }

    private ValueType recurLoop(Expr.RecurLoop loop, boolean used, boolean tail)
            throws Uncompilable {
        var types = new ArrayList<ValueType>();
        for (var binding : loop.bindings()) {
            local(binding);
            var pat = binding.pat();
            while (pat instanceof Pat.Typed typed) {
                pat = typed.pat();
            }
            var variable = instance.facts().variable(pat);
            if (variable == null) {
                throw new Uncompilable(pat.span(), "a loop that takes its values apart");
            }
            types.add(instance.type(variable));
        }
        var inside = new Loop(loop.label(), types);
        loops.add(inside);
        var value = block(loop.body(), null, used, tail);
        loops.removeLast();
        return used ? Types.join(value, inside.result, loop.span()) : Simple.UNIT;
    }

    private ValueType recur(Span span, List<Expr> arguments) throws Uncompilable {
        for (int i = loops.size() - 1; i >= 0; i--) {
            var types = loops.get(i).recurs;
            if (types != null) {
                if (types.size() != arguments.size()) {
                    throw new Uncompilable(span, "a `recur` with another number of values");
                }
                for (int k = 0; k < types.size(); k++) {
                    agree(types.get(k), value(arguments.get(k), null), span);
                }
                instance.leavesEarly |= i == 0;
                return Simple.NEVER;
            }
        }
        throw new Uncompilable(span, "a `recur` without a loop");
    }

    private Loop target(@Nullable Ident label, Span span) throws Uncompilable {
        for (int i = loops.size() - 1; i > 0; i--) {
            var named = loops.get(i).label;
            if (label == null || named != null && named.name().equals(label.name())) {
                return loops.get(i);
            }
        }
        throw new Uncompilable(span, "a `break` without a loop");
    }
}
