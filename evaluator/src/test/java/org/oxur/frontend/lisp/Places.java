package org.oxur.frontend.lisp;

import java.lang.reflect.InvocationTargetException;
import org.oxur.ast.Tree;

/// Where each expression of a tree says that it stands: one line for each, in order.
final class Places {
    private Places() {}

    static void of(Tree tree, StringBuilder out) {
        var span = tree.span();
        var template = span.template();
        out.append(tree.getClass().getSimpleName()).append(" at ").append(span.text());
        out.append(template == null ? "" : " from " + template.text()).append('\n');
        for (var component : tree.getClass().getRecordComponents()) {
            try {
                children(component.getAccessor().invoke(tree), out);
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static void children(Object value, StringBuilder out) {
        switch (value) {
            case Tree tree -> of(tree, out);
            case Iterable<?> items -> items.forEach(item -> children(item, out));
            case null, default -> {}
        }
    }
}
