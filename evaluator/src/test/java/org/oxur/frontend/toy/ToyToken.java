package org.oxur.frontend.toy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.oxur.error.LanguageError;
import org.oxur.error.ReadError;
import org.oxur.text.SourceText;
import org.oxur.text.Span;

record ToyToken(Kind kind, Span span) {
    enum Kind {
        NUMBER("[0-9][0-9_]*(\\.[0-9]+)?([iuf](8|16|32|64|128|size))?"),
        NAME("[\\p{L}_][\\p{L}\\p{N}_]*!?"),
        TEXT("\"([^\"\\\\]|\\\\.)*\""),
        SIGN("->|&&|\\|\\||==|!=|<=|>=|&mut\\b|[-+*/%=<>!&|(){}\\[\\],;:.]"),
        SPACE("(\\s|//[^\n]*)+"),
        END("\\z");

        private final Pattern pattern;

        Kind(String pattern) {
            this.pattern = Pattern.compile(pattern);
        }
    }

    boolean is(String text) {
        return kind != Kind.TEXT && span.text().equals(text);
    }

    /// All tokens, ended by one of kind `END`; what is none is an error and left out.
    static List<ToyToken> of(SourceText source, List<LanguageError> errors) {
        var tokens = new ArrayList<ToyToken>();
        int at = 0;
        while (at < source.length()) {
            var token = next(source, at);
            if (token == null) {
                errors.add(
                        new ReadError.Malformed(source.span(at, at + 1), "no token begins here"));
                at++;
                continue;
            }
            at = token.span.end();
            if (token.kind != Kind.SPACE) {
                tokens.add(token);
            }
        }
        tokens.add(new ToyToken(Kind.END, source.span(at, at)));
        return tokens;
    }

    private static @Nullable ToyToken next(SourceText source, int at) {
        for (var kind : Kind.values()) {
            var matcher = kind.pattern.matcher(source.text()).region(at, source.length());
            if (matcher.lookingAt() && matcher.end() > at) {
                return new ToyToken(kind, source.span(at, matcher.end()));
            }
        }
        return null;
    }
}
