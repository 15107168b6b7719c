package org.oxur.ide;

import java.util.List;
import org.oxur.frontend.Expander;
import org.oxur.frontend.lisp.Lexeme;
import org.oxur.frontend.lisp.OxurFrontend;
import org.oxur.frontend.lisp.Syntax;
import org.oxur.text.SourceText;

/// Oxur for the editor: what is read and expanded here, in the editor's own process, runs no user
/// code.
public final class OxurLanguage implements EditorLanguage {
    private final OxurFrontend frontend = new OxurFrontend();

    @Override
    public Reading read(SourceText text) {
        return reading(Syntax.of(text));
    }

    private static Reading reading(Syntax syntax) {
        return new Reading(
                tokens(syntax.source().text(), syntax.tokens()),
                syntax.parsed(),
                edited -> reading(syntax.edited(edited)));
    }

    @Override
    public Expander expander() {
        return frontend.expander(UnavailableMacros.HOST);
    }

    @Override
    public String extension() {
        return frontend.extension();
    }

    private static List<Token> tokens(String text, List<Lexeme> lexemes) {
        return lexemes.stream()
                .map(lexeme -> new Token(kind(text, lexeme), lexeme.start(), lexeme.end()))
                .toList();
    }

    private static Token.Kind kind(String text, Lexeme lexeme) {
        return switch (lexeme.kind()) {
            case OPEN -> Token.Kind.OPEN;
            case CLOSE -> Token.Kind.CLOSE;
            case PREFIX, SKIP -> Token.Kind.PREFIX;
            case SYMBOL ->
                    isConstant(text.substring(lexeme.start(), lexeme.end()))
                            ? Token.Kind.CONSTANT
                            : Token.Kind.SYMBOL;
            case KEYWORD -> Token.Kind.KEYWORD;
            case NUMBER -> Token.Kind.NUMBER;
            case CHARACTER -> Token.Kind.CHARACTER;
            case STRING -> Token.Kind.STRING;
            case COMMENT ->
                    text.charAt(lexeme.start()) == ';'
                            ? Token.Kind.LINE_COMMENT
                            : Token.Kind.BLOCK_COMMENT;
            case BAD -> Token.Kind.BAD;
        };
    }

    private static boolean isConstant(String symbol) {
        return switch (symbol) {
            case "nil", "true", "false", "NaN", "inf", "-inf" -> true;
            default -> false;
        };
    }
}
