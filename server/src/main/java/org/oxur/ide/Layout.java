package org.oxur.ide;

import org.oxur.ide.FormTree.Node;

/// Forms on one line, for signatures and titles.
final class Layout {
    /// Levels of nesting shown; nobody reads more on one line.
    private static final int DEEPEST = 20;

    private Layout() {}

    /// The text of a form without comments, its white space runs as single spaces, none inside
    /// brackets' edges.
    static String oneLine(FormTree tree, Node node) {
        return oneLine(tree, node, 0);
    }

    private static String oneLine(FormTree tree, Node node, int depth) {
        if (depth > DEEPEST) {
            return "…";
        }
        if (node.children().isEmpty()) {
            return node.isBracket() ? opener(tree, node) + closer(node) : tree.text(node);
        }
        var out = new StringBuilder(opener(tree, node));
        boolean first = true;
        for (var child : node.children()) {
            if (!child.isForm()) {
                continue;
            }
            out.append(first ? (opener(tree, node).equals("&mut") ? " " : "") : " ")
                    .append(oneLine(tree, child, depth + 1));
            first = false;
        }
        return out.append(closer(node)).toString();
    }

    private static String opener(FormTree tree, Node node) {
        return node.token() == null ? "" : node.token().text(tree.source().text());
    }

    private static String closer(Node node) {
        return switch (node.shape()) {
            case LIST -> ")";
            case VECTOR -> "]";
            case TUPLE, MAP -> "}";
            case ROOT, PREFIXED, DISCARD, ATOM, COMMENT, STRAY -> "";
        };
    }
}
