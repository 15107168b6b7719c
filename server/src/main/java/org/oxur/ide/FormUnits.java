package org.oxur.ide;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.oxur.ide.FormTree.Node;
import org.oxur.ide.FormTree.Shape;
import org.oxur.text.Span;

/// Which form is meant at a cursor: for evaluation, and to flash or select it.
public final class FormUnits {
    private FormUnits() {}

    /// How much is meant.
    public enum Unit {
        /// The word at the cursor, the list that begins or ended there, or the list around. The
        /// head of a list means the list.
        FORM,
        /// The outermost form around the cursor; between two forms the one before it on the same
        /// line, else none.
        TOP_LEVEL,
        /// The innermost brackets around the cursor.
        ENCLOSING,
        /// From the start of the text to the end of the top-level form at the cursor, or of the
        /// last one before it.
        TO_CURSOR,
        /// The whole text.
        FILE
    }

    /// @param kind `definition`, `macro` or `expression` for a form at the top level, `inner` for a
    ///   part of one, `text` for several
    /// @param definition the name that a top-level form defines, or null
    /// @param inComment the cursor stands in a comment
    public record Found(Span span, String kind, @Nullable String definition, boolean inComment) {}

    public static Optional<Found> at(Analysis analysis, int offset, Unit unit) {
        var tree = analysis.tree();
        var node =
                switch (unit) {
                    case FORM -> form(tree, offset);
                    case TOP_LEVEL -> topLevel(tree, offset);
                    case ENCLOSING -> enclosing(tree, offset);
                    case TO_CURSOR -> lastBefore(tree, offset);
                    case FILE -> tree.root();
                };
        if (node == null) {
            return Optional.empty();
        }
        var whole = unit == Unit.TO_CURSOR || unit == Unit.FILE;
        var span = analysis.text().span(unit == Unit.TO_CURSOR ? 0 : node.start(), node.end());
        boolean inComment = inComment(tree, offset);
        return Optional.of(
                whole
                        ? new Found(span, "text", null, inComment)
                        : found(tree, node, span, inComment));
    }

    private static Found found(FormTree tree, Node node, Span span, boolean inComment) {
        return new Found(span, kind(tree, node), Outline.definedName(tree, node), inComment);
    }

    /// The forms that a selection touches, from the first to the last, all on the level of the
    /// innermost brackets around it.
    public static Optional<Found> selected(Analysis analysis, Span selection) {
        var tree = analysis.tree();
        var around = tree.root();
        for (var node : tree.path(selection.start())) {
            if ((node.isBracket() || node.shape() == Shape.ROOT)
                    && (node.shape() == Shape.ROOT
                            || (node.start() < selection.start()
                                    && selection.end() < node.end()))) {
                around = node;
            }
        }
        var touched =
                around.forms().stream()
                        .filter(form ->
                                form.start() < selection.end() && selection.start() < form.end())
                        .toList();
        if (touched.isEmpty()) {
            return Optional.empty();
        }
        var span = analysis.text().span(touched.getFirst().start(), touched.getLast().end());
        return Optional.of(
                touched.size() == 1
                        ? found(tree, touched.getFirst(), span, false)
                        : new Found(span, "text", null, false));
    }

    private static @Nullable Node form(FormTree tree, int offset) {
        var path = tree.path(offset);
        var innermost = path.getLast();
        if (innermost.shape() == Shape.COMMENT) {
            innermost = path.get(path.size() - 2);
        }
        if (innermost.shape() == Shape.ATOM) {
            var parent = path.get(path.size() - 2);
            boolean isHead = parent.shape() == Shape.LIST && parent.forms().getFirst() == innermost;
            return isHead ? prefixed(path, parent) : prefixed(path, innermost);
        }
        for (var child : innermost.children()) {
            if (child.isForm() && (child.end() == offset || child.start() == offset)) {
                return child;
            }
        }
        return innermost.shape() == Shape.ROOT ? topLevel(tree, offset) : prefixed(path, innermost);
    }

    /// `&x` and `'x` are meant as wholes.
    private static Node prefixed(List<Node> path, Node node) {
        int index = path.indexOf(node);
        var found = node;
        while (index > 0 && path.get(index - 1).shape() == Shape.PREFIXED) {
            found = path.get(--index);
        }
        return found;
    }

    private static @Nullable Node topLevel(FormTree tree, int offset) {
        var touching = tree.topLevel(offset);
        if (touching != null) {
            return touching;
        }
        var before = lastBefore(tree, offset);
        var lines = tree.source().lines();
        return before != null && lines.lineOf(before.end()) == lines.lineOf(offset) ? before : null;
    }

    private static @Nullable Node enclosing(FormTree tree, int offset) {
        var path = tree.path(offset);
        for (int i = path.size() - 1; i >= 0; i--) {
            if (path.get(i).isBracket()) {
                return path.get(i);
            }
        }
        return null;
    }

    private static @Nullable Node lastBefore(FormTree tree, int offset) {
        Node last = null;
        for (var form : tree.root().forms()) {
            if (form.start() < offset || (form.start() == offset && last == null)) {
                last = form;
            }
        }
        return last;
    }

    private static boolean inComment(FormTree tree, int offset) {
        return tree.path(offset).stream()
                .anyMatch(node -> node.shape() == Shape.COMMENT || node.shape() == Shape.DISCARD);
    }

    private static String kind(FormTree tree, Node node) {
        if (tree.root().children().stream().noneMatch(child -> child == node)) {
            return "inner";
        }
        var head = tree.head(node);
        return "defmacro".equals(head)
                ? "macro"
                : SpecialForms.isDefinition(head) ? "definition" : "expression";
    }
}
