package org.oxur.frontend.lisp;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.oxur.error.ReadError;
import org.oxur.text.SourceText;
import org.oxur.text.Span;

/// Balances brackets and prefixes over tokens, with a stack of its own, and so finds where each
/// top-level form begins and ends before the parser sees anything.
final class Brackets {
    /// How deep forms may be nested; brackets and prefixes (`'`, `&`, `#_` …) count alike. The
    /// parser and everything after it may recurse this deep on a stack of 512 KiB.
    static final int MAX_DEPTH = 500;

    /// More brackets than this are not counted by eye.
    private static final int MANY = 20;

    /// One top-level form or skipped form, or a stray closer.
    ///
    /// @param tokens all visible tokens of it
    /// @param errors empty for what can be parsed
    /// @param closed false if it goes on past the tokens that there are, or its brackets do not
    ///   match: then what follows is not to be trusted
    record Segment(List<Token> tokens, List<ReadError> errors, boolean closed) {
        int start() {
            return tokens.getFirst().getStartIndex();
        }

        int end() {
            return tokens.getLast().getStopIndex() + 1;
        }

        boolean isForm() {
            int first = tokens.getFirst().getType();
            return first != OxurLexer.SKIP_FORM;
        }
    }

    private final SourceText source;
    private final List<Segment> segments = new ArrayList<>();
    private final Deque<Token> open = new ArrayDeque<>();
    private List<Token> current = new ArrayList<>();
    private List<ReadError> errors = new ArrayList<>();
    private boolean sound = true;
    private boolean tooDeep;

    // How many of each kind are open, so that a closer without an opener is known without
    // searching.
    private int lists;
    private int vectors;
    private int braces;

    private Brackets(SourceText source) {
        this.source = source;
    }

    static List<Segment> segments(SourceText source, List<Token> visible) {
        var brackets = new Brackets(source);
        for (var token : visible) {
            brackets.take(token);
            if (brackets.open.isEmpty()) {
                brackets.finish(true);
            }
        }
        if (!brackets.current.isEmpty()) {
            brackets.unclosed();
            brackets.finish(false);
        }
        return brackets.segments;
    }

    private void finish(boolean closed) {
        segments.add(new Segment(current, errors, closed && sound));
        current = new ArrayList<>();
        errors = new ArrayList<>();
        sound = true;
        tooDeep = false;
        open.clear();
        lists = 0;
        vectors = 0;
        braces = 0;
    }

    private void take(Token token) {
        current.add(token);
        switch (token.getType()) {
            case OxurLexer.LIST_OPEN,
                    OxurLexer.VECTOR_OPEN,
                    OxurLexer.TUPLE_OPEN,
                    OxurLexer.MAP_OPEN,
                    OxurLexer.QUOTE,
                    OxurLexer.QUASIQUOTE,
                    OxurLexer.UNQUOTE,
                    OxurLexer.SPLICE,
                    OxurLexer.BORROW,
                    OxurLexer.BORROW_MUT,
                    OxurLexer.SKIP_FORM ->
                    push(token);
            case OxurLexer.LIST_CLOSE, OxurLexer.VECTOR_CLOSE, OxurLexer.BRACE_CLOSE ->
                    close(token);
            case OxurLexer.OPEN_STRING -> {
                errors.add(
                        new ReadError.Unclosed(
                                source.span(token.getStartIndex(), token.getStartIndex() + 1),
                                "\""));
                sound = false;
                formEnds();
            }
            case OxurLexer.BAD -> {
                var text = span(token).text();
                errors.add(
                        new ReadError.Malformed(
                                span(token),
                                "`" + text + "` begins no form",
                                source.text().startsWith("[derive", span(token).end())
                                        ? "traits are derived after the fields: `:derive [Debug]`"
                                        : null));
                formEnds();
            }
            default -> formEnds();
        }
    }

    private void push(Token token) {
        open.push(token);
        count(token, 1);
        if (open.size() > MAX_DEPTH && !tooDeep) {
            tooDeep = true;
            errors.add(new ReadError.TooDeep(span(token), MAX_DEPTH));
        }
    }

    /// A form ended: so do the prefixes before it, up to a `#_`, which takes just this one.
    private void formEnds() {
        while (!open.isEmpty() && isPrefix(open.getFirst())) {
            if (open.pop().getType() == OxurLexer.SKIP_FORM) {
                return;
            }
        }
    }

    private void close(Token closer) {
        while (!open.isEmpty() && isPrefix(open.getFirst())) {
            dangling(open.pop());
        }
        if (!isOpen(closer)) {
            var opener = open.isEmpty() ? null : span(open.getFirst());
            errors.add(new ReadError.Mismatched(span(closer), span(closer).text(), opener));
            // A closer too many at the top level leaves the forms around it as they are.
            sound = sound && open.isEmpty();
            return;
        }
        if (!matches(open.getFirst(), closer)) {
            errors.add(
                    new ReadError.Mismatched(
                            span(closer), span(closer).text(), span(open.getFirst())));
            sound = false;
            while (!matches(open.getFirst(), closer)) {
                count(open.pop(), -1);
            }
        }
        count(open.pop(), -1);
        formEnds();
    }

    private void count(Token opener, int change) {
        switch (opener.getType()) {
            case OxurLexer.LIST_OPEN -> lists += change;
            case OxurLexer.VECTOR_OPEN -> vectors += change;
            case OxurLexer.TUPLE_OPEN, OxurLexer.MAP_OPEN -> braces += change;
            default -> {}
        }
    }

    private boolean isOpen(Token closer) {
        return switch (closer.getType()) {
            case OxurLexer.LIST_CLOSE -> lists > 0;
            case OxurLexer.VECTOR_CLOSE -> vectors > 0;
            default -> braces > 0;
        };
    }

    private void dangling(Token prefix) {
        var text = span(prefix).text();
        errors.add(
                new ReadError.Malformed(
                        span(prefix),
                        "`" + text + "` needs a form after it",
                        text.equals("'") ? "a character is `\\a`" : null));
    }

    private void unclosed() {
        if (errors.stream().anyMatch(error -> error instanceof ReadError.Unclosed)) {
            return;
        }
        Token outermost = null;
        for (var opener : open) {
            if (!isPrefix(opener)) {
                outermost = opener;
            }
        }
        if (outermost == null) {
            dangling(open.getLast());
        } else {
            errors.add(
                    new ReadError.Unclosed(
                            span(outermost),
                            span(outermost).text(),
                            closers(),
                            span(current.getLast())));
        }
    }

    /// What would close all that is open, the innermost first; cut where it is long.
    private String closers() {
        var closers = new StringBuilder();
        for (var opener : open) {
            if (closers.length() == MANY) {
                return closers + "…";
            }
            if (!isPrefix(opener)) {
                closers.append(
                        switch (opener.getType()) {
                            case OxurLexer.LIST_OPEN -> ')';
                            case OxurLexer.VECTOR_OPEN -> ']';
                            default -> '}';
                        });
            }
        }
        return closers.toString();
    }

    private Span span(Token token) {
        return source.span(token.getStartIndex(), token.getStopIndex() + 1);
    }

    private static boolean isPrefix(Token token) {
        return switch (token.getType()) {
            case OxurLexer.LIST_OPEN,
                    OxurLexer.VECTOR_OPEN,
                    OxurLexer.TUPLE_OPEN,
                    OxurLexer.MAP_OPEN ->
                    false;
            default -> true;
        };
    }

    private static boolean matches(Token opener, Token closer) {
        return switch (opener.getType()) {
            case OxurLexer.LIST_OPEN -> closer.getType() == OxurLexer.LIST_CLOSE;
            case OxurLexer.VECTOR_OPEN -> closer.getType() == OxurLexer.VECTOR_CLOSE;
            case OxurLexer.TUPLE_OPEN, OxurLexer.MAP_OPEN ->
                    closer.getType() == OxurLexer.BRACE_CLOSE;
            default -> false;
        };
    }
}
