package org.oxur.frontend.lisp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.frontend.ParsedText.Expectation;
import org.oxur.text.SourceText;
import org.oxur.text.Span;

/// Reads a text that was edited: the forms around the edit are taken over from what was read
/// before, so a keystroke reads one form or two, however long the text is.
///
/// This holds where brackets balance before and after. Where they do not, an edit may change what
/// any later character means, and the whole text is read.
final class Rereading {
    private final Syntax before;
    private final SourceText now;
    private final int delta;

    /// What is before and after the edit and stays: the first form to be read again, and the first
    /// after it that is not.
    private final int first;

    private final int next;

    private Rereading(Syntax before, SourceText now) {
        this.before = before;
        this.now = now;
        var old = before.source().text();
        this.delta = now.length() - old.length();
        int limit = Math.min(old.length(), now.length());
        int prefix = 0;
        while (prefix < limit && old.charAt(prefix) == now.text().charAt(prefix)) {
            prefix++;
        }
        int suffix = 0;
        while (suffix < limit - prefix
                && old.charAt(old.length() - 1 - suffix)
                        == now.text().charAt(now.length() - 1 - suffix)) {
            suffix++;
        }
        // Forms of which the character behind them, or before them, is as it was. One more is read
        // again: comments behind it speak of it.
        int untouched = 0;
        var forms = before.forms();
        while (untouched < forms.size() && forms.get(untouched).span().end() < prefix) {
            untouched++;
        }
        this.first = Math.max(0, untouched - 1);
        int after = untouched;
        while (after < forms.size() && forms.get(after).span().start() <= old.length() - suffix) {
            after++;
        }
        this.next = after;
    }

    static Syntax of(Syntax before, SourceText now) {
        var found = before.errors().isEmpty() ? new Rereading(before, now).read() : null;
        return found == null ? Syntax.of(now) : found;
    }

    /// Null if what was edited does not end where it ended.
    private @Nullable Syntax read() {
        var forms = before.forms();
        int from = first == 0 ? 0 : forms.get(first).span().start();
        int to = next == forms.size() ? before.source().length() : forms.get(next).span().start();
        var reader = new Reader(now);
        var part = reader.read(from, to + delta);
        if (!part.errors().isEmpty() || (next < forms.size() && !reader.endsInSpace())) {
            return null;
        }
        var tokens = new ArrayList<Lexeme>();
        for (var token : before.tokens()) {
            if (token.start() >= from) {
                break;
            }
            tokens.add(token);
        }
        tokens.addAll(part.tokens());
        for (var token : before.tokens()) {
            if (token.start() >= to) {
                tokens.add(new Lexeme(token.kind(), token.start() + delta, token.end() + delta));
            }
        }
        var all = new ArrayList<Form>();
        forms.subList(0, first).forEach(form -> all.add(moved(form, 0)));
        all.addAll(part.forms());
        forms.subList(next, forms.size()).forEach(form -> all.add(moved(form, delta)));
        return new Syntax(now, tokens, all, List.of(), expectations(part, from, to));
    }

    private List<Expectation> expectations(Syntax part, int from, int to) {
        var all = new ArrayList<Expectation>();
        for (var expectation : before.expectations()) {
            if (expectation.span().start() < from) {
                all.add(moved(expectation, 0, 0));
            }
        }
        for (var expectation : part.expectations()) {
            all.add(
                    new Expectation(
                            expectation.kind(),
                            expectation.text(),
                            expectation.span(),
                            expectation.form() + first,
                            expectation.subject()));
        }
        int forms = first + part.forms().size() - next;
        for (var expectation : before.expectations()) {
            if (expectation.span().start() >= to) {
                all.add(moved(expectation, delta, forms));
            }
        }
        return all;
    }

    private Expectation moved(Expectation expectation, int by, int forms) {
        return new Expectation(
                expectation.kind(),
                expectation.text(),
                moved(expectation.span(), by),
                expectation.form() + forms,
                moved(expectation.subject(), by));
    }

    private Form moved(Form form, int by) {
        var span = moved(form.span(), by);
        return switch (form) {
            case Form.Symbol(_, var name, var mark) -> new Form.Symbol(span, name, mark);
            case Form.Literal(_, var lit) -> new Form.Literal(span, lit);
            case Form.Sequence(_, var shape, var items) -> {
                var moved = new ArrayList<Form>(items.size());
                items.forEach(item -> moved.add(moved(item, by)));
                yield new Form.Sequence(span, shape, moved);
            }
            case Form.Prefixed(_, var prefix, var inner) ->
                    new Form.Prefixed(span, prefix, moved(inner, by));
        };
    }

    private Span moved(Span span, int by) {
        return now.span(span.start() + by, span.end() + by);
    }
}
