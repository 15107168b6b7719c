package org.oxur.print;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.BinOp;
import org.oxur.ast.Block;
import org.oxur.ast.Datum;
import org.oxur.ast.Expr;
import org.oxur.ast.Ident;
import org.oxur.ast.Path;
import org.oxur.ast.Stmt;
import org.oxur.ast.Type;

/// Expressions, and bodies made of statements, as Oxur writes them.
final class OxurExprs {
    private final OxurNames names;
    private final Depth depth;
    private final OxurTypes types;
    private final OxurPats pats;
    private final OxurItems items;

    OxurExprs(OxurNames names, Depth depth) {
        this.names = names;
        this.depth = depth;
        this.types = new OxurTypes(names, depth);
        this.pats = new OxurPats(names, types, depth);
        this.items = new OxurItems(this);
    }

    OxurNames names() {
        return names;
    }

    Depth depth() {
        return depth;
    }

    OxurTypes types() {
        return types;
    }

    OxurPats pats() {
        return pats;
    }

    OxurItems items() {
        return items;
    }

    /// Adds the forms of a body. A local stands for the rest of its block in Oxur, so what follows
    /// one goes into its `let`.
    void body(List<Stmt> stmts, List<Form> forms) {
        for (int i = 0; i < stmts.size(); i++) {
            switch (stmts.get(i)) {
                case Stmt.Definition(_, var item) -> forms.add(items.item(item));
                case Stmt.Evaluation(_, var expr, var semi) -> {
                    forms.add(expr(expr));
                    if (semi && i == stmts.size() - 1) {
                        forms.add(Form.atom("nil"));
                    }
                }
                case Stmt.Local _ -> {
                    forms.add(let(stmts.subList(i, stmts.size())));
                    return;
                }
            }
        }
    }

    /// Adds the forms of a file. Expressions whose values are dropped stand in a `do` with the one
    /// after them.
    void topLevel(List<Stmt> stmts, List<Form> forms) {
        int from = 0;
        for (int i = 0; i < stmts.size(); i++) {
            boolean dropped = stmts.get(i) instanceof Stmt.Evaluation(_, _, var semi) && semi;
            if (dropped && i < stmts.size() - 1) {
                continue;
            }
            var group = new ArrayList<Form>();
            body(stmts.subList(from, i + 1), group);
            if (group.size() > 1) {
                group.addFirst(Form.atom("do"));
                forms.add(Form.list(Form.Style.body(1), group));
            } else {
                forms.addAll(group);
            }
            from = i + 1;
        }
    }

    private Form let(List<Stmt> stmts) {
        var bindings = new ArrayList<Form>();
        int next = 0;
        while (next < stmts.size() && stmts.get(next) instanceof Stmt.Local local) {
            binding(local, bindings);
            next++;
        }
        var forms = new ArrayList<Form>();
        forms.add(Form.atom("let"));
        forms.add(Form.vector(Form.Style.PAIRS, bindings));
        body(stmts.subList(next, stmts.size()), forms);
        return Form.list(Form.Style.body(2), forms);
    }

    private void binding(Stmt.Local local, List<Form> bindings) {
        bindings.add(
                local.type() == null
                        ? pats.pat(local.pat())
                        : pats.typed(local.pat(), local.type()));
        if (local.init() == null) {
            throw new NoCounterpart(local.span(), "a binding without a value has no form in Oxur");
        }
        bindings.add(expr(local.init()));
    }

    Form expr(Expr expr) {
        depth.enter(expr.span());
        var form =
                switch (expr) {
                    case Expr.Literal(_, var lit) -> OxurLiterals.form(lit);
                    case Expr.Name(_, var path) -> names.path(path);
                    case Expr.Vec(_, var parts) -> Form.vector(Form.Style.FILL, exprs(parts));
                    case Expr.Tuple(_, var parts) ->
                            Form.group("{", exprs(parts), "}", Form.Style.FILL);
                    case Expr.Map(_, var entries) -> map(entries);
                    case Expr.Struct struct -> struct(struct);
                    case Expr.Range(_, var from, var to, var inclusive) ->
                            call(inclusive ? "..=" : "..", end(from), end(to));
                    case Expr.Quote(_, var datum) -> new OxurData(depth).quoted(datum);
                    case Expr.Template template -> new OxurData(depth).template(template, this);
                    case Expr.Unary(_, var op, var operand) -> call(word(op), expr(operand));
                    case Expr.Binary binary -> binary(binary);
                    case Expr.Comparison(_, var op, var operands) ->
                            call(word(op), exprs(operands));
                    case Expr.Cast(_, var value, var type) ->
                            call("as", expr(value), types.type(type));
                    case Expr.Reference(_, var mutable, var place) ->
                            Form.prefixed(mutable ? "&mut " : "&", expr(place));
                    case Expr.Try(_, var value) -> call("?", expr(value));
                    case Expr.Field(_, var base, var field) -> part(base, names.text(field));
                    case Expr.TupleField(_, var base, var index) ->
                            part(base, Integer.toString(index));
                    case Expr.Index(_, var base, var index) -> call("nth", expr(base), expr(index));
                    case Expr.Assign(_, var place, var value) ->
                            call("set!", expr(place), expr(value));
                    case Expr.AssignOp assign -> assignment(assign);
                    case Expr.Call call -> call(call);
                    case Expr.MethodCall(
                                    _,
                                    var receiver,
                                    var method,
                                    var turbofish,
                                    var arguments) -> {
                        var forms = new ArrayList<>(List.of(expr(receiver)));
                        forms.addAll(exprs(arguments));
                        forms.addAll(types.types(turbofish));
                        yield call("." + method.name(), forms);
                    }
                    case Expr.Closure closure -> closure(closure);
                    case Expr.Macro macro -> macro(macro);
                    case Expr.BlockExpr(_, var label, var block) -> block(label, block);
                    case Expr.If choice -> choice(choice);
                    case Expr.Match match -> match(match);
                    case Expr.While(_, var label, var test, var body) ->
                            loop("while", label, noLabel(test), body);
                    case Expr.ForLoop(_, var label, var pat, var iterated, var body) ->
                            loop("for", label, pair(pats.pat(pat), expr(iterated)), body);
                    case Expr.Loop loop -> endless(loop);
                    case Expr.RecurLoop(_, var label, var bindings, var body) -> {
                        var forms = new ArrayList<Form>();
                        bindings.forEach(local -> binding(local, forms));
                        yield loop("loop", label, Form.vector(Form.Style.PAIRS, forms), body);
                    }
                    case Expr.Recur(_, var arguments) -> call("recur", exprs(arguments));
                    case Expr.Break(_, var label, var value) -> jump("break", label, value);
                    case Expr.Continue(_, var label) -> jump("continue", label, null);
                    case Expr.Return(_, var value) -> jump("return", null, value);
                };
        depth.leave();
        return form;
    }

    List<Form> exprs(List<Expr> exprs) {
        var forms = new ArrayList<Form>();
        for (var expr : exprs) {
            forms.add(expr(expr));
        }
        return forms;
    }

    private Form end(@Nullable Expr expr) {
        return expr == null ? Form.atom("nil") : expr(expr);
    }

    private static Form call(String head, Form... arguments) {
        return call(head, List.of(arguments));
    }

    private static Form call(String head, List<Form> arguments) {
        var forms = new ArrayList<Form>();
        forms.add(Form.atom(head));
        forms.addAll(arguments);
        return Form.list(Form.Style.CALL, forms);
    }

    private static Form pair(Form first, Form second) {
        return Form.vector(Form.Style.PAIRS, List.of(first, second));
    }

    private Form map(List<Expr.MapEntry> entries) {
        var forms = new ArrayList<Form>();
        for (var entry : entries) {
            forms.add(expr(entry.key()));
            forms.add(expr(entry.value()));
        }
        return Form.group("#{", forms, "}", Form.Style.PAIRS);
    }

    private Form struct(Expr.Struct struct) {
        var forms = new ArrayList<Form>();
        for (var field : struct.fields()) {
            forms.add(Form.atom(":" + names.text(field.ident())));
            forms.add(expr(field.value()));
        }
        if (struct.rest() != null) {
            forms.add(Form.atom(".."));
            forms.add(expr(struct.rest()));
        }
        return call(names.text(struct.path()), forms);
    }

    private static String word(Expr.UnOp op) {
        return switch (op) {
            case NEG -> "-";
            case NOT -> "not";
            case DEREF -> "deref";
        };
    }

    private static String word(BinOp op) {
        return switch (op) {
            case ADD, SUB, MUL, DIV, REM, LT, LE, GT, GE, NE -> op.symbol();
            case EQ -> "=";
            case AND -> "and";
            case OR -> "or";
            case BIT_AND -> "bit-and";
            case BIT_OR -> "bit-or";
            case BIT_XOR -> "bit-xor";
            case SHL -> "shl";
            case SHR -> "shr";
        };
    }

    /// `(a + b) + c` is `(+ a b c)`, `a && (b && c)` is `(and a b c)`.
    private Form binary(Expr.Binary binary) {
        var op = binary.op();
        var operands = new ArrayList<Form>();
        switch (op) {
            case ADD, SUB, MUL, DIV, REM -> {
                Expr left = binary;
                while (left instanceof Expr.Binary(_, var leftOp, var inner, var right)
                        && leftOp == op) {
                    operands.addFirst(expr(right));
                    left = inner;
                }
                operands.addFirst(expr(left));
            }
            case AND, OR -> {
                Expr right = binary;
                while (right instanceof Expr.Binary(_, var rightOp, var left, var inner)
                        && rightOp == op) {
                    operands.add(expr(left));
                    right = inner;
                }
                operands.add(expr(right));
            }
            case BIT_AND, BIT_OR, BIT_XOR, SHL, SHR, EQ, NE, LT, LE, GT, GE -> {
                operands.add(expr(binary.left()));
                operands.add(expr(binary.right()));
            }
        }
        return call(word(op), operands);
    }

    private Form assignment(Expr.AssignOp assign) {
        var place = expr(assign.place());
        var value = expr(assign.value());
        return switch (assign.op()) {
            case ADD -> call("inc!", place, value);
            case SUB -> call("dec!", place, value);
            default -> call("set!", place, call(word(assign.op()), place, value));
        };
    }

    /// `p.x` where the base is a name or such a part itself; `(.x base)` otherwise.
    private Form part(Expr base, String name) {
        var form = expr(base);
        if (form instanceof Form.Atom(var text)
                && (base instanceof Expr.Name
                        || base instanceof Expr.Field
                        || base instanceof Expr.TupleField)) {
            return Form.atom(text + "." + name);
        }
        return call("." + name, form);
    }

    private Form call(Expr.Call call) {
        var forms = new ArrayList<Form>();
        forms.add(expr(call.callee()));
        forms.addAll(exprs(call.arguments()));
        if (call.callee() instanceof Expr.Name(_, Path path)) {
            forms.addAll(types.types(path.segments().getLast().arguments()));
        }
        return Form.list(Form.Style.CALL, forms);
    }

    private Form closure(Expr.Closure closure) {
        var forms = new ArrayList<Form>();
        forms.add(Form.atom("fn"));
        if (closure.move()) {
            forms.add(Form.atom("move"));
        }
        if (closure.name() != null) {
            forms.add(names.ident(closure.name()));
        }
        forms.add(items.parameters(closure.inputs()));
        Type output = closure.output();
        if (output != null) {
            forms.add(Form.atom("->"));
            forms.add(types.type(output));
        }
        int head = forms.size();
        if (closure.body() instanceof Expr.BlockExpr(_, var label, var block)
                && label == null
                && isSequence(block)) {
            body(block.stmts(), forms);
        } else {
            forms.add(expr(closure.body()));
        }
        return Form.list(Form.Style.body(head), forms);
    }

    /// More than one form, none of them a local: what a body may hold without a `do`.
    private static boolean isSequence(Block block) {
        return block.stmts().size() > 1
                && block.stmts().stream().noneMatch(Stmt.Local.class::isInstance);
    }

    private Form macro(Expr.Macro macro) {
        var forms = new ArrayList<>(exprs(macro.arguments()));
        for (var argument : macro.named()) {
            forms.add(Form.atom(":" + argument.name()));
            forms.add(expr(argument.value()));
        }
        return call(macro.macro().name().toLowerCase(Locale.ROOT).replace('_', '-'), forms);
    }

    private Form block(@Nullable Ident label, Block block) {
        if (label != null) {
            var left = call("break", OxurNames.label(label), block(null, block));
            return call(
                    "loop", OxurNames.label(label), Form.vector(Form.Style.PAIRS, List.of()), left);
        }
        if (!block.stmts().isEmpty() && block.stmts().getFirst() instanceof Stmt.Local) {
            return let(block.stmts());
        }
        var forms = new ArrayList<Form>();
        forms.add(Form.atom("do"));
        body(block.stmts(), forms);
        return Form.list(Form.Style.body(1), forms);
    }

    private Form choice(Expr.If choice) {
        var forms = new ArrayList<Form>();
        forms.add(Form.atom("if"));
        forms.add(expr(choice.test()));
        forms.add(expr(choice.then()));
        if (choice.otherwise() != null) {
            forms.add(expr(choice.otherwise()));
        }
        return Form.list(Form.Style.body(2), forms);
    }

    private Form match(Expr.Match match) {
        var forms = new ArrayList<Form>();
        forms.add(Form.atom("match"));
        forms.add(expr(match.value()));
        for (var arm : match.arms()) {
            var pat = pats.pat(arm.pat());
            forms.add(
                    arm.guard() == null
                            ? pat
                            : Form.list(
                                    Form.Style.CALL,
                                    List.of(pat, Form.atom(":when"), expr(arm.guard()))));
            forms.add(expr(arm.body()));
        }
        return Form.list(Form.Style.clauses(2), forms);
    }

    private Form loop(String word, @Nullable Ident label, Form head, Block body) {
        var forms = new ArrayList<Form>();
        forms.add(Form.atom(word));
        if (label != null) {
            forms.add(OxurNames.label(label));
        }
        forms.add(head);
        int first = forms.size();
        body(body.stmts(), forms);
        return Form.list(Form.Style.body(first), forms);
    }

    /// Rust's `loop` is a `loop` without bindings that always recurs.
    private Form endless(Expr.Loop loop) {
        var stmts = new ArrayList<>(loop.body().stmts());
        var again = new Expr.Recur(loop.span(), List.of());
        stmts.add(new Stmt.Evaluation(loop.span(), again, false));
        var head = Form.vector(Form.Style.PAIRS, List.of());
        return loop("loop", loop.label(), head, new Block(loop.body().span(), stmts));
    }

    private Form jump(String word, @Nullable Ident label, @Nullable Expr value) {
        var forms = new ArrayList<Form>();
        if (label != null) {
            forms.add(OxurNames.label(label));
        }
        if (value != null) {
            forms.add(noLabel(value));
        }
        return call(word, forms);
    }

    /// An expression where a label may stand: a quoted symbol would be one.
    private Form noLabel(Expr expr) {
        var form = expr(expr);
        return expr instanceof Expr.Quote(_, Datum.Symbol _) ? call("do", form) : form;
    }
}
