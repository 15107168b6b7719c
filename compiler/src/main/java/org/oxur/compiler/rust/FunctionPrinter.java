package org.oxur.compiler.rust;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Block;
import org.oxur.ast.Expr;
import org.oxur.ast.FnArg;
import org.oxur.ast.Ident;
import org.oxur.ast.Pat;
import org.oxur.ast.Stmt;
import org.oxur.compiler.trap.TrapPoint;
import org.oxur.compiler.types.Instance;
import org.oxur.compiler.types.Ranges;
import org.oxur.compiler.types.Uncompilable;
import org.oxur.compiler.types.ValueType;
import org.oxur.compiler.types.ValueType.Simple;
import org.oxur.resolve.Variable;
import org.oxur.text.Span;

/// Prints one [Instance] as a Rust function: its control flow; what has no control flow is printed
/// by [OperationPrinter].
final class FunctionPrinter {
    private final CratePrinter crate;
    private final Instance instance;
    private final OperationPrinter operations;
    private final Map<Variable, String> names = new IdentityHashMap<>();
    private final List<Loop> loops = new ArrayList<>();
    private int temporaries;

    /// @param recurs the variables that `recur` sets; null for loops that it does not mean
    /// @param used whether the loop's value is
    private record Loop(
            @Nullable Ident label, String rustLabel, @Nullable List<String> recurs, boolean used) {}

    FunctionPrinter(CratePrinter crate, Instance instance) {
        this.crate = crate;
        this.instance = instance;
        this.operations = new OperationPrinter(crate, instance, this);
    }

    String print() throws Uncompilable {
        var tree = instance.version().tree();
        var parameters = new ArrayList<String>();
        var out = new StringBuilder("unsafe fn ");
        out.append(CratePrinter.name(instance)).append("(c: C, d: u32");
        for (int i = 0; i < instance.parameters().size(); i++) {
            var name = parameter(tree.sig().inputs().get(i));
            parameters.add(name);
            out.append(", mut ").append(name).append(": ");
            out.append(CratePrinter.type(instance.parameters().get(i)));
        }
        out.append(") -> ").append(CratePrinter.type(instance.result())).append(" {\n");
        out.append("    poll(c, ").append(poll(tree.sig().span())).append(");\n");
        loops.add(new Loop(null, "'f", parameters, true));
        out.append("    'f: loop {\n        break 'f ");
        out.append(block(tree.body(), true)).append(";\n    }\n}\n");
        return out.toString();
    }

    private String parameter(FnArg input) throws Uncompilable {
        if (input instanceof FnArg.Typed(_, var pat, _)) {
            while (pat instanceof Pat.Typed typed) {
                pat = typed.pat();
            }
            var variable = instance.facts().variable(pat);
            return variable == null ? temporary() : name(variable);
        }
        throw new Uncompilable(input.span(), "a parameter of a method");
    }

    String name(Variable variable) {
        return names.computeIfAbsent(variable, _ -> "v" + names.size());
    }

    String temporary() {
        return "t" + temporaries++;
    }

    private int poll(Span span) {
        return crate.point(new TrapPoint.Poll(span));
    }

    // Blocks

    private String block(Block block, boolean used) throws Uncompilable {
        var out = new StringBuilder("{ ");
        boolean value = false;
        var stmts = block.stmts();
        for (int i = 0; i < stmts.size(); i++) {
            switch (stmts.get(i)) {
                case Stmt.Local local -> out.append(local(local));
                case Stmt.Definition(var span, _) ->
                        throw new Uncompilable(span, "it makes a definition when it runs");
                case Stmt.Evaluation(_, var expr, var semi) -> {
                    boolean given = i == stmts.size() - 1 && !semi && used;
                    out.append(expr(expr, given)).append(given ? " " : "; ");
                    value = given;
                }
            }
        }
        return out.append(used && !value ? "() }" : "}").toString();
    }

    private String local(Stmt.Local local) throws Uncompilable {
        var pat = local.pat();
        while (pat instanceof Pat.Typed typed) {
            pat = typed.pat();
        }
        var init = value(Objects.requireNonNull(local.init()));
        var variable = instance.facts().variable(pat);
        return variable == null
                ? "let _ = " + init + "; "
                : "let mut " + name(variable) + typed(variable) + " = " + init + "; ";
    }

    private String typed(Variable variable) {
        var type = instance.type(variable);
        return type == Simple.NEVER ? "" : ": " + CratePrinter.type(type);
    }

    // Expressions

    /// As an operand.
    String value(Expr expr) throws Uncompilable {
        return expr(expr, true);
    }

    private String expr(Expr expr, boolean used) throws Uncompilable {
        return switch (expr) {
            case Expr.BlockExpr(_, _, var block) -> block(block, used);
            case Expr.If branch -> branch(branch, used);
            case Expr.Match match -> match(match, used);
            case Expr.While(var span, var label, var test, var body) -> {
                var loop = enter(label, null, false);
                var text =
                        loop.rustLabel
                                + ": while "
                                + value(test)
                                + " { poll(c, "
                                + poll(span)
                                + "); "
                                + block(body, false)
                                + "; }";
                yield leave("{ " + text + " }");
            }
            case Expr.Loop(var span, var label, var body) -> {
                var loop = enter(label, null, used);
                yield leave(
                        "("
                                + loop.rustLabel
                                + ": loop { poll(c, "
                                + poll(span)
                                + "); "
                                + block(body, false)
                                + "; })");
            }
            case Expr.ForLoop loop -> forLoop(loop);
            case Expr.RecurLoop loop -> recurLoop(loop, used);
            case Expr.Recur(var span, var arguments) -> recur(span, arguments);
            case Expr.Break(_, var label, var value) -> leaveLoop(label, value);
            case Expr.Continue(_, var label) -> "continue " + target(label).rustLabel;
            case Expr.Return(_, var value) -> "return " + (value == null ? "()" : value(value));
            case Expr.Assign(_, var place, var value) ->
                    "{ " + place(place) + " = " + value(value) + "; }";
            case Expr.AssignOp(var span, var op, var place, var value) -> {
                var type = instance.type(place);
                var operand = value(value);
                yield "{ "
                        + place(place)
                        + " = "
                        + operations.operate(
                                span, op, place(place), type, operand, instance.type(value))
                        + "; }";
            }
            case Expr.Call call when instance.isSelfTailCall(call) ->
                    recurTo(loops.getFirst(), call.span(), call.arguments());
            default -> {
                var text = operations.print(expr);
                yield used ? text : "let _ = " + text;
            }
        };
    }

    private String place(Expr place) throws Uncompilable {
        var variable = place instanceof Expr.Name name ? instance.facts().variable(name) : null;
        if (variable == null) {
            throw new Uncompilable(place.span(), "a place that is no variable is set");
        }
        return name(variable);
    }

    private String branch(Expr.If branch, boolean used) throws Uncompilable {
        var otherwise = branch.otherwise();
        boolean gives = used && otherwise != null;
        var text = "if " + value(branch.test()) + " { " + arm(branch.then(), gives) + " }";
        return otherwise == null ? text : text + " else { " + arm(otherwise, gives) + " }";
    }

    private String arm(Expr expr, boolean used) throws Uncompilable {
        return used ? value(expr) : expr(expr, false) + ";";
    }

    private String match(Expr.Match match, boolean used) throws Uncompilable {
        var matched = temporary();
        var type = instance.type(match.value());
        if (type instanceof ValueType.Float) {
            throw new Uncompilable(match.span(), "a match of floats");
        }
        return "{ let "
                + matched
                + " = "
                + value(match.value())
                + "; "
                + arms(match.arms(), 0, matched, type, used)
                + " }";
    }

    private String arms(List<Expr.Arm> arms, int i, String matched, ValueType type, boolean used)
            throws Uncompilable {
        if (i == arms.size()) {
            throw new Uncompilable(arms.getLast().span(), "a match that may find no arm");
        }
        var arm = arms.get(i);
        var pat = arm.pat();
        var variable = pat instanceof Pat.Binding ? instance.facts().variable(pat) : null;
        var bound = variable == null ? "" : "let mut " + name(variable) + " = " + matched + "; ";
        var guard = arm.guard();
        boolean always = pat instanceof Pat.Wild || pat instanceof Pat.Binding;
        if (always && guard == null) {
            return "{ " + bound + arm(arm.body(), used) + " }";
        }
        var test = always ? "" : operations.matches(pat, matched, type);
        var condition =
                guard == null ? test : (always ? "" : test + " && ") + "(" + value(guard) + ")";
        return "{ "
                + bound
                + "if "
                + condition
                + " { "
                + arm(arm.body(), used)
                + " } else "
                + arms(arms, i + 1, matched, type, used)
                + " }";
    }

    // Loops

    private Loop enter(@Nullable Ident label, @Nullable List<String> recurs, boolean used) {
        var loop = new Loop(label, "'l" + temporary(), recurs, used);
        loops.add(loop);
        return loop;
    }

    private String leave(String text) {
        loops.removeLast();
        return text;
    }

    private String forLoop(Expr.ForLoop loop) throws Uncompilable {
        var ends = Objects.requireNonNull(Ranges.of(loop.iterated(), instance.facts()));
        var low = ends.low();
        var from = low == null ? "0" : value(low);
        var to = value(ends.high());
        var variable = instance.facts().variable(loop.pat());
        var entered = enter(loop.label(), null, false);
        var first = temporary();
        var last = temporary();
        var item = variable == null ? temporary() : name(variable);
        return leave(
                "{ let "
                        + first
                        + " = "
                        + from
                        + "; let "
                        + last
                        + " = "
                        + to
                        + "; "
                        + entered.rustLabel
                        + ": for mut "
                        + item
                        + " in "
                        + first
                        + (ends.inclusive() ? "..=" : "..")
                        + last
                        + " { poll(c, "
                        + poll(loop.span())
                        + "); "
                        + block(loop.body(), false)
                        + "; } }");
    }

    private String recurLoop(Expr.RecurLoop loop, boolean used) throws Uncompilable {
        var out = new StringBuilder("{ ");
        var recurs = new ArrayList<String>();
        for (var binding : loop.bindings()) {
            out.append(local(binding));
            var pat = binding.pat();
            while (pat instanceof Pat.Typed typed) {
                pat = typed.pat();
            }
            recurs.add(name(Objects.requireNonNull(instance.facts().variable(pat))));
        }
        var entered = enter(loop.label(), recurs, used);
        out.append(entered.rustLabel).append(": loop { ");
        out.append("poll(c, ").append(poll(loop.span())).append("); ");
        out.append("break ").append(entered.rustLabel).append(' ');
        out.append(block(loop.body(), used)).append("; } }");
        return leave(out.toString());
    }

    private String recur(Span span, List<Expr> arguments) throws Uncompilable {
        for (int i = loops.size() - 1; i >= 0; i--) {
            if (loops.get(i).recurs != null) {
                return recurTo(loops.get(i), span, arguments);
            }
        }
        throw new Uncompilable(span, "a `recur` without a loop");
    }

    private String recurTo(Loop loop, Span span, List<Expr> arguments) throws Uncompilable {
        var out = new StringBuilder("{ ");
        var values = new ArrayList<String>();
        for (var argument : arguments) {
            var temporary = temporary();
            values.add(temporary);
            out.append("let ").append(temporary).append(" = ");
            out.append(value(argument)).append("; ");
        }
        var targets = Objects.requireNonNull(loop.recurs);
        for (int i = 0; i < values.size(); i++) {
            out.append(targets.get(i)).append(" = ").append(values.get(i)).append("; ");
        }
        out.append("poll(c, ").append(poll(span)).append("); ");
        return out.append("continue ").append(loop.rustLabel).append(" }").toString();
    }

    private Loop target(@Nullable Ident label) {
        for (int i = loops.size() - 1; i > 0; i--) {
            var named = loops.get(i).label;
            if (label == null || named != null && named.name().equals(label.name())) {
                return loops.get(i);
            }
        }
        throw new IllegalStateException("inference found no loop to leave");
    }

    private String leaveLoop(@Nullable Ident label, @Nullable Expr value) throws Uncompilable {
        var loop = target(label);
        if (value == null) {
            return "break " + loop.rustLabel;
        }
        return loop.used
                ? "break " + loop.rustLabel + " (" + value(value) + ")"
                : "{ let _ = " + value(value) + "; break " + loop.rustLabel + " }";
    }
}
