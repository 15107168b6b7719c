package org.oxur.frontend.lisp;

import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.oxur.text.SourceText;

/// Runs the grammar's lexer. Every text is a sequence of its tokens, so it reports no errors of its
/// own.
final class Lexing {
    private Lexing() {}

    /// All tokens of a part of a text, white space and comments included, the end of file left out.
    /// Indices are offsets into the whole text.
    static List<Token> tokens(SourceText source, int from, int to) {
        var lexer = new OxurLexer(new Utf16Stream(source.text(), from, to));
        lexer.removeErrorListeners();
        var tokens = new ArrayList<Token>();
        for (var token = lexer.nextToken();
                token.getType() != Token.EOF;
                token = lexer.nextToken()) {
            tokens.add(token);
        }
        return tokens;
    }

    static List<Token> visible(List<Token> tokens) {
        return tokens.stream().filter(Lexeme::isVisible).toList();
    }
}
