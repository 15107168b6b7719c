package org.oxur.interpret;

import org.jspecify.annotations.Nullable;
import org.oxur.ast.Expr;
import org.oxur.text.Span;

/// Calls that concern functions themselves: `versions`, `rollback`, `tier` …
final class SessionForms {
    private SessionForms() {}

    /// Null for all other calls.
    static @Nullable Node build(
            Builder builder, Expr.Call call, NameLink link, @Nullable Object target) {
        var name = link.path.name();
        if (target instanceof org.oxur.module.Function || !FunctionForms.NAMES.contains(name)) {
            return null;
        }
        return new FormNode(call.span(), name, builder.values(call.arguments(), Use.READ));
    }

    private static final class FormNode extends Node {
        private final String form;
        private final Node[] arguments;

        FormNode(Span span, String form, Node[] arguments) {
            super(span);
            this.form = form;
            this.arguments = arguments;
        }

        @Override
        Object execute(Frame f) {
            var values = new Object[arguments.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = arguments[i].execute(f);
            }
            return FunctionForms.call(f.ex, form, values, this);
        }
    }
}
