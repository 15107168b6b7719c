package org.oxur.cli;

import java.util.List;
import java.util.Locale;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.oxur.engine.NameInfo;
import org.oxur.engine.Session;

/// Completes names that a form could use here, and the prompt's own commands.
final class ReplCompleter implements Completer {
    private final Session session;

    ReplCompleter(Session session) {
        this.session = session;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        if (line.word().startsWith(":") && line.line().stripLeading().startsWith(line.word())) {
            for (var command : ReplInterpreter.Command.values()) {
                candidates.add(candidate(command.word(), "command", command.description()));
            }
            return;
        }
        for (var name : session.names()) {
            candidates.add(
                    candidate(
                            name.name(),
                            name.kind().name().toLowerCase(Locale.ROOT),
                            description(name)));
        }
    }

    private static String description(NameInfo name) {
        if (name.signature() != null) {
            return name.signature();
        }
        return name.doc() == null ? "" : name.doc().lines().findFirst().orElse("");
    }

    private static Candidate candidate(String value, String group, String description) {
        return new Candidate(
                value, value, group, description.isEmpty() ? null : description, null, null, true);
    }
}
