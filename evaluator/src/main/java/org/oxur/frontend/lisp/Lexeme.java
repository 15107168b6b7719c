package org.oxur.frontend.lisp;

import org.antlr.v4.runtime.Lexer;
import org.antlr.v4.runtime.Token;
import org.oxur.text.SourceText;
import org.oxur.text.Span;

/// One token of a text, comments included, white space left out.
///
/// @param start UTF-16 offset of its first unit
/// @param end UTF-16 offset after its last unit
public record Lexeme(Kind kind, int start, int end) {
    /// What an editor wants to tell apart.
    public enum Kind {
        OPEN,
        CLOSE,
        /// `'`, `` ` ``, `,`, `,@`, `&`, `&mut`: belongs to the form that follows.
        PREFIX,
        /// `#_`: the form that follows is skipped.
        SKIP,
        SYMBOL,
        KEYWORD,
        NUMBER,
        CHARACTER,
        STRING,
        COMMENT,
        /// No token of the language, or a string or comment without an end.
        BAD
    }

    public Span span(SourceText source) {
        return source.span(start, end);
    }

    public String text(SourceText source) {
        return source.text().substring(start, end);
    }

    static Lexeme of(Token token) {
        return new Lexeme(kind(token.getType()), token.getStartIndex(), token.getStopIndex() + 1);
    }

    static boolean isSpace(Token token) {
        return token.getType() == OxurLexer.SPACE;
    }

    static boolean isVisible(Token token) {
        return token.getChannel() == Lexer.DEFAULT_TOKEN_CHANNEL;
    }

    static Kind kind(int type) {
        return switch (type) {
            case OxurLexer.LIST_OPEN,
                    OxurLexer.VECTOR_OPEN,
                    OxurLexer.TUPLE_OPEN,
                    OxurLexer.MAP_OPEN ->
                    Kind.OPEN;
            case OxurLexer.LIST_CLOSE, OxurLexer.VECTOR_CLOSE, OxurLexer.BRACE_CLOSE -> Kind.CLOSE;
            case OxurLexer.QUOTE,
                    OxurLexer.QUASIQUOTE,
                    OxurLexer.UNQUOTE,
                    OxurLexer.SPLICE,
                    OxurLexer.BORROW,
                    OxurLexer.BORROW_MUT ->
                    Kind.PREFIX;
            case OxurLexer.SKIP_FORM -> Kind.SKIP;
            case OxurLexer.SYMBOL -> Kind.SYMBOL;
            case OxurLexer.KEYWORD -> Kind.KEYWORD;
            case OxurLexer.NUMBER -> Kind.NUMBER;
            case OxurLexer.CHARACTER -> Kind.CHARACTER;
            case OxurLexer.STRING -> Kind.STRING;
            case OxurLexer.LINE_COMMENT, OxurLexer.BLOCK_COMMENT -> Kind.COMMENT;
            default -> Kind.BAD;
        };
    }
}
