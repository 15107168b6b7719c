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
    private final Deque<Open> stack = new ArrayDeque<>();

    /// As often as the reader looks for the end of a form in all the rest of a text; then only up
    /// to the next opener in column 0.
    private static final int MAX_RESUMES = 8;

    private int resumes;

    /// A bracket or prefix whose end has not come yet.
    private record Open(Shape shape, @Nullable Token token, List<Node> children) {}

    FormTreeBuilder(SourceText source, List<Token> tokens) {
        this.source = source;
        this.tokens = tokens;
    }

    Node build() {
        stack.push(new Open(Shape.ROOT, null, new ArrayList<>()));
        int cut = Integer.MAX_VALUE;
        for (int i = 0; i < tokens.size(); i++) {
            var token = tokens.get(i);
            if (token.start() >= cut) {
                closeAll();
                cut = Integer.MAX_VALUE;
            }
            if (cut == Integer.MAX_VALUE && top().shape == Shape.ROOT && !endsWell(i)) {
                cut = nextInColumnZero(i);
                resumes++;
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

    /// Whether the form that begins with a token has all its brackets, none of them wrong, so that
    /// it may reach over openers in column 0.
    private boolean endsWell(int first) {
        var open = new ArrayDeque<Character>();
        int limit = resumes <= MAX_RESUMES ? Integer.MAX_VALUE : nextInColumnZero(first);
        for (int i = first; i < tokens.size() && tokens.get(i).start() < limit; i++) {
            var token = tokens.get(i);
            char c = source.text().charAt(token.start());
            switch (token.kind()) {
                case OPEN -> open.push(closer(source.text().charAt(token.end() - 1)));
                case CLOSE -> {
                    if (open.isEmpty()) {
                        return true;
                    }
                    if (open.pop() != c) {
                        return false;
                    }
                }
                case BAD -> {
                    if (c == '"') {
                        return false;
                    }
                }
                case PREFIX, LINE_COMMENT, BLOCK_COMMENT -> {
                    continue;
                }
                case NUMBER, STRING, CHARACTER, KEYWORD, SYMBOL, CONSTANT -> {}
            }
            if (open.isEmpty()) {
                return true;
            }
        }
        return open.isEmpty();
    }

    private static char closer(char opener) {
        return opener == '(' ? ')' : opener == '[' ? ']' : '}';
    }

    /// Offset of the next opener that begins a line, after a token.
    private int nextInColumnZero(int index) {
        for (int i = index + 1; i < tokens.size(); i++) {
            var token = tokens.get(i);
            if (token.kind() == Token.Kind.OPEN && isInColumnZero(token)) {
                return token.start();
            }
        }
        return source.length();
    }

    private boolean isInColumnZero(Token token) {
        char before = token.start() == 0 ? '\n' : source.text().charAt(token.start() - 1);
        return before == '\n' || before == '\r';
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
}
