package org.oxur.server;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.oxur.frontend.ParsedText.Expectation;
import org.oxur.live.Expectations;
import org.oxur.live.LiveResult;
import org.oxur.live.LiveResult.Mark;
import org.oxur.live.LiveResult.Outcome;
import org.oxur.live.LiveResult.Related;
import org.oxur.live.LiveResult.Shown;
import org.oxur.live.LiveValue;
import org.oxur.protocol.NodeError;
import org.oxur.protocol.NodeEval;
import org.oxur.protocol.RedefinitionReport.DefKind;
import org.oxur.protocol.Status;
import org.oxur.protocol.ValueRef;

/// The words of a result: one line beside the form, and the whole for a hover.
final class ResultText {
    private static final int MAX_LINE = 200;
    private static final int MAX_HOVER = 1_000;

    private ResultText() {}

    /// @param local what the text itself calls a definition of the program
    /// @param isDefinition shows nothing when there is no value
    static LiveResult ended(
            LiveResult pending,
            NodeEval.Done done,
            @Nullable ValueRef value,
            String output,
            boolean isDefinition,
            String textName,
            UnaryOperator<String> local,
            List<Expectation> expectations) {
        var seen = seen(done, output, local);
        var verdict =
                done.status() == Status.CANCELLED ? null : Expectations.judge(expectations, seen);
        String line = line(done, output, isDefinition);
        if (verdict != null) {
            line = (verdict.holds() ? "✓ " : failed(verdict, line)) + line;
        }
        // An error that was expected is what the form is there to show: no mistake to underline.
        boolean asExpected = verdict != null && verdict.holds();
        return pending.ended(
                verdict == null ? outcome(done.status()) : asExpected ? Outcome.OK : Outcome.ERROR,
                new Shown(
                        cut(line, MAX_LINE),
                        hover(done, output, verdict, textName),
                        asExpected ? List.of() : marks(done.error(), textName),
                        value == null ? null : live(value)));
    }

    /// What was expected stands in the text; what came instead must be seen.
    private static String failed(Expectations.Verdict verdict, String got) {
        var words = "✗ " + verdict.words();
        return cut(words, Math.max(MAX_LINE / 3, MAX_LINE - ", got ".length() - got.length()))
                + ", got ";
    }

    private static LiveValue live(ValueRef value) {
        return new LiveValue(
                value.ref(),
                value.session(),
                value.type(),
                value.preview(),
                value.truncated(),
                value.childCount());
    }

    /// The value of a result, as the protocol has it.
    static @Nullable ValueRef value(LiveResult result) {
        var value = result.value();
        return value == null
                ? null
                : new ValueRef(
                        value.ref(),
                        value.session(),
                        value.type(),
                        value.preview(),
                        value.truncated(),
                        value.childCount());
    }

    private static Expectations.Seen seen(
            NodeEval.Done done, String output, UnaryOperator<String> local) {
        var error = done.error();
        var value = done.value() == null ? null : done.value().text();
        return new Expectations.Seen(
                value,
                error == null ? null : error.code(),
                error == null ? "" : error.message(),
                output + hotLoads(done, local));
    }

    /// What the session says of functions that it replaced; it counts as output.
    private static String hotLoads(NodeEval.Done done, UnaryOperator<String> local) {
        var lines = new StringBuilder();
        for (var change : done.changes()) {
            if (change.kind() == DefKind.FN && change.from() > 0 && change.to() != change.from()) {
                lines.append(
                        "✓ Hot-loaded: %s (v%d → v%d)\n"
                                .formatted(local.apply(change.def()), change.from(), change.to()));
            }
        }
        return lines.toString();
    }

    private static Outcome outcome(Status status) {
        return switch (status) {
            case OK -> Outcome.OK;
            case CANCELLED -> Outcome.CANCELLED;
            case ERROR, TIMEOUT, LIMIT, REFUSED -> Outcome.ERROR;
        };
    }

    private static String line(NodeEval.Done done, String output, boolean isDefinition) {
        if (done.status() == Status.CANCELLED) {
            return "cancelled";
        }
        var error = done.error();
        if (error != null) {
            return error.code() + ": " + error.message();
        }
        if (done.value() != null) {
            return done.value().line();
        }
        if (isDefinition) {
            return "";
        }
        return output.isBlank() ? "nil" : "» " + output.strip().lines().findFirst().orElse("");
    }

    /// As much of a value as a hover beside other words holds.
    static String inHover(String text) {
        return text.length() <= MAX_HOVER
                ? text
                : text.substring(
                                0,
                                Character.isHighSurrogate(text.charAt(MAX_HOVER - 1))
                                        ? MAX_HOVER - 1
                                        : MAX_HOVER)
                        + "…";
    }

    private static String cut(String line, int length) {
        String single = line.replace('\n', ' ').replace('\r', ' ');
        if (single.length() <= length) {
            return single;
        }
        int end = Character.isHighSurrogate(single.charAt(length - 2)) ? length - 2 : length - 1;
        return single.substring(0, end) + "…";
    }

    private static String hover(
            NodeEval.Done done,
            String output,
            Expectations.@Nullable Verdict verdict,
            String textName) {
        var hover = new StringBuilder();
        if (done.value() != null) {
            fence(hover, "oxur", done.value().text());
        } else if (done.error() != null) {
            fence(hover, "text", rendered(done.error(), textName));
        } else if (done.status() == Status.CANCELLED) {
            hover.append("cancelled\n");
        }
        if (verdict != null && !verdict.holds() && !verdict.isEmpty()) {
            hover.append("\nexpected\n\n");
            fence(hover, "oxur", verdict.expected());
        }
        if (!output.isEmpty()) {
            hover.append("\noutput\n\n");
            fence(hover, "text", output.stripTrailing());
        }
        return hover.toString();
    }

    /// A fence longer than any inside.
    private static void fence(StringBuilder markdown, String language, String text) {
        int longest = 2;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        String fence = "`".repeat(longest + 1);
        markdown.append(fence)
                .append(language)
                .append('\n')
                .append(text)
                .append('\n')
                .append(fence)
                .append('\n');
    }

    /// With what to do about it.
    static String message(NodeError error) {
        return error.hint() == null ? error.message() : error.message() + "\n" + error.hint();
    }

    /// Its other places, as far as a note says why they are.
    static List<Related> related(NodeError error) {
        return error.notes().stream()
                .map(note ->
                        new Related(
                                note.at().name().equals(error.at().name()) ? "" : note.at().name(),
                                note.at().start(),
                                note.at().end(),
                                note.text()))
                .toList();
    }

    /// Of an error for people, names of files as seen from the text that it is about.
    static String rendered(NodeError error, String textName) {
        var names =
                new TreeSet<String>(
                        Comparator.comparing(String::length)
                                .reversed()
                                .thenComparing(Comparator.naturalOrder()));
        names.add(error.at().name());
        error.notes().forEach(note -> names.add(note.at().name()));
        error.calls().forEach(call -> names.add(call.at().name()));
        String rendered = error.rendered();
        for (var name : names) {
            rendered = rendered.replace(name, ProjectFiles.seenFrom(textName, name));
        }
        return rendered;
    }

    private static List<Mark> marks(@Nullable NodeError error, String textName) {
        var marks = new ArrayList<Mark>();
        if (error != null
                && error.at().name().equals(textName)
                && !error.code().equals("cancelled")) {
            marks.add(
                    new Mark(
                            error.at().start(),
                            error.at().end(),
                            error.code(),
                            message(error),
                            related(error)));
        }
        return marks;
    }
}
