package org.oxur.cli;

import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.oxur.error.ReadError;
import org.oxur.frontend.LanguageFrontend;
import org.oxur.text.SourceText;

/// Tells the line editor when a form is whole, and which word the cursor is in.
final class ReplParser implements Parser {
    private static final String DELIMITERS = "()[]{}\"';`,";

    private final LanguageFrontend frontend;

    ReplParser(LanguageFrontend frontend) {
        this.frontend = frontend;
    }

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        if (context == ParseContext.ACCEPT_LINE && isIncomplete(line, frontend)) {
            throw new EOFError(-1, cursor, "a bracket is open");
        }
        int start = cursor;
        while (start > 0 && isPartOfName(line.charAt(start - 1))) {
            start--;
        }
        return new Word(line, cursor, line.substring(start, cursor));
    }

    /// True if something is open that a further line could close. Commands of the prompt are always
    /// whole.
    static boolean isIncomplete(String text, LanguageFrontend frontend) {
        if (text.strip().startsWith(":")) {
            return false;
        }
        var parsed = frontend.parse(new SourceText("repl", text));
        return parsed.errors().stream().anyMatch(ReadError.Unclosed.class::isInstance);
    }

    private static boolean isPartOfName(char c) {
        return !Character.isWhitespace(c) && DELIMITERS.indexOf(c) < 0;
    }

    /// The word before the cursor; the others do not matter for completion.
    private record Word(String line, int cursor, String word) implements CompletingParsedLine {
        @Override
        public int wordCursor() {
            return word.length();
        }

        @Override
        public int wordIndex() {
            return 0;
        }

        @Override
        public List<String> words() {
            return List.of(word);
        }

        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            return candidate;
        }

        @Override
        public int rawWordCursor() {
            return word.length();
        }

        @Override
        public int rawWordLength() {
            return word.length();
        }
    }
}
