package org.oxur.ide;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.oxur.ide.FormTree.Node;
import org.oxur.ide.FormTree.Shape;

/// The variables that can be written at a place, told from the layout alone: the form there is
/// usually not finished yet.
final class LocalsInScope {
    /// Levels of patterns looked into.
    private static final int DEEPEST = 50;

    private final FormTree tree;
    private final int offset;
    // The innermost first.
    private final Set<String> names = new LinkedHashSet<>();

    private LocalsInScope(FormTree tree, int offset) {
        this.tree = tree;
        this.offset = offset;
    }

    /// The innermost first.
    static List<String> at(FormTree tree, int offset) {
        var locals = new LocalsInScope(tree, offset);
        for (var node : tree.path(offset).reversed()) {
            var head = tree.head(node);
            if (head != null) {
                locals.enclosing(head, node.forms());
            }
        }
        return new ArrayList<>(locals.names);
    }

    private void enclosing(String head, List<Node> forms) {
        switch (head) {
            case "defn", "defmacro", "fn" -> parameters(forms);
            case "let", "loop", "for", "dotimes" -> bindings(forms);
            case "match" -> arm(forms);
            case "if-let", "while-let" -> {
                if (forms.size() > 2 && forms.get(2).end() < offset) {
                    pattern(forms.get(1));
                }
            }
            default -> {}
        }
    }

    private void parameters(List<Node> forms) {
        // Generics are a vector, too; the parameters are the last one before the body.
        Node vector = null;
        for (int i = 1;
                i < forms.size() && (vector == null || forms.get(i).shape() == Shape.VECTOR);
                i++) {
            vector = forms.get(i).shape() == Shape.VECTOR ? forms.get(i) : vector;
        }
        if (vector != null && vector.end() <= offset) {
            vector.forms().forEach(this::pattern);
        }
    }

    private void bindings(List<Node> forms) {
        for (var form : forms.subList(1, forms.size())) {
            if (form.shape() != Shape.VECTOR) {
                continue;
            }
            // Each binding is seen by the ones after it.
            Node left = null;
            for (var part : form.forms()) {
                if (tree.text(part).equals("mut")) {
                    continue;
                }
                if (left == null) {
                    left = part;
                } else {
                    if (part.end() < offset || form.end() <= offset) {
                        pattern(left);
                    }
                    left = null;
                }
            }
            return;
        }
    }

    private void arm(List<Node> forms) {
        for (int i = 2; i + 1 < forms.size(); i += 2) {
            if (forms.get(i).end() < offset && offset <= forms.get(i + 1).end()) {
                pattern(forms.get(i));
            }
        }
    }

    private void pattern(Node pattern) {
        pattern(pattern, 0);
    }

    private void pattern(Node pattern, int depth) {
        if (depth > DEEPEST) {
            return;
        }
        switch (pattern.shape()) {
            case ATOM -> {
                var text = tree.text(pattern);
                if (pattern.is(Token.Kind.SYMBOL) && isVariable(text)) {
                    names.add(text);
                }
            }
            case LIST -> list(pattern.forms(), depth + 1);
            case VECTOR, TUPLE, MAP, PREFIXED ->
                    pattern.forms().forEach(part -> pattern(part, depth + 1));
            case ROOT, DISCARD, COMMENT, STRAY -> {}
        }
    }

    /// `(name Type)` binds its head; `(Some x)`, `(or p q)`, `(as p name)` what follows it.
    private void list(List<Node> parts, int depth) {
        if (parts.isEmpty()) {
            return;
        }
        var head = tree.text(parts.getFirst());
        boolean isOperator = head.equals("or") || head.equals("as") || head.startsWith("..");
        if (parts.getFirst().is(Token.Kind.SYMBOL) && isVariable(head) && !isOperator) {
            names.add(head);
        } else {
            for (var part : parts.subList(1, parts.size())) {
                if (tree.text(part).equals(":when")) {
                    return;
                }
                pattern(part, depth);
            }
        }
    }

    private static boolean isVariable(String text) {
        return !text.equals("mut")
                && !text.equals("&")
                && !text.equals("_")
                && !text.contains("::")
                && !text.contains(".")
                && !Character.isUpperCase(text.charAt(0));
    }
}
