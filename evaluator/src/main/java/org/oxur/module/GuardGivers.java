package org.oxur.module;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.oxur.ast.Block;
import org.oxur.ast.Expr;
import org.oxur.ast.Item;
import org.oxur.ast.Pat;
import org.oxur.ast.Stmt;

/// The names of functions and methods that may give a guard of a `ref-cell`: those whose value is
/// what `.borrow` or `.borrow-mut` gives, by itself or through one that is such a function.
///
/// Only names are looked at, and what a name was once stays: who calls one of them looks whether it
/// got a guard, which it pays a little for. One thread tells of definitions, any may ask.
final class GuardGivers {
    private static final Set<String> LENDING = Set.of("borrow", "borrow-mut");

    /// By a function's name: the names of what it may give the value of.
    private final Map<String, Set<String>> given = new HashMap<>();

    private volatile Set<String> givers = LENDING;

    boolean mayGive(String name) {
        return givers.contains(name);
    }

    void define(Item.Fn tree) {
        var names = valuesOf(tree.body());
        if (names.isEmpty()) {
            return;
        }
        var name = tree.sig().ident().name();
        boolean more = given.computeIfAbsent(name, _ -> new HashSet<>()).addAll(names);
        if (more && names.stream().anyMatch(givers::contains)) {
            spread();
        }
    }

    private void spread() {
        var all = new HashSet<>(givers);
        boolean more = true;
        while (more) {
            more = false;
            for (var each : given.entrySet()) {
                if (!all.contains(each.getKey())
                        && each.getValue().stream().anyMatch(all::contains)) {
                    more = all.add(each.getKey());
                }
            }
        }
        givers = Set.copyOf(all);
    }

    /// What is called for a block's value. Trees may be deep, so this does not recurse.
    private static Set<String> valuesOf(Block body) {
        var names = new HashSet<String>();
        var bound = new HashMap<String, Expr>();
        var open = new ArrayDeque<Expr>();
        enter(body, bound, open);
        while (!open.isEmpty()) {
            switch (open.pop()) {
                case Expr.BlockExpr(_, _, var block) -> enter(block, bound, open);
                case Expr.If(_, _, var then, var otherwise) -> {
                    open.push(then);
                    if (otherwise != null) {
                        open.push(otherwise);
                    }
                }
                case Expr.Match match -> match.arms().forEach(arm -> open.push(arm.body()));
                case Expr.Return(_, var value) -> {
                    if (value != null) {
                        open.push(value);
                    }
                }
                case Expr.MethodCall call -> names.add(call.method().name());
                case Expr.Call call when call.callee() instanceof Expr.Name name ->
                        names.add(name.path().name());
                case Expr.Name name -> {
                    // Each once, or a name that is bound to itself would go on for ever.
                    var init = bound.remove(name.path().name());
                    if (init != null) {
                        open.push(init);
                    }
                }
                default -> {}
            }
        }
        return names;
    }

    private static void enter(Block block, Map<String, Expr> bound, ArrayDeque<Expr> open) {
        for (var stmt : block.stmts()) {
            if (stmt instanceof Stmt.Local local && local.init() != null) {
                var pat = local.pat();
                while (pat instanceof Pat.Typed typed) {
                    pat = typed.pat();
                }
                if (pat instanceof Pat.Binding binding) {
                    bound.put(binding.ident().name(), local.init());
                }
            }
        }
        if (!block.stmts().isEmpty()
                && block.stmts().getLast() instanceof Stmt.Evaluation(_, var expr, var semi)
                && !semi) {
            open.push(expr);
        }
    }
}
