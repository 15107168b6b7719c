package org.oxur.expect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.oxur.frontend.ParsedText.Expectation;
import org.oxur.frontend.ParsedText.Kind;
import org.oxur.text.SourceText;
import org.oxur.text.Span;

/// Fills in what forms did where an expectation stands that is empty or wrong. Comments that are
/// right stay as they are, and so does all else.
///
/// A value that was expected stays expected when the form fails now: that is seldom what a test is
/// to say from then on. A part of a message is replaced by the whole, never left out, and a comment
/// behind an expectation stays.
public final class ExpectationUpdate {
    private record Edit(int start, int end, String text) {}

    /// One comment that was changed.
    ///
    /// @param after empty if it was taken out; several lines where more was printed
    public record Change(Span place, String before, String after) {}

    /// What an update comes to.
    ///
    /// @param text of the file, with its expectations fulfilled
    /// @param changes in the order of the text
    public record Updated(String text, List<Change> changes) {
        public Updated {
            changes = List.copyOf(changes);
        }
    }

    private final SourceText source;
    private final List<Edit> edits = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();

    private ExpectationUpdate(SourceText source) {
        this.source = source;
    }

    /// The text of the file with its expectations fulfilled, and what was changed for that.
    public static Updated of(ExpectationRun run) {
        var update = new ExpectationUpdate(run.parsed().source());
        for (var form : run.runs()) {
            update.form(form, run.verdicts());
        }
        update.changes.sort(Comparator.comparingInt(change -> change.place().start()));
        return new Updated(update.apply(), update.changes);
    }

    private void form(FormRun run, List<Verdict> verdicts) {
        var about =
                verdicts.stream()
                        .filter(v -> v.form() == run.form() && v.expectation() != null)
                        .toList();
        for (var verdict : about) {
            var expectation = verdict.expectation();
            if (!verdict.passed() && expectation != null && expectation.kind() != Kind.OUTPUT) {
                settle(run, expectation);
            }
        }
        var lines =
                about.stream()
                        .filter(v ->
                                v.expectation() != null && v.expectation().kind() == Kind.OUTPUT)
                        .toList();
        if (lines.stream().anyMatch(verdict -> !verdict.passed())) {
            output(run, lines.stream().map(Verdict::expectation).filter(e -> e != null).toList());
        }
    }

    private void settle(FormRun run, Expectation expectation) {
        var error = run.error();
        var comment = TrailingComment.of(expectation.text());
        if (error == null) {
            replace(expectation.span(), ";=> " + run.value() + comment.text());
        } else if (expectation.kind() == Kind.ERROR) {
            boolean quotes = comment.before().contains(" ");
            replace(
                    expectation.span(),
                    ";!> "
                            + error.code()
                            + (quotes ? " " + firstLine(error.message()) : "")
                            + comment.text());
        } else if (comment.before().isEmpty()) {
            replace(expectation.span(), ";!> " + error.code() + comment.text());
        }
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }

    /// The first expectation takes the first line, and so on; what is left over goes after the
    /// last, or is taken out.
    private void output(FormRun run, List<Expectation> lines) {
        var output = run.output();
        for (int i = 0; i < lines.size(); i++) {
            var span = lines.get(i).span();
            if (i >= output.size()) {
                remove(span);
            } else if (i < lines.size() - 1) {
                replace(span, ";>> " + output.get(i));
            } else {
                var rest = new StringBuilder(";>> " + output.get(i));
                var indent = " ".repeat(source.lines().position(span.start()).column());
                output.subList(i + 1, output.size())
                        .forEach(line ->
                                rest.append('\n').append(indent).append(";>> ").append(line));
                replace(span, rest.toString());
            }
        }
    }

    private void replace(Span span, String text) {
        var after = text.stripTrailing();
        if (!after.equals(span.text())) {
            edits.add(new Edit(span.start(), span.end(), after));
            changes.add(new Change(span, span.text(), after));
        }
    }

    /// With the white space before it, and with its line when nothing else stands there.
    private void remove(Span span) {
        int start = span.start();
        while (start > 0
                && (source.text().charAt(start - 1) == ' '
                        || source.text().charAt(start - 1) == '\t')) {
            start--;
        }
        if (start > 0 && source.text().charAt(start - 1) == '\n') {
            start--;
        }
        edits.add(new Edit(start, span.end(), ""));
        changes.add(new Change(span, span.text(), ""));
    }

    private String apply() {
        var text = new StringBuilder(source.text());
        edits.sort(Comparator.comparingInt(Edit::start).reversed());
        for (var edit : edits) {
            text.replace(edit.start(), edit.end(), edit.text());
        }
        return text.toString();
    }
}
