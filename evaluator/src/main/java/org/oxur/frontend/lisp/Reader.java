package org.oxur.frontend.lisp;

import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;
import org.oxur.error.LanguageError;
import org.oxur.error.ReadError;
import org.oxur.frontend.ParsedText.Expectation;
import org.oxur.frontend.ParsedText.Kind;
import org.oxur.text.SourceText;
import org.oxur.text.Span;

/// Text to forms. Where brackets do not match, the text is cut at the next opener in column 0 and
/// read on from there, so that one broken form costs no other.
final class Reader {
    /// How often the rest of a text is read anew after a broken form before every opener in column
    /// 0 is taken for the start of a form. Reading anew is better (a string may hold such an
    /// opener) but takes the whole rest each time.
    private static final int MAX_RESUMES = 8;

    private final SourceText source;
    private final List<Token> tokens = new ArrayList<>();
    private final List<TopForm> tops = new ArrayList<>();
    private final List<LanguageError> errors = new ArrayList<>();

    Reader(SourceText source) {
        this.source = source;
    }

    /// One top-level form, readable (`tokens` not empty) or broken.
    private record TopForm(Span span, List<Token> tokens) {
        boolean isBroken() {
            return tokens.isEmpty();
        }
    }

    Syntax read() {
        return read(0, source.length());
    }

    /// A part of the text, which begins and ends between two forms.
    Syntax read(int start, int end) {
        int from = start;
        for (int resumes = 0; from < end; resumes++) {
            int to = resumes <= MAX_RESUMES ? end : Math.min(end, nextOpener(from + 1));
            from = readFrom(from, to);
        }
        var forms = new ArrayList<Form>();
        var formOf = new int[tops.size()];
        var trees = FormBuilder.build(source, tops.stream().map(TopForm::tokens).toList(), errors);
        for (int i = 0; i < formOf.length; i++) {
            var form = trees.get(i);
            formOf[i] = form.isPresent() ? forms.size() : -1;
            form.ifPresent(forms::add);
        }
        errors.sort((a, b) -> Integer.compare(a.span().start(), b.span().start()));
        var visible =
                tokens.stream().filter(token -> !Lexeme.isSpace(token)).map(Lexeme::of).toList();
        return new Syntax(source, visible, forms, errors, expectations(formOf));
    }

    /// Whether what comes after what was read is read as it would be alone.
    boolean endsInSpace() {
        return tokens.isEmpty() || Lexeme.isSpace(tokens.getLast());
    }

    /// Reads up to `to` or to the first form whose brackets do not match, whichever comes first,
    /// and gives the offset to read on from.
    private int readFrom(int from, int to) {
        var lexed = Lexing.tokens(source, from, to);
        for (var segment : Brackets.segments(source, Lexing.visible(lexed))) {
            if (!segment.closed()) {
                int cut = Math.min(to, nextOpener(segment.start() + 1));
                lexed.stream()
                        .filter(token -> token.getStartIndex() < segment.start())
                        .forEach(this::accept);
                broken(segment, cut);
                return cut;
            }
            errors.addAll(segment.errors());
            if (!segment.errors().isEmpty()) {
                tops.add(new TopForm(source.span(segment.start(), segment.end()), List.of()));
            } else if (segment.isForm()) {
                tops.add(
                        new TopForm(source.span(segment.start(), segment.end()), segment.tokens()));
            }
        }
        lexed.forEach(this::accept);
        return to;
    }

    /// The piece from a broken form to the next opener in column 0: one mistake, nothing to be
    /// evaluated.
    private void broken(Brackets.Segment segment, int cut) {
        var lexed = Lexing.tokens(source, segment.start(), cut);
        lexed.forEach(this::accept);
        var piece = Brackets.segments(source, Lexing.visible(lexed));
        var wrong = piece.stream().filter(part -> !part.errors().isEmpty()).findFirst();
        errors.add(wrong.orElse(segment).errors().getFirst());
        int end = piece.isEmpty() ? cut : piece.getLast().end();
        tops.add(new TopForm(source.span(segment.start(), end), List.of()));
    }

    private void accept(Token token) {
        tokens.add(token);
        if (token.getType() == OxurLexer.OPEN_COMMENT) {
            int start = token.getStartIndex();
            errors.add(new ReadError.Unclosed(source.span(start, start + 2), "#|"));
        }
    }

    /// The next opening bracket at the start of a line, from an offset on; else the end of the
    /// text.
    private int nextOpener(int from) {
        var text = source.text();
        for (int i = from; i < text.length(); i++) {
            char before = text.charAt(i - 1);
            if ((before == '\n' || before == '\r') && isOpener(text, i)) {
                return i;
            }
        }
        return text.length();
    }

    private static boolean isOpener(String text, int at) {
        char c = text.charAt(at);
        return c == '('
                || c == '['
                || c == '{'
                || (c == '#' && at + 1 < text.length() && text.charAt(at + 1) == '{');
    }

    private List<Expectation> expectations(int[] formOf) {
        var found = new ArrayList<Expectation>();
        int top = -1;
        for (var token : tokens) {
            if (token.getType() != OxurLexer.LINE_COMMENT) {
                continue;
            }
            int start = token.getStartIndex();
            while (top + 1 < tops.size() && tops.get(top + 1).span().start() < start) {
                top++;
            }
            var kind = kind(start);
            boolean inside = top >= 0 && tops.get(top).span().end() > start;
            if (kind == null || top < 0 || (inside && !tops.get(top).isBroken())) {
                continue;
            }
            int end = token.getStopIndex() + 1;
            var text = source.text().substring(start + 3, end).strip();
            found.add(
                    new Expectation(
                            kind,
                            text,
                            source.span(start, end),
                            formOf[top],
                            tops.get(top).span()));
        }
        return found;
    }

    private @Nullable Kind kind(int comment) {
        var text = source.text();
        if (text.startsWith(";=>", comment)) {
            return Kind.VALUE;
        }
        if (text.startsWith(";>>", comment)) {
            return Kind.OUTPUT;
        }
        return text.startsWith(";!>", comment) ? Kind.ERROR : null;
    }
}
