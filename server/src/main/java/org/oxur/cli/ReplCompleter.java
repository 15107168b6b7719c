package org.oxur.cli;

import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.oxur.engine.Session;

/// Hands [ReplSuggestions] to the line editor.
final class ReplCompleter implements Completer {
    private static final int FEWEST = 8;
    private static final int MOST = 40;

    /// What a screen holds besides suggestions: headings and the line itself.
    private static final int OTHER_LINES = 10;

    private final Session session;

    ReplCompleter(Session session) {
        this.session = session;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        int most = Math.clamp(reader.getTerminal().getHeight() - OTHER_LINES, FEWEST, MOST);
        var suggestions =
                ReplSuggestions.at(session, line.line(), line.cursor(), line.word(), most);
        int rank = 1;
        for (var one : suggestions) {
            candidates.add(
                    new Candidate(
                            one.value(),
                            one.value().equals(line.word()) && one.more()
                                    ? "type a letter"
                                    : one.value(),
                            one.group(),
                            one.description().isEmpty() ? null : one.description(),
                            null,
                            null,
                            !one.more(),
                            rank++));
        }
    }
}
