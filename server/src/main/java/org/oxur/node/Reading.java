package org.oxur.node;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.error.LanguageError;
import org.oxur.frontend.LanguageFrontend;
import org.oxur.frontend.ParsedText;
import org.oxur.frontend.ParsedText.SourceForm;
import org.oxur.protocol.NodeEval;
import org.oxur.text.SourceText;

/// Reads what is to be evaluated. Forms of one text are often evaluated one after the other: the
/// last text is kept. For any thread.
final class Reading {
    private final LanguageFrontend frontend;
    private @Nullable ParsedText last;

    Reading(LanguageFrontend frontend) {
        this.frontend = frontend;
    }

    record Readable(List<SourceForm> forms, List<LanguageError> errors) {}

    /// Once for all its slices.
    void read(NodeEval eval) {
        var _ = parsed(eval);
    }

    private synchronized ParsedText parsed(NodeEval eval) {
        var known = last;
        if (known == null
                || !known.source().name().equals(eval.name())
                || !known.source().text().equals(eval.text())) {
            known = frontend.parse(new SourceText(eval.name(), eval.text()));
            last = known;
        }
        return known;
    }

    /// The top-level form that the slice is; if it is none, what reads from that part of the text
    /// alone.
    Readable forms(NodeEval eval, NodeEval.Slice slice) {
        for (var form : parsed(eval).forms()) {
            if (form.span().start() == slice.start() && form.span().end() == slice.end()) {
                return new Readable(List.of(form), List.of());
            }
        }
        var part = frontend.parse(new SourceText(eval.name(), blankOutside(eval.text(), slice)));
        return new Readable(part.forms(), part.errors());
    }

    /// Line breaks stay, so places stay.
    private static String blankOutside(String text, NodeEval.Slice slice) {
        var blank = text.toCharArray();
        for (int i = 0; i < blank.length; i++) {
            if ((i < slice.start() || i >= slice.end()) && blank[i] != '\n' && blank[i] != '\r') {
                blank[i] = ' ';
            }
        }
        return new String(blank);
    }
}
