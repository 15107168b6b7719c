package org.oxur.ide;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Block;
import org.oxur.ast.Expr;
import org.oxur.ast.FnArg;
import org.oxur.ast.Item;
import org.oxur.ast.Pat;
import org.oxur.ast.Stmt;
import org.oxur.ide.FormFacts.Assumption;
import org.oxur.ide.FormFacts.Finding;
import org.oxur.ide.FormFacts.Given;
import org.oxur.ide.FormFacts.Note;
import org.oxur.ide.FormFacts.Place;
import org.oxur.ide.FormFacts.Variable;

/// Ownership mistakes that are certain: a value that surely moves is used on straight-line code
/// after it surely moved; something immutable is set.
///
/// Follows only variables that hold vectors, maps and strings beyond doubt, and forgets one as soon
/// as anything happens to it that may or may not move it.
final class OwnershipCheck {
    private final FoundFacts found;
    private final Map<Expr.Name, Integer> resolved;
    private final Map<Pat.Binding, Integer> bound;
    private final List<Variable> variables;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<Given> given = new LinkedHashSet<>();
    // Variables that are followed: present when owned or moved, absent when anything is possible.
    private Map<Integer, State> states = new HashMap<>();
    private String module = "";

    /// @param moved where it went, or null while it is owned
    /// @param assumes what must be so for that move, or null
    private record State(@Nullable Place moved, @Nullable Assumption assumes) {
        static final State OWNED = new State(null, null);
    }

    OwnershipCheck(
            FoundFacts found,
            Map<Expr.Name, Integer> resolved,
            Map<Pat.Binding, Integer> bound,
            List<Variable> variables) {
        this.found = found;
        this.resolved = resolved;
        this.bound = bound;
        this.variables = variables;
    }

    List<Finding> findings() {
        return findings;
    }

    List<Given> given() {
        return List.copyOf(given);
    }

    void check(List<Stmt> stmts) {
        stmts.forEach(this::stmt);
    }

    private void stmt(Stmt stmt) {
        switch (stmt) {
            case Stmt.Local(_, var pat, _, var init) -> {
                if (init != null) {
                    if (pat instanceof Pat.Binding) {
                        gives(init, null);
                    } else if (pat instanceof Pat.Wild) {
                        reads(init);
                    } else {
                        value(init);
                    }
                }
                declare(pat);
            }
            case Stmt.Definition(_, var item) -> item(item);
            case Stmt.Evaluation(_, var expr, _) -> value(expr);
        }
    }

    private void declare(Pat pat) {
        var inner = pat instanceof Pat.Typed(_, var written, _) ? written : pat;
        if (inner instanceof Pat.Binding binding) {
            var id = bound.get(binding);
            if (id != null && variables.get(id).describes() != null) {
                states.put(id, State.OWNED);
            }
        }
    }

    private void item(Item item) {
        switch (item) {
            case Item.Fn fn -> apart(() -> function(fn.sig().inputs(), fn.body()));
            case Item.Static(_, _, _, _, var expr) -> apart(() -> gives(expr, null));
            case Item.Const(_, _, _, _, var expr) -> apart(() -> value(expr));
            case Item.Impl impl ->
                    impl.fns().forEach(fn -> apart(() -> function(fn.sig().inputs(), fn.body())));
            case Item.Trait trait -> {
                for (var fn : trait.fns()) {
                    var body = fn.body();
                    if (body != null) {
                        apart(() -> function(fn.sig().inputs(), body));
                    }
                }
            }
            case Item.Mod mod -> {
                var outer = module;
                module = module + mod.ident().name() + "::";
                mod.content().forEach(this::stmt);
                module = outer;
            }
            case Item.Struct _, Item.Enum _, Item.ExternCrate _, Item.Use _ -> {}
        }
    }

    private void function(List<FnArg> inputs, Block body) {
        for (var input : inputs) {
            if (input instanceof FnArg.Typed(_, var pat, _)) {
                declare(pat);
            }
        }
        block(body);
    }

    /// Code that runs at another time: it sees nothing of what is known here.
    private void apart(Runnable walk) {
        var outer = states;
        states = new HashMap<>();
        walk.run();
        states = outer;
    }

    /// Code that may or may not run: what it moves or sets is in doubt afterwards.
    private void perhaps(Runnable walk) {
        var before = new HashMap<>(states);
        walk.run();
        var after = states;
        states = before;
        before.entrySet().removeIf(entry -> !entry.getValue().equals(after.get(entry.getKey())));
    }

    /// Code that may run many times: what it does anything but lend is in doubt from the start.
    private void repeatedly(Expr... parts) {
        forgetAllIn(parts);
        for (var part : parts) {
            perhaps(() -> value(part));
        }
    }

    private void forgetAllIn(Expr... parts) {
        for (var part : parts) {
            for (var name : Names.ownedIn(part)) {
                var id = resolved.get(name);
                if (id != null) {
                    states.remove(id);
                }
            }
        }
    }

    private void block(Block block) {
        block.stmts().forEach(this::stmt);
    }

    // What happens to a value

    /// The place takes the value: a variable there is moved.
    private void gives(Expr expr, @Nullable Assumption assumes) {
        if (!(expr instanceof Expr.Name name)) {
            value(expr);
            return;
        }
        var id = resolved.get(name);
        var place = found.place(name.span());
        if (id != null) {
            if (check(name) && states.containsKey(id) && place != null) {
                states.put(id, new State(place, assumes));
            } else {
                states.remove(id);
            }
        } else if (place != null) {
            given.add(new Given(place, name.path().name(), module, assumes));
        }
    }

    /// The place only looks at the value.
    private void reads(Expr expr) {
        if (expr instanceof Expr.Name name) {
            check(name);
        } else {
            value(expr);
        }
    }

    /// False when the variable is gone already; that is said once.
    private boolean check(Expr.Name name) {
        var id = resolved.get(name);
        var state = id == null ? null : states.get(id);
        if (id == null || state == null || state.moved == null) {
            return true;
        }
        states.remove(id);
        var place = found.place(name.span());
        if (place != null) {
            var variable = variables.get(id).name();
            findings.add(
                    new Finding(
                            place,
                            Diagnostic.Severity.ERROR,
                            "use-after-move",
                            "use of moved value `" + variable + "`",
                            List.of(new Note(state.moved, "value moved here")),
                            "lend it there with `&"
                                    + variable
                                    + "`, or move a `(clone "
                                    + variable
                                    + ")`",
                            state.assumes));
        }
        return false;
    }

    /// The value goes somewhere: a variable may be moved or not.
    private void value(Expr expr) {
        switch (expr) {
            case Expr.Literal _, Expr.Quote _, Expr.Continue _ -> {}
            case Expr.Name name -> {
                check(name);
                var id = resolved.get(name);
                if (id != null) {
                    states.remove(id);
                }
            }
            case Expr.Vec(_, var items) -> items.forEach(item -> gives(item, null));
            case Expr.Tuple(_, var parts) -> parts.forEach(part -> gives(part, null));
            case Expr.Map(_, var entries) ->
                    entries.forEach(entry -> {
                        gives(entry.key(), null);
                        gives(entry.value(), null);
                    });
            case Expr.Struct(_, _, var fields, var rest) -> {
                fields.forEach(field -> gives(field.value(), null));
                optional(rest);
            }
            case Expr.Range(_, var from, var to, _) -> {
                optional(from);
                optional(to);
            }
            case Expr.Template(_, _, var parts) -> parts.forEach(part -> reads(part.value()));
            case Expr.Unary(_, _, var operand) -> reads(operand);
            case Expr.Binary(_, var op, var left, var right) -> binary(op, left, right);
            case Expr.Comparison(_, _, var operands) -> operands.forEach(this::reads);
            case Expr.Cast(_, var value, _) -> value(value);
            case Expr.Reference(_, _, var place) -> reads(place);
            case Expr.Try(_, var value) -> value(value);
            case Expr.Field(_, var base, _) -> part(base);
            case Expr.TupleField(_, var base, _) -> part(base);
            case Expr.Index(_, var base, var index) -> {
                reads(base);
                value(index);
            }
            case Expr.Assign(_, var place, var value) -> assign(place, value);
            case Expr.AssignOp(_, _, var place, var value) -> assign(place, value);
            case Expr.Call call -> call(call);
            case Expr.MethodCall(_, var receiver, _, _, var arguments) -> {
                value(receiver);
                arguments.forEach(this::value);
            }
            case Expr.Closure closure -> {
                forgetAllIn(closure.body());
                apart(() -> value(closure.body()));
            }
            case Expr.Macro(_, var macro, var arguments, var named) -> {
                if (macro == Expr.KnownMacro.DBG || macro == Expr.KnownMacro.TIME) {
                    arguments.forEach(this::value);
                } else {
                    arguments.forEach(this::reads);
                }
                named.forEach(argument -> reads(argument.value()));
            }
            case Expr.BlockExpr(_, var label, var block) -> {
                if (label == null) {
                    block(block);
                } else {
                    perhaps(() -> block(block));
                }
            }
            case Expr.If(_, var test, var then, var otherwise) -> branches(test, then, otherwise);
            case Expr.Match(_, var value, var arms) -> match(value, arms);
            case Expr.While(var span, _, var test, var body) ->
                    repeatedly(test, new Expr.BlockExpr(span, null, body));
            case Expr.ForLoop(var span, _, _, var iterated, var body) -> {
                gives(iterated, null);
                repeatedly(new Expr.BlockExpr(span, null, body));
            }
            case Expr.Loop(var span, _, var body) ->
                    repeatedly(new Expr.BlockExpr(span, null, body));
            case Expr.RecurLoop(var span, _, var bindings, var body) -> {
                bindings.forEach(this::stmt);
                repeatedly(new Expr.BlockExpr(span, null, body));
            }
            case Expr.Recur(_, var arguments) -> arguments.forEach(this::value);
            case Expr.Break(_, _, var value) -> optional(value);
            case Expr.Return(_, var value) -> optional(value);
        }
    }

    private void optional(@Nullable Expr expr) {
        if (expr != null) {
            value(expr);
        }
    }

    private void part(Expr base) {
        if (base instanceof Expr.Name name) {
            check(name);
            forgetAllIn(base);
        } else {
            value(base);
        }
    }

    private void binary(org.oxur.ast.BinOp op, Expr left, Expr right) {
        if (op == org.oxur.ast.BinOp.AND || op == org.oxur.ast.BinOp.OR) {
            value(left);
            perhaps(() -> value(right));
        } else if (op.isComparison()) {
            reads(left);
            reads(right);
        } else {
            value(left);
            value(right);
        }
    }

    private void branches(Expr test, Expr then, @Nullable Expr otherwise) {
        value(test);
        var before = new HashMap<>(states);
        perhaps(() -> value(then));
        if (otherwise != null) {
            var afterThen = states;
            states = before;
            perhaps(() -> value(otherwise));
            states.keySet().retainAll(afterThen.keySet());
        }
    }

    private void match(Expr value, List<Expr.Arm> arms) {
        value(value);
        var before = new HashMap<>(states);
        var left = new HashMap<>(states);
        for (var arm : arms) {
            states = new HashMap<>(before);
            perhaps(() -> {
                optional(arm.guard());
                value(arm.body());
            });
            left.keySet().retainAll(states.keySet());
        }
        states = left;
    }

    // Calls and settings

    private void call(Expr.Call call) {
        if (!(call.callee() instanceof Expr.Name callee) || resolved.containsKey(callee)) {
            value(call.callee());
            call.arguments().forEach(this::value);
            return;
        }
        var path = callee.path();
        boolean makes = Character.isUpperCase(path.last().name().charAt(0));
        if (path.name().endsWith("!") && !call.arguments().isEmpty()) {
            changes(call.arguments().getFirst(), path.name());
        }
        for (int i = 0; i < call.arguments().size(); i++) {
            gives(
                    call.arguments().get(i),
                    makes ? null : new Assumption.TakesByValue(path.name(), module, i));
        }
    }

    /// A built-in function that changes its first argument, given a variable that owns its value
    /// but is not `mut`.
    private void changes(Expr argument, String function) {
        if (argument instanceof Expr.Name name) {
            var id = resolved.get(name);
            if (id != null
                    && !variables.get(id).mutable()
                    && variables.get(id).describes() != null) {
                immutable(name, variables.get(id), new Assumption.BuiltIn(function));
            }
        }
    }

    private void assign(Expr place, Expr value) {
        value(value);
        switch (place) {
            case Expr.Name name -> {
                var id = resolved.get(name);
                if (id != null) {
                    var variable = variables.get(id);
                    if (!variable.mutable() && !variable.name().equals("self")) {
                        immutable(name, variable, null);
                    }
                    states.remove(id);
                }
            }
            case Expr.Field(_, Expr.Name base, _) -> owned(base);
            case Expr.Index(_, Expr.Name base, var index) -> {
                value(index);
                owned(base);
            }
            default -> value(place);
        }
    }

    /// A part of a variable is set: wrong only where the variable owns it.
    private void owned(Expr.Name base) {
        check(base);
        var id = resolved.get(base);
        if (id != null && !variables.get(id).mutable() && variables.get(id).describes() != null) {
            immutable(base, variables.get(id), null);
        }
    }

    private void immutable(Expr.Name name, Variable variable, @Nullable Assumption assumes) {
        var place = found.place(name.span());
        if (place == null || variable.place().start() < 0) {
            return;
        }
        findings.add(
                new Finding(
                        place,
                        Diagnostic.Severity.ERROR,
                        "immutable-assignment",
                        "`" + variable.name() + "` is not declared `mut`",
                        List.of(new Note(variable.place(), "declared here")),
                        "declare it with `mut " + variable.name() + "`",
                        assumes));
    }
}
