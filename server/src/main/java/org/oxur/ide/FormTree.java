package org.oxur.ide;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.text.SourceText;

/// A text as nested forms with its comments, exactly as laid out; broken text too.
///
/// Unlike what the front end gives for execution, nothing is left out: layout, selection and
/// completion need what stands there. Unbalanced text is cut at openers in column 0, as the reader
/// does.
public final class FormTree {
    private final SourceText source;
    private final List<Token> tokens;
    private final Node root;

    private FormTree(SourceText source, List<Token> tokens, Node root) {
        this.source = source;
        this.tokens = tokens;
        this.root = root;
    }

    static FormTree of(SourceText source, List<Token> tokens) {
        return new FormTree(source, tokens, new FormTreeBuilder(source, tokens).build());
    }

    /// What a node is.
    public enum Shape {
        ROOT,
        /// `( )`
        LIST,
        /// `[ ]`
        VECTOR,
        /// `{ }`
        TUPLE,
        /// `#{ }`
        MAP,
        /// A prefix and the form that it binds to (its last child, missing in broken text).
        PREFIXED,
        /// `#_` and the form that it hides.
        DISCARD,
        ATOM,
        COMMENT,
        /// A closer that closes nothing, or text that begins no token.
        STRAY
    }

    /// @param token the only token of a leaf; the opener or prefix of the others; null for the root
    /// @param closed a bracket has its closer, a prefix its form; leaves always
    /// @param children in order, comments among them
    public record Node(
            Shape shape,
            int start,
            int end,
            @Nullable Token token,
            boolean closed,
            List<Node> children) {
        public Node {
            children = List.copyOf(children);
        }

        public boolean isBracket() {
            return switch (shape) {
                case LIST, VECTOR, TUPLE, MAP -> true;
                case ROOT, PREFIXED, DISCARD, ATOM, COMMENT, STRAY -> false;
            };
        }

        /// A form that is read: no comment, nothing hidden, nothing stray.
        public boolean isForm() {
            return isBracket() || shape == Shape.PREFIXED || shape == Shape.ATOM;
        }

        public boolean is(Token.Kind kind) {
            return shape == Shape.ATOM && token != null && token.kind() == kind;
        }

        /// Without comments and what is hidden.
        public List<Node> forms() {
            return children.stream().filter(Node::isForm).toList();
        }

        public boolean touches(int offset) {
            return start <= offset && offset <= end;
        }
    }

    public SourceText source() {
        return source;
    }

    public List<Token> tokens() {
        return tokens;
    }

    public Node root() {
        return root;
    }

    public String text(Node node) {
        return source.text().substring(node.start, node.end);
    }

    /// The symbol that a list begins with, or null when it begins with something else.
    public @Nullable String head(Node list) {
        if (list.shape != Shape.LIST) {
            return null;
        }
        for (var child : list.children) {
            if (child.isForm()) {
                return child.is(Token.Kind.SYMBOL) ? text(child) : null;
            }
        }
        return null;
    }

    /// The nodes around an offset, the root first. Inside a bracket means between the brackets; at
    /// a leaf includes both its ends, so that a cursor behind a word is at the word. What follows
    /// an unclosed bracket is inside it.
    public List<Node> path(int offset) {
        var path = new ArrayList<Node>();
        var node = root;
        while (node != null) {
            path.add(node);
            node = childAt(node, offset);
        }
        return path;
    }

    private static @Nullable Node childAt(Node node, int offset) {
        int index = lastStartingAt(node.children, offset);
        for (int i = index; i >= 0 && i >= index - 1; i--) {
            var child = node.children.get(i);
            if (isInside(child, offset)) {
                return child;
            }
        }
        return null;
    }

    /// Index of the last node that begins at or before an offset; -1 if there is none.
    private static int lastStartingAt(List<Node> nodes, int offset) {
        int low = 0;
        int high = nodes.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (nodes.get(middle).start <= offset) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high;
    }

    private static boolean isInside(Node node, int offset) {
        return switch (node.shape) {
            case LIST, VECTOR, TUPLE, MAP ->
                    node.start < offset && (offset < node.end || !node.closed);
            case ATOM -> offset <= node.end;
            case COMMENT ->
                    offset < node.end
                            || (offset == node.end
                                    && node.token != null
                                    && node.token.kind() == Token.Kind.LINE_COMMENT);
            case PREFIXED, DISCARD ->
                    offset < node.end
                            || (offset == node.end
                                    && (!node.closed || isInside(node.children.getLast(), offset)));
            case ROOT, STRAY -> false;
        };
    }

    /// The form at top level that an offset is in or touches, or null between two.
    public @Nullable Node topLevel(int offset) {
        int index = lastStartingAt(root.children, offset);
        for (int i = index; i >= 0 && i >= index - 1; i--) {
            var child = root.children.get(i);
            if (child.isForm() && child.touches(offset)) {
                return child;
            }
        }
        return null;
    }
}
