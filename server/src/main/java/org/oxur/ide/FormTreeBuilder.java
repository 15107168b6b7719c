package org.oxur.ide;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.ide.FormTree.Node;
import org.oxur.ide.FormTree.Shape;
import org.oxur.text.SourceText;

/// Nests tokens into forms without using the Java stack, so that depth is no matter.
final class FormTreeBuilder {
    private final SourceText source;
    private final List<Token> tokens;
    private final boolean balanced;
    private final Deque<Open> stack = new ArrayDeque<>();

    /// A bracket or prefix whose end has not come yet.
    private record Open(Shape shape, @Nullable Token token, List<Node> children) {}

    FormTreeBuilder(SourceText source, List<Token> tokens) {
        this.source = source;
        this.tokens = tokens;
        this.balanced = isBalanced();
    }

    Node build() {
        stack.push(new Open(Shape.ROOT, null, new ArrayList<>()));
        for (var token : tokens) {
            if (!balanced && token.kind() == Token.Kind.OPEN && isInColumnZero(token)) {
                closeAll();
            }
            switch (token.kind()) {
                case OPEN -> stack.push(new Open(shape(token), token, new ArrayList<>()));
                case CLOSE -> close(token);
                case PREFIX ->
                        stack.push(
                                new Open(
                                        isDiscard(token) ? Shape.DISCARD : Shape.PREFIXED,
                                        token,
                                        new ArrayList<>()));
                case LINE_COMMENT, BLOCK_COMMENT -> top().children.add(leaf(Shape.COMMENT, token));
                case BAD -> top().children.add(leaf(Shape.STRAY, token));
                case NUMBER, STRING, CHARACTER, KEYWORD, SYMBOL, CONSTANT ->
                        add(leaf(Shape.ATOM, token));
            }
        }
        closeAll();
        return new Node(Shape.ROOT, 0, source.length(), null, true, top().children);
    }

    private Open top() {
        return stack.element();
    }

    private static Node leaf(Shape shape, Token token) {
        return new Node(shape, token.start(), token.end(), token, true, List.of());
    }

    /// A form is complete: it goes to what is open, and completes the prefixes before it.
    private void add(Node form) {
        var done = form;
        while (isPrefix(top())) {
            var prefix = stack.pop();
            prefix.children.add(done);
            done =
                    new Node(
                            prefix.shape,
                            start(prefix),
                            done.end(),
                            prefix.token,
                            true,
                            prefix.children);
        }
        top().children.add(done);
    }

    private void close(Token closer) {
        abandonPrefixes();
        var open = top();
        if (open.shape == Shape.ROOT || !matches(open, closer)) {
            closeMismatched(closer);
            return;
        }
        stack.pop();
        add(new Node(open.shape, start(open), closer.end(), open.token, true, open.children));
    }

    /// A wrong closer closes the bracket it fits if one is open; what was opened inside stays
    /// unclosed. Else it is stray.
    private void closeMismatched(Token closer) {
        boolean fits =
                stack.stream()
                        .anyMatch(open ->
                                open.shape != Shape.ROOT
                                        && !isPrefix(open)
                                        && matches(open, closer));
        if (!fits) {
            top().children.add(leaf(Shape.STRAY, closer));
            return;
        }
        while (isPrefix(top()) || !matches(top(), closer)) {
            abandon(closer.start());
        }
        close(closer);
    }

    private void closeAll() {
        while (top().shape != Shape.ROOT) {
            abandon(source.length());
        }
    }

    private void abandonPrefixes() {
        while (isPrefix(top())) {
            abandon(source.length());
        }
    }

    private void abandon(int limit) {
        var open = stack.pop();
        int end =
                open.children.isEmpty()
                        ? open.token == null ? limit : open.token.end()
                        : open.children.getLast().end();
        top().children
                .add(new Node(open.shape, start(open), end, open.token, false, open.children));
    }

    private static int start(Open open) {
        return open.token == null ? 0 : open.token.start();
    }

    private static boolean isPrefix(Open open) {
        return open.shape == Shape.PREFIXED || open.shape == Shape.DISCARD;
    }

    private boolean isDiscard(Token token) {
        return token.end() - token.start() == 2 && source.text().startsWith("#_", token.start());
    }

    private boolean isInColumnZero(Token token) {
        return token.start() == 0 || source.text().charAt(token.start() - 1) == '\n';
    }

    private Shape shape(Token opener) {
        return switch (source.text().charAt(opener.end() - 1)) {
            case '(' -> Shape.LIST;
            case '[' -> Shape.VECTOR;
            default -> opener.end() - opener.start() == 2 ? Shape.MAP : Shape.TUPLE;
        };
    }

    private boolean matches(Open open, Token closer) {
        char c = source.text().charAt(closer.start());
        return switch (open.shape) {
            case LIST -> c == ')';
            case VECTOR -> c == ']';
            case TUPLE, MAP -> c == '}';
            case ROOT, PREFIXED, DISCARD, ATOM, COMMENT, STRAY -> false;
        };
    }

    private boolean isBalanced() {
        var open = new ArrayDeque<Character>();
        for (var token : tokens) {
            if (token.kind() == Token.Kind.OPEN) {
                char c = source.text().charAt(token.end() - 1);
                open.push(c == '(' ? ')' : c == '[' ? ']' : '}');
            } else if (token.kind() == Token.Kind.CLOSE) {
                if (open.isEmpty() || open.pop() != source.text().charAt(token.start())) {
                    return false;
                }
            }
        }
        return open.isEmpty();
    }
}
