package org.oxur.ide;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where lines begin inside forms, told while the tokens of a form go by with the columns they will
/// have.
final class Indentation {
    private final String text;
    private final Map<String, Integer> bodies = new HashMap<>();
    private final Deque<Open> open = new ArrayDeque<>();
    private int column;
    private @Nullable Token lastComment;
    private int lastCommentColumn;

    /// A bracket on the way to its closer.
    private static final class Open {
        final int column;
        final int inner;
        final boolean isList;
        int forms;

        /// Forms that stand beside the head before the body begins; -1 for a call.
        int body = -1;

        final boolean isPrefix;

        /// Column of the first argument if it stands on the line of the head, else -1.
        int argument = -1;

        boolean lineBroken;

        Open(int column, int inner, boolean isList, boolean isPrefix) {
            this.column = column;
            this.inner = inner;
            this.isList = isList;
            this.isPrefix = isPrefix;
        }
    }

    Indentation(Analysis analysis) {
        this.text = analysis.text().text();
        for (var form : SpecialForms.all()) {
            if (form.body() >= 0) {
                bodies.put(
                        form.name(), form.kind() == SpecialForm.Kind.DEFINITION ? 1 : form.body());
            }
        }
        bodies.put("fn", 1);
        bodies.put("receive", 0);
        bodies.put("supervisor", 1);
        for (var definitions : analysis.definitions().values()) {
            var macro = definitions.getLast();
            if (macro.kind() == Definition.Kind.MACRO
                    && !macro.parameters().isEmpty()
                    && macro.parameters().getLast().equals("& body")) {
                bodies.put(macro.name(), macro.takes().least());
            }
        }
    }

    /// A top-level form begins where the last one and the white space after it ended.
    void begin() {
        open.clear();
        lastComment = null;
    }

    /// Text that is left as it is.
    void skip(int start, int end) {
        int newline = text.substring(start, end).lastIndexOf('\n');
        column = newline < 0 ? column + text.codePointCount(start, end) : end - start - newline - 1;
    }

    /// White space was put out.
    void advance(String gap) {
        int newline = gap.lastIndexOf('\n');
        if (newline < 0) {
            column += gap.length();
            return;
        }
        column = gap.length() - newline - 1;
        for (var bracket : open) {
            bracket.lineBroken = true;
        }
    }

    void take(Token token) {
        switch (token.kind()) {
            case OPEN -> {
                form(token);
                open.push(
                        new Open(
                                column,
                                column + token.end() - token.start(),
                                text.charAt(token.start()) == '(',
                                false));
            }
            case CLOSE -> open.pop();
            case PREFIX -> {
                form(token);
                // What follows is part of the same form.
                open.push(new Open(column, column, false, true));
            }
            case LINE_COMMENT -> {
                lastComment = token;
                lastCommentColumn = column;
            }
            case BLOCK_COMMENT, BAD -> {}
            case NUMBER, STRING, CHARACTER, KEYWORD, SYMBOL, CONSTANT -> form(token);
        }
        boolean prefixDone =
                token.kind() != Token.Kind.OPEN
                        && token.kind() != Token.Kind.PREFIX
                        && !token.isComment();
        while (prefixDone && !open.isEmpty() && open.element().isPrefix) {
            open.pop();
        }
        skip(token.start(), token.end());
    }

    /// A form begins at the current column.
    private void form(Token token) {
        if (open.isEmpty() || open.element().isPrefix) {
            return;
        }
        var bracket = open.element();
        if (bracket.forms == 0 && bracket.isList && token.kind() == Token.Kind.SYMBOL) {
            bracket.body = bodies.getOrDefault(text.substring(token.start(), token.end()), -1);
        }
        if (bracket.forms == 1 && !bracket.lineBroken) {
            bracket.argument = column;
        }
        bracket.forms++;
    }

    /// The column of a token that begins a line.
    int column(Token last, Token next) {
        if (next.kind() == Token.Kind.LINE_COMMENT
                && lastComment != null
                && lastComment == last
                && sourceColumn(last) == sourceColumn(next)
                && !beginsLine(last)) {
            return lastCommentColumn;
        }
        var bracket = innermost();
        if (bracket == null) {
            return 0;
        }
        if (!bracket.isList) {
            return bracket.inner;
        }
        if (bracket.body == 0 && bracket.argument >= 0) {
            // A `do` or `cond` that begins on the line of its head goes on below it.
            return bracket.argument;
        }
        if (bracket.body >= 0) {
            return bracket.column + (bracket.forms > bracket.body ? 2 : 4);
        }
        return bracket.argument >= 0 ? bracket.argument : bracket.inner;
    }

    private @Nullable Open innermost() {
        for (var bracket : open) {
            if (!bracket.isPrefix) {
                return bracket;
            }
        }
        return null;
    }

    private int sourceColumn(Token token) {
        return token.start() - text.lastIndexOf('\n', token.start());
    }

    private boolean beginsLine(Token token) {
        return text.substring(text.lastIndexOf('\n', token.start()) + 1, token.start()).isBlank();
    }
}
