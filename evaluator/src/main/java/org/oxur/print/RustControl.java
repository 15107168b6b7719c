package org.oxur.print;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.BinOp;
import org.oxur.ast.Block;
import org.oxur.ast.Expr;
import org.oxur.ast.Ident;
import org.oxur.ast.Lit;
import org.oxur.ast.Pat;
import org.oxur.ast.Stmt;
import org.oxur.ast.Type;

/// Blocks, branches and loops as Rust writes them.
///
/// A `recur` loop is a `loop` over a tuple of its next values: each turn takes them out, and
/// `recur` puts new ones in. So the bindings are new in every turn, as Oxur's are.
final class RustControl {
    private final RustExprs exprs;
    private final RustWriter out;

    /// What `return` gives, and what a `break` with a value gives, where declared.
    private @Nullable Type returned;

    private @Nullable Type broken;

    /// How many `recur` loops are around.
    private int loops;

    private int recurArity;

    RustControl(RustExprs exprs) {
        this.exprs = exprs;
        this.out = exprs.out;
    }

    /// Writes control flow where a value is wanted.
    void value(Expr expr, @Nullable Type expected) {
        switch (expr) {
            case Expr.BlockExpr(_, var label, var block) -> {
                label(label);
                block(block, true, expected);
            }
            case Expr.If choice -> choice(choice, choice.otherwise() != null, expected);
            case Expr.Match match -> match(match, true, expected);
            case Expr.RecurLoop loop -> recurLoop(loop, expected);
            case Expr.Recur recur ->
                    throw new NoCounterpart(recur.span(), "`recur` outside of tail position");
            case Expr.Break(_, var label, var inner) -> {
                out.write("break" + (label == null ? "" : " '" + RustNames.rust(label)));
                if (inner != null) {
                    out.write(" ");
                    exprs.value(inner, RustExprs.ANY, broken);
                }
            }
            case Expr.Continue(_, var label) ->
                    out.write("continue" + (label == null ? "" : " '" + RustNames.rust(label)));
            case Expr.Return(_, var inner) -> {
                out.write("return");
                if (inner != null) {
                    out.write(" ");
                    exprs.value(inner, RustExprs.ANY, returned);
                }
            }
            case Expr.While(_, var label, var test, var body) -> {
                label(label);
                out.write("while ");
                exprs.beforeBrace(test, null);
                out.write(" ");
                block(body, false, null);
            }
            case Expr.ForLoop(_, var label, var pat, var iterated, var body) -> {
                label(label);
                out.write("for " + exprs.pats.text(pat) + " in ");
                exprs.beforeBrace(iterated, null);
                out.write(" ");
                var saved = exprs.scope.enter();
                exprs.scope.bind(pat, null);
                block(body, false, null);
                exprs.scope.leave(saved);
            }
            case Expr.Loop(_, var label, var body) -> {
                label(label);
                out.write("loop ");
                block(body, false, null);
            }
            default -> throw new IllegalStateException("not control flow: " + expr.getClass());
        }
    }

    private void label(@Nullable Ident label) {
        if (label != null) {
            out.write("'" + RustNames.rust(label) + ": ");
        }
    }

    /// Writes `{ … }`.
    ///
    /// @param wanted the last expression is the block's value; otherwise it is dropped
    void block(Block block, boolean wanted, @Nullable Type expected) {
        braces(block.stmts(), wanted, expected);
    }

    private void braces(List<Stmt> stmts, boolean wanted, @Nullable Type expected) {
        if (stmts.isEmpty()) {
            out.write("{}");
            return;
        }
        var saved = exprs.scope.enter();
        out.open("{");
        stmts(stmts, wanted, expected);
        out.close("}");
        exprs.scope.leave(saved);
    }

    /// Writes statements, each in a line of its own.
    void stmts(List<Stmt> stmts, boolean wanted, @Nullable Type expected) {
        for (int i = 0; i < stmts.size(); i++) {
            boolean last = i == stmts.size() - 1;
            switch (stmts.get(i)) {
                case Stmt.Definition(var span, _) ->
                        throw new NoCounterpart(
                                span, "a definition inside a body is seen everywhere in Oxur");
                case Stmt.Local local -> local(local);
                case Stmt.Evaluation(_, var expr, var semi) -> {
                    out.line();
                    if (last && wanted && !semi) {
                        exprs.value(expr, RustExprs.ANY, expected);
                    } else {
                        statement(expr);
                    }
                }
            }
        }
    }

    private void local(Stmt.Local local) {
        out.line().write("let " + exprs.pats.text(local.pat()));
        var type = local.type();
        if (type != null) {
            out.write(": " + exprs.types.text(type, RustTypes.Place.LOCAL));
        }
        var init = local.init();
        if (init != null) {
            out.write(" = ");
            exprs.value(init, RustExprs.ANY, type);
        }
        out.write(";");
        // What the init's own names mean is settled by now: the new local is seen from here on.
        exprs.scope.bind(
                local.pat(), type != null || init == null ? type : exprs.scope.typeOf(init));
    }

    /// Writes an expression whose value nobody wants.
    void statement(Expr expr) {
        switch (expr) {
            case Expr.If choice -> choice(choice, false, null);
            case Expr.Match match -> match(match, false, null);
            case Expr.BlockExpr(_, var label, var block) when label == null ->
                    block(block, false, null);
            case Expr.While _, Expr.ForLoop _ -> exprs.value(expr);
            default -> {
                exprs.value(expr);
                out.write(";");
            }
        }
    }

    private void choice(Expr.If choice, boolean wanted, @Nullable Type expected) {
        Expr rest = choice;
        var word = "if ";
        while (rest instanceof Expr.If(_, var test, var then, var otherwise)) {
            out.write(word);
            exprs.beforeBrace(test, null);
            out.write(" ");
            branch(then, wanted, expected);
            if (otherwise == null) {
                return;
            }
            rest = otherwise;
            word = " else if ";
            if (rest instanceof Expr.If(_, _, _, var last) && last == null && wanted) {
                break;
            }
        }
        out.write(" else ");
        branch(rest, wanted, expected);
    }

    private void branch(Expr body, boolean wanted, @Nullable Type expected) {
        braces(stmtsOf(body), wanted, expected);
    }

    private static List<Stmt> stmtsOf(Expr body) {
        return body instanceof Expr.BlockExpr(_, var label, var block) && label == null
                ? block.stmts()
                : List.of(new Stmt.Evaluation(body.span(), body, false));
    }

    private void match(Expr.Match match, boolean wanted, @Nullable Type expected) {
        arms(
                match,
                body -> {
                    if (wanted) {
                        exprs.value(body, RustExprs.ANY, expected);
                        out.write(",");
                    } else {
                        branch(body, false, null);
                    }
                });
    }

    /// Writes the body of one arm, with the comma if it needs one.
    private interface ArmBody {
        void write(Expr body);
    }

    private void arms(Expr.Match match, ArmBody armBody) {
        out.write("match ");
        exprs.beforeBrace(match.value(), null);
        out.open(" {");
        for (var arm : match.arms()) {
            var saved = exprs.scope.enter();
            out.line().write(exprs.pats.text(arm.pat()));
            exprs.scope.bind(arm.pat(), exprs.scope.typeOf(match.value()));
            if (arm.guard() != null) {
                out.write(" if ");
                exprs.value(arm.guard());
            }
            out.write(" => ");
            armBody.write(arm.body());
            exprs.scope.leave(saved);
        }
        out.close("}");
    }

    /// Writes a closure's body; one with a declared result is in braces.
    void closureBody(Expr body, @Nullable Type output) {
        var savedReturned = returned;
        var savedBroken = broken;
        returned = output;
        broken = null;
        if (output != null || body instanceof Expr.BlockExpr) {
            branch(body, true, output);
        } else {
            exprs.value(body);
        }
        returned = savedReturned;
        broken = savedBroken;
    }

    /// Writes a function's body in braces. Without a declared result its value is dropped.
    ///
    /// @param parameters what `recur` outside of a loop sets anew, or null where it cannot
    void functionBody(Block body, @Nullable Type output, @Nullable List<Pat> parameters) {
        returned = output;
        broken = output;
        boolean wanted = output != null;
        var last = body.stmts().isEmpty() ? null : body.stmts().getLast();
        if (!(last instanceof Stmt.Evaluation(_, var tail, _)) || !Tails.recur(tail)) {
            block(body, wanted, output);
            return;
        }
        if (parameters == null) {
            throw new NoCounterpart(body.span(), "`recur` in a method has no counterpart in Rust");
        }
        out.open("{");
        out.line().write("let mut " + next(1) + " = " + names(parameters) + ";").line();
        turns(null, parameters, body, output);
        out.close("}");
    }

    private void recurLoop(Expr.RecurLoop loop, @Nullable Type expected) {
        var pats = loop.bindings().stream().map(Stmt.Local::pat).toList();
        var saved = exprs.scope.enter();
        out.open("{");
        if (areIndependent(loop.bindings())) {
            out.line().write("let mut " + next(loops + 1) + " = (");
            var separator = "";
            for (var binding : loop.bindings()) {
                out.write(separator);
                separator = ", ";
                if (binding.init() != null) {
                    exprs.value(binding.init(), RustExprs.ANY, null);
                    exprs.scope.bind(binding.pat(), exprs.scope.typeOf(binding.init()));
                }
            }
            out.write(loop.bindings().size() == 1 ? ",);" : ");");
        } else if (!pats.isEmpty()) {
            // One after the other: a binding may use those before it.
            for (var binding : loop.bindings()) {
                local(binding);
            }
            out.line().write("let mut " + next(loops + 1) + " = (");
            for (var pat : pats) {
                if (!(pat instanceof Pat.Binding(_, var ident, _, _))) {
                    throw new NoCounterpart(
                            pat.span(), "a loop over a pattern has no counterpart in Rust");
                }
                out.write(RustNames.rust(ident) + (pats.size() == 1 ? "," : ", "));
            }
            out.write(");");
        }
        out.line();
        turns(loop.label(), pats, loop.body(), expected);
        out.close("}");
        exprs.scope.leave(saved);
    }

    /// `(i, acc)`, the values of what was bound.
    private static String names(List<Pat> pats) {
        var names = new ArrayList<String>();
        for (var pat : pats) {
            if (!(pat instanceof Pat.Binding(_, var ident, _, _))) {
                throw new NoCounterpart(
                        pat.span(), "`recur` over a pattern has no counterpart in Rust");
            }
            names.add(RustNames.rust(ident));
        }
        return tuple(names);
    }

    private static String tuple(List<String> parts) {
        return parts.size() == 1
                ? "(" + parts.getFirst() + ",)"
                : "(" + String.join(", ", parts) + ")";
    }

    /// True if plainly none of the first values uses one of the names bound before it, and none is
    /// annotated.
    private static boolean areIndependent(List<Stmt.Local> bindings) {
        for (int i = 0; i < bindings.size(); i++) {
            boolean plain =
                    i == 0
                            || bindings.get(i).init() instanceof Expr.Literal
                            || bindings.get(i).init() instanceof Expr.Vec(_, var items)
                                    && items.isEmpty();
            if (!plain || bindings.get(i).type() != null) {
                return false;
            }
        }
        return !bindings.isEmpty();
    }

    private void turns(@Nullable Ident label, List<Pat> pats, Block body, @Nullable Type expected) {
        var savedBroken = broken;
        int savedArity = recurArity;
        broken = expected;
        recurArity = pats.size();
        loops++;
        label(label);
        out.open("loop {");
        if (!pats.isEmpty()) {
            var taken = tuple(pats.stream().map(exprs.pats::text).toList());
            out.line().write("let " + taken + " = " + next(loops) + ";");
        }
        tail(body.stmts(), expected);
        out.close("}");
        loops--;
        broken = savedBroken;
        recurArity = savedArity;
    }

    private static String next(int loop) {
        return loop == 1 ? "next__n" : "next__n" + loop;
    }

    /// Writes the body of a turn: every way through it ends in a `break` with the value, or in the
    /// next turn.
    private void tail(List<Stmt> stmts, @Nullable Type expected) {
        if (stmts.isEmpty()) {
            out.line().write("break;");
            return;
        }
        exprs.control.stmts(stmts.subList(0, stmts.size() - 1), false, null);
        if (stmts.getLast() instanceof Stmt.Evaluation(_, var expr, var semi) && !semi) {
            out.line();
            tail(expr, expected);
        } else {
            stmts(stmts.subList(stmts.size() - 1, stmts.size()), false, null);
            out.line().write("break;");
        }
    }

    private void tail(Expr expr, @Nullable Type expected) {
        switch (expr) {
            case Expr.Recur(_, var arguments) -> {
                if (arguments.size() != recurArity) {
                    throw new NoCounterpart(expr.span(), "`recur` with another number of values");
                }
                if (!arguments.isEmpty()) {
                    out.write(next(loops) + " = (");
                    exprs.list(arguments, new Type.Infer(expr.span()));
                    out.write(arguments.size() == 1 ? ",);" : ");").line();
                }
                out.write("continue;");
            }
            case Expr.If(_, var test, var then, var otherwise) when Tails.recur(expr) -> {
                out.write("if ");
                exprs.beforeBrace(test, null);
                tailBraces(" {", then, expected);
                var unit = new Expr.Literal(expr.span(), new Lit.Unit());
                tailBraces(" else {", otherwise == null ? unit : otherwise, expected);
            }
            case Expr.Match match when Tails.recur(expr) ->
                    arms(match, body -> tailBraces("{", body, expected));
            case Expr.BlockExpr(_, var label, _) when label == null && Tails.recur(expr) ->
                    tailBraces("{", expr, expected);
            case Expr.Binary(var span, var op, var left, var right) when Tails.recur(expr) -> {
                boolean and = op == BinOp.AND;
                out.write(and ? "if " : "if !");
                exprs.value(left, RustExprs.UNARY, null);
                tailBraces(" {", right, expected);
                tailBraces(" else {", new Expr.Literal(span, new Lit.Bool(!and)), expected);
            }
            case Expr.Break _, Expr.Return _, Expr.Continue _ -> {
                exprs.value(expr);
                out.write(";");
            }
            default -> {
                out.write("break ");
                exprs.value(expr, RustExprs.ANY, expected);
                out.write(";");
            }
        }
    }

    private void tailBraces(String open, Expr body, @Nullable Type expected) {
        var saved = exprs.scope.enter();
        out.open(open);
        tail(stmtsOf(body), expected);
        out.close("}");
        exprs.scope.leave(saved);
    }
}
