package org.oxur.cli;

import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.oxur.ide.EditorLanguage;
import org.oxur.ide.OxurLanguage;
import org.oxur.ide.Token;
import org.oxur.text.SourceText;

/// Colours what is being typed by its tokens.
final class ReplHighlighter implements Highlighter {
    private final EditorLanguage language = new OxurLanguage();

    @Override
    public AttributedString highlight(LineReader reader, String text) {
        var out = new AttributedStringBuilder();
        int at = 0;
        for (var token : language.read(new SourceText("repl", text)).tokens()) {
            if (token.start() >= at) {
                out.append(text.substring(at, token.start()));
                out.styled(style(token.kind()), token.text(text));
                at = token.end();
            }
        }
        return out.append(text.substring(at)).toAttributedString();
    }

    private static AttributedStyle style(Token.Kind kind) {
        var plain = AttributedStyle.DEFAULT;
        return switch (kind) {
            case NUMBER, CONSTANT, CHARACTER -> plain.foreground(AttributedStyle.BLUE);
            case STRING -> plain.foreground(AttributedStyle.GREEN);
            case KEYWORD -> plain.foreground(AttributedStyle.YELLOW);
            case LINE_COMMENT, BLOCK_COMMENT -> plain.faint();
            case BAD -> plain.foreground(AttributedStyle.RED);
            case OPEN, CLOSE, PREFIX, SYMBOL -> plain;
        };
    }
}
