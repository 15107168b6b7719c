package org.oxur.resolve;

import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.BinOp;
import org.oxur.ast.Block;
import org.oxur.ast.Expr;
import org.oxur.ast.FnArg;
import org.oxur.ast.Ident;
import org.oxur.ast.Item;
import org.oxur.ast.Lit;
import org.oxur.ast.Stmt;
import org.oxur.resolve.Modes.Passing;

/// Walks a function's or top-level form's tree once, in the order of evaluation, and notes the
/// [Facts].
public final class Resolver {
    private final Facts facts = new Facts();
    private final Modes modes;
    private final Scopes scopes = new Scopes(facts);
    private final Declarations declarations = new Declarations(facts, scopes);
    private int position;
    private int nextBranch;
    private int[] branches = {};

    private Resolver(Modes modes) {
        this.modes = modes;
    }

    public static Facts function(List<FnArg> inputs, Block body, Modes modes) {
        var resolver = new Resolver(modes);
        resolver.declarations.parameters(inputs);
        resolver.block(body);
        return resolver.finish();
    }

    /// A statement at the top of a file, or a static's or constant's value.
    public static Facts topLevel(Stmt stmt, Modes modes) {
        var resolver = new Resolver(modes);
        resolver.stmt(stmt, true);
        return resolver.finish();
    }

    public static Facts expression(Expr expr, Modes modes) {
        var resolver = new Resolver(modes);
        resolver.expr(expr, Passing.VALUE);
        return resolver.finish();
    }

    private Facts finish() {
        for (var variable : facts.variables.values()) {
            for (var use : variable.uses) {
                if (variable.isLast(use)) {
                    facts.lastUses.add(use.tree());
                }
            }
        }
        return facts;
    }

    // Statements

    private void block(Block block) {
        var before = scopes.mark();
        for (var stmt : block.stmts()) {
            stmt(stmt, false);
        }
        scopes.back(before);
    }

    private void stmt(Stmt stmt, boolean top) {
        switch (stmt) {
            case Stmt.Local(_, var pat, _, var init) -> {
                if (init != null) {
                    expr(init, Declarations.binds(pat) ? Passing.VALUE : Passing.READ);
                    if (Declarations.destructures(pat)) {
                        place(init);
                    }
                }
                declarations.pattern(pat);
            }
            case Stmt.Definition(_, var item) -> item(item, top);
            case Stmt.Evaluation(_, var expr, _) -> expr(expr, top ? Passing.LEND : Passing.VALUE);
        }
    }

    private void item(Item item, boolean top) {
        // Definitions see no locals: each has facts of its own, made when it runs.
        if (item instanceof Item.Static s) {
            expr(s.expr(), Passing.VALUE);
        } else if (item instanceof Item.Const c) {
            expr(c.expr(), Passing.VALUE);
        }
    }

    /// A place whose parts may move out one by one.
    private void place(Expr expr) {
        var root = root(expr);
        if (root != null) {
            root.movedByValue = true;
        }
    }

    private @Nullable Variable root(Expr expr) {
        return switch (expr) {
            case Expr.Name name -> facts.variables.get(name);
            case Expr.Field(_, var base, _) -> root(base);
            case Expr.TupleField(_, var base, _) -> root(base);
            default -> null;
        };
    }

    // Expressions

    private void exprs(List<Expr> exprs, Passing passing) {
        for (var expr : exprs) {
            expr(expr, passing);
        }
    }

    private void expr(Expr expr, Passing passing) {
        switch (expr) {
            case Expr.Literal _, Expr.Quote _, Expr.Continue _ -> {}
            case Expr.Name name -> name(name, passing);
            case Expr.Vec(_, var items) -> exprs(items, Passing.VALUE);
            case Expr.Tuple(_, var parts) -> exprs(parts, Passing.VALUE);
            case Expr.Map(_, var entries) -> {
                for (var entry : entries) {
                    expr(entry.key(), Passing.VALUE);
                    expr(entry.value(), Passing.VALUE);
                }
            }
            case Expr.Struct(_, var path, var fields, var rest) -> {
                facts.free.add(path);
                fields.forEach(f -> expr(f.value(), Passing.VALUE));
                if (rest != null) {
                    expr(rest, Passing.VALUE);
                }
            }
            case Expr.Range(_, var from, var to, _) -> {
                if (from != null) {
                    expr(from, Passing.VALUE);
                }
                if (to != null) {
                    expr(to, Passing.VALUE);
                }
            }
            case Expr.Template(_, _, var parts) ->
                    parts.forEach(p -> expr(p.value(), Passing.READ));
            case Expr.Unary(_, var op, var operand) ->
                    expr(
                            operand,
                            op == Expr.UnOp.DEREF && passing != Passing.VALUE
                                    ? passing
                                    : Passing.READ);
            case Expr.Binary(_, var op, var left, var right) -> {
                if (op == BinOp.AND || op == BinOp.OR) {
                    expr(left, Passing.READ);
                    branch(1, () -> expr(right, passing));
                } else {
                    var how = modes.operand(op);
                    expr(left, how);
                    expr(right, how);
                }
            }
            case Expr.Comparison(_, var op, var operands) -> exprs(operands, modes.operand(op));
            case Expr.Cast(_, var value, _) -> expr(value, Passing.READ);
            case Expr.Reference(_, var mutable, var place) ->
                    expr(place, mutable ? Passing.LEND_FOR_WRITE : Passing.LEND);
            case Expr.Try(_, var value) -> expr(value, Passing.VALUE);
            case Expr.Field(_, var base, _) -> part(base, passing);
            case Expr.TupleField(_, var base, _) -> part(base, passing);
            case Expr.Index(_, var base, var index) -> {
                part(base, passing == Passing.VALUE ? Passing.READ : passing);
                expr(index, Passing.READ);
            }
            case Expr.Assign(_, var place, var value) -> {
                expr(value, Passing.VALUE);
                expr(place, Passing.WRITE);
            }
            case Expr.AssignOp(_, _, var place, var value) -> {
                expr(value, Passing.READ);
                expr(place, Passing.WRITE);
            }
            case Expr.Call call -> call(call);
            case Expr.MethodCall(_, var receiver, var method, _, var arguments) -> {
                var how = modes.receiver(method.name());
                if (receiver instanceof Expr.Name name) {
                    // The receiver is looked at before the arguments and passed after them.
                    name(name, Passing.READ);
                    exprs(arguments, Passing.VALUE);
                    name(name, how);
                } else {
                    expr(receiver, how);
                    exprs(arguments, Passing.VALUE);
                }
            }
            case Expr.Closure closure -> closure(closure);
            case Expr.Macro(_, var macro, var arguments, var named) -> {
                var passed =
                        macro == Expr.KnownMacro.DBG || macro == Expr.KnownMacro.TIME
                                ? Passing.VALUE
                                : Passing.READ;
                exprs(arguments, passed);
                named.forEach(n -> expr(n.value(), passed));
                for (var argument : arguments) {
                    if (argument instanceof Expr.Literal(_, Lit.Str(var format))) {
                        inlineNames((Expr.Macro) expr, format);
                    }
                }
            }
            case Expr.BlockExpr(_, _, var block) -> block(block);
            case Expr.If(_, var test, var then, var otherwise) -> {
                expr(test, Passing.READ);
                int branching = nextBranch++;
                branch(branching, 0, () -> expr(then, passing));
                if (otherwise != null) {
                    branch(branching, 1, () -> expr(otherwise, passing));
                }
            }
            case Expr.Match match -> match(match, passing);
            case Expr.While(_, _, var test, var body) ->
                    loop(() -> {
                        expr(test, Passing.READ);
                        block(body);
                    });
            case Expr.ForLoop(_, _, var pat, var iterated, var body) -> {
                expr(iterated, Passing.VALUE);
                var before = scopes.mark();
                // One slot for the iteration's own state.
                scopes.slots(1);
                loop(() -> {
                    declarations.pattern(pat);
                    block(body);
                });
                scopes.back(before);
            }
            case Expr.Loop(_, _, var body) -> loop(() -> block(body));
            case Expr.RecurLoop(_, _, var bindings, var body) -> {
                var before = scopes.mark();
                for (var binding : bindings) {
                    var init = binding.init();
                    if (init != null) {
                        expr(init, Passing.VALUE);
                    }
                    scopes.enterLoop();
                    declarations.pattern(binding.pat());
                    scopes.leaveLoop();
                }
                // Room to hold the next turn's values while they are worked out.
                scopes.slots(bindings.size());
                loop(() -> block(body));
                scopes.back(before);
            }
            case Expr.Recur(_, var arguments) -> exprs(arguments, Passing.VALUE);
            case Expr.Break(_, _, var value) -> {
                if (value != null) {
                    expr(value, Passing.VALUE);
                }
            }
            case Expr.Return(_, var value) -> {
                if (value != null) {
                    expr(value, Passing.VALUE);
                }
            }
        }
    }

    /// `{name}` in a format string reads the variable of that name.
    private void inlineNames(Expr.Macro macro, String format) {
        for (int open = format.indexOf('{'); open >= 0; open = format.indexOf('{', open + 1)) {
            int end = open + 1;
            while (end < format.length()
                    && format.charAt(end) != '}'
                    && format.charAt(end) != ':') {
                end++;
            }
            var name = format.substring(open + 1, end);
            var variable = scopes.find(new Ident(macro.span(), name));
            if (variable != null) {
                use(variable, new Object(), Passing.READ);
                facts.formatNames.computeIfAbsent(macro, _ -> new HashMap<>()).put(name, variable);
            }
        }
    }

    private void part(Expr base, Passing passing) {
        expr(base, passing == Passing.VALUE ? Passing.READ : passing);
        if (passing == Passing.VALUE) {
            place(base);
        }
    }

    private void call(Expr.Call call) {
        if (call.callee() instanceof Expr.Name name) {
            boolean local = name(name, Passing.READ);
            var function = name.path().name();
            for (int i = 0; i < call.arguments().size(); i++) {
                expr(call.arguments().get(i), local ? Passing.VALUE : modes.argument(function, i));
            }
            return;
        }
        exprs(call.arguments(), Passing.VALUE);
        expr(call.callee(), Passing.READ);
    }

    /// Whether it is a local.
    private boolean name(Expr.Name name, Passing passing) {
        var path = name.path();
        var variable = path.isIdent() && !path.global() ? scopes.find(path.first()) : null;
        if (variable == null) {
            facts.free.add(path);
            var nearest = path.isIdent() ? scopes.nearest(path.first()) : null;
            if (nearest != null) {
                facts.nearestLocals.put(path, nearest);
            }
            return false;
        }
        facts.variables.put(name, variable);
        use(variable, name, passing);
        return true;
    }

    private void use(Variable variable, Object tree, Passing passing) {
        variable.uses.add(new Variable.Use(tree, position++, scopes.loopDepth(), branches));
        for (var v = variable; v != null; v = v.captured()) {
            switch (passing) {
                case VALUE -> v.movedByValue = true;
                case READ -> {}
                case WRITE -> v.written = true;
                case LEND -> v.lent = true;
                case LEND_FOR_WRITE -> {
                    v.lent = true;
                    v.written = true;
                }
            }
        }
    }

    private void match(Expr.Match match, Passing passing) {
        expr(match.value(), Passing.READ);
        if (match.arms().stream().anyMatch(a -> Declarations.bindsAny(a.pat()))) {
            place(match.value());
        }
        int branching = nextBranch++;
        for (int i = 0; i < match.arms().size(); i++) {
            var arm = match.arms().get(i);
            var before = scopes.mark();
            branch(
                    branching,
                    i,
                    () -> {
                        declarations.pattern(arm.pat());
                        if (arm.guard() != null) {
                            expr(arm.guard(), Passing.READ);
                        }
                        expr(arm.body(), passing);
                    });
            scopes.back(before);
        }
    }

    private void branch(int arm, Runnable inside) {
        branch(nextBranch++, arm, inside);
    }

    private void branch(int branching, int arm, Runnable inside) {
        var before = branches;
        branches = java.util.Arrays.copyOf(before, before.length + 2);
        branches[before.length] = branching;
        branches[before.length + 1] = arm;
        inside.run();
        branches = before;
    }

    private void loop(Runnable inside) {
        var before = scopes.mark();
        scopes.enterLoop();
        inside.run();
        scopes.leaveLoop();
        scopes.back(before);
    }

    private void closure(Expr.Closure closure) {
        var outerBranches = branches;
        var frames = new Facts.Frames();
        facts.closures.put(closure, frames);
        scopes.enter(frames);
        branches = new int[0];
        declarations.parameters(closure.inputs());
        if (closure.name() != null) {
            frames.self = scopes.declare(closure, closure.name(), false);
        }
        expr(closure.body(), Passing.VALUE);
        for (var capture : frames.captures) {
            capture.slot = frames.slots++;
        }
        scopes.leave();
        branches = outerBranches;
        for (var capture : frames.captures) {
            var outside = capture.captured();
            if (outside != null) {
                outside.capturedByClosure = true;
                if (closure.move()) {
                    // A closure around it gives away what it captured itself.
                    for (var v = outside; v != null; v = v.captured()) {
                        v.movedByValue = true;
                    }
                }
                outside.uses.add(
                        new Variable.Use(closure, position++, scopes.loopDepth(), branches));
            }
        }
    }
}
