package org.oxur.frontend.lisp;

import java.util.ArrayList;
import java.util.List;
import org.oxur.ast.Block;
import org.oxur.ast.Expr;
import org.oxur.ast.Stmt;
import org.oxur.error.ReadError;
import org.oxur.text.Span;

/// Forms to the tree. Macros are expanded on the way, each call before what is inside it.
///
/// A mistake is a [Refused] that goes up to the top-level form; recursion is as deep as forms are,
/// plus what macros add, and both are bounded.
final class Lowering {
    /// Deeper trees than forms can be: what macros add counts too.
    static final int MAX_DEPTH = 700;

    /// Of the tree: `(+ a b c …)` and `cond` give nodes nested in one another that were no nested
    /// forms.
    static final int MAX_TREE_DEPTH = 2_000;

    private final Macros macros;
    private final Expressions expressions;
    private final Items items;
    private int depth;
    private int wrapped;

    Lowering(Macros macros) {
        this.macros = macros;
        var templates = new Templates(this);
        this.items = new Items(this);
        this.expressions = new Expressions(this, templates);
    }

    Macros macros() {
        return macros;
    }

    Items items() {
        return items;
    }

    /// Forgets what a form that was given up left behind.
    void beginForm() {
        depth = 0;
        wrapped = 0;
        items.files().beginForm();
    }

    /// @param tail the value is the function's or loop's, so `recur` may stand here
    Expr expression(Form form, Scope scope, boolean tail) {
        if (depth >= MAX_DEPTH || depth + wrapped >= MAX_TREE_DEPTH) {
            throw new Refused(
                    new ReadError.TooDeep(
                            form.span(), depth >= MAX_DEPTH ? MAX_DEPTH : MAX_TREE_DEPTH));
        }
        depth++;
        try {
            return expressions.expression(form, scope, tail);
        } finally {
            depth--;
        }
    }

    /// An expression that will stand deeper in the tree than its form does: the first of many
    /// operands.
    ///
    /// @param levels how many nodes will be wrapped around it
    Expr wrapped(int levels, Form form, Scope scope, boolean tail) {
        wrapped += levels;
        try {
            return expression(form, scope, tail);
        } finally {
            wrapped -= levels;
        }
    }

    Expr value(Form form, Scope scope) {
        return expression(form, scope, false);
    }

    List<Expr> values(List<Form> forms, Scope scope) {
        var values = new ArrayList<Expr>(forms.size());
        for (var form : forms) {
            values.add(value(form, scope));
        }
        return values;
    }

    /// A top-level form, or one in a `mod`: definitions in a `do` there, as macros give them, stand
    /// there themselves.
    List<Stmt> topLevel(Form form) {
        if (form instanceof Form.Symbol symbol) {
            Adjacent.check(symbol);
        }
        var expanded = macros.expandHead(form, Scope.TOP);
        var head = Forms.head(expanded);
        if (head != null && head.name().equals("do")) {
            var statements = new ArrayList<Stmt>();
            for (var inner : Forms.arguments((Form.Sequence) expanded)) {
                statements.addAll(topLevel(inner));
            }
            var kept = dropAllButLast(statements);
            if (statements.stream().anyMatch(Stmt.Definition.class::isInstance)
                    || (statements.isEmpty()
                            && !Forms.arguments((Form.Sequence) expanded).isEmpty())) {
                return kept;
            }
            var span = expanded.span();
            var block = new Expr.BlockExpr(span, null, new Block(span, kept));
            return List.of(new Stmt.Evaluation(span, block, false));
        }
        if (head != null && Forms.ITEMS.contains(head.name())) {
            return items.definitions((Form.Sequence) expanded, Scope.TOP, true);
        }
        return List.of(evaluation(expanded, Scope.TOP, false, false));
    }

    private static List<Stmt> dropAllButLast(List<Stmt> statements) {
        var kept = new ArrayList<Stmt>();
        for (var statement : statements) {
            boolean last = kept.size() == statements.size() - 1;
            kept.add(
                    statement instanceof Stmt.Evaluation(var span, var expr, _)
                            ? new Stmt.Evaluation(span, expr, !last)
                            : statement);
        }
        return kept;
    }

    private Stmt evaluation(Form form, Scope scope, boolean tail, boolean semi) {
        return new Stmt.Evaluation(form.span(), expression(form, scope, tail), semi);
    }

    /// The forms of a body; the value is the last one's.
    List<Stmt> body(List<Form> forms, Scope scope, boolean tail) {
        var statements = new ArrayList<Stmt>(forms.size());
        for (int i = 0; i < forms.size(); i++) {
            boolean last = i == forms.size() - 1;
            var form = macros.expandHead(forms.get(i), scope);
            var head = Forms.head(form);
            if (head != null
                    && Forms.ITEMS.contains(head.name())
                    && !scope.binds(head.name(), head.mark())) {
                statements.addAll(items.definitions((Form.Sequence) form, scope, false));
            } else {
                statements.add(evaluation(form, scope, tail && last, !last));
            }
        }
        return statements;
    }

    Block block(Span span, List<Form> forms, Scope scope, boolean tail) {
        return new Block(span, body(forms, scope, tail));
    }
}
