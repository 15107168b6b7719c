package org.oxur.expect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.oxur.engine.Outcome;
import org.oxur.engine.Session;
import org.oxur.error.LanguageError;
import org.oxur.error.OxurPanic;
import org.oxur.frontend.ParsedText;
import org.oxur.frontend.ParsedText.Expectation;
import org.oxur.frontend.ParsedText.Kind;
import org.oxur.text.SourceText;

/// One file run top to bottom against its expectations.
///
/// A form that fails without an `;!>` counts as failed, whether or not another expectation speaks
/// of it: a test that ends in an error has not passed.
public final class ExpectationRun {
    private final ParsedText parsed;
    private final List<FormRun> runs;
    private final List<Verdict> verdicts;

    private ExpectationRun(ParsedText parsed, List<FormRun> runs, List<Verdict> verdicts) {
        this.parsed = parsed;
        this.runs = List.copyOf(runs);
        this.verdicts = List.copyOf(verdicts);
    }

    /// Evaluates every form of the text in the session, whose output must arrive in `output`,
    /// within the limits that the text states for itself ([FileHeader]).
    public static ExpectationRun of(SourceText source, Session session, CapturedOutput output) {
        var parsed = session.frontend().parse(source);
        var runs = new ArrayList<FormRun>();
        var broken = new ArrayList<>(parsed.errors());
        FileHeader.of(source).applyTo(session, output);
        for (var form : parsed.forms()) {
            takeBroken(broken, form.span().start(), session, runs);
            output.take();
            runs.add(seen(session, session.evaluate(form), output.take()));
        }
        takeBroken(broken, source.length() + 1, session, runs);
        return new ExpectationRun(parsed, runs, judge(parsed.expectations(), runs));
    }

    public ParsedText parsed() {
        return parsed;
    }

    public List<FormRun> runs() {
        return runs;
    }

    /// In the order of the text.
    public List<Verdict> verdicts() {
        return verdicts;
    }

    public long passed() {
        return verdicts.stream().filter(Verdict::passed).count();
    }

    public long failed() {
        return verdicts.size() - passed();
    }

    /// Forms that could not be read stand among the others at their place.
    private static void takeBroken(
            List<LanguageError> broken, int before, Session session, List<FormRun> runs) {
        while (!broken.isEmpty() && broken.getFirst().span().start() < before) {
            var error = broken.removeFirst();
            runs.add(
                    new FormRun(
                            error.span(),
                            null,
                            error,
                            session.frontend().formatError(error, false),
                            List.of()));
        }
    }

    private static FormRun seen(Session session, Outcome outcome, List<String> output) {
        OxurPanic panic = outcome.error();
        if (panic == null) {
            return new FormRun(
                    outcome.span(), outcome.unit() ? "nil" : outcome.value(), null, null, output);
        }
        return new FormRun(
                outcome.span(),
                null,
                panic.error(),
                session.frontend().formatError(panic, false),
                output);
    }

    private static List<Verdict> judge(List<Expectation> expectations, List<FormRun> runs) {
        Map<FormRun, List<Expectation>> byForm = new LinkedHashMap<>();
        runs.forEach(run -> byForm.put(run, new ArrayList<>()));
        var verdicts = new ArrayList<Verdict>();
        for (var expectation : expectations) {
            var run = subject(expectation, runs);
            if (run == null) {
                verdicts.add(
                        new Verdict(
                                false,
                                expectation,
                                expectation.span(),
                                marker(expectation),
                                "no form stands before it",
                                null));
            } else {
                byForm.computeIfAbsent(run, _ -> new ArrayList<>()).add(expectation);
            }
        }
        byForm.forEach((run, about) -> verdicts.addAll(judge(run, about)));
        verdicts.sort((a, b) -> Integer.compare(a.place().start(), b.place().start()));
        return verdicts;
    }

    private static @Nullable FormRun subject(Expectation expectation, List<FormRun> runs) {
        FormRun found = null;
        for (var run : runs) {
            boolean inside =
                    run.form().start() >= expectation.subject().start()
                            && run.form().end() <= expectation.subject().end();
            if (inside && (found == null || found.error() == null)) {
                found = run;
            }
        }
        return found;
    }

    private static List<Verdict> judge(FormRun run, List<Expectation> expectations) {
        var verdicts = new ArrayList<Verdict>();
        var outputs = expectations.stream().filter(e -> e.kind() == Kind.OUTPUT).toList();
        boolean foreseen = false;
        for (var expectation : expectations) {
            switch (expectation.kind()) {
                case VALUE -> {
                    boolean passed =
                            expectation.text().equals(run.value())
                                    || TrailingComment.of(expectation.text())
                                            .before()
                                            .equals(run.value());
                    verdicts.add(verdict(passed, expectation, run));
                    foreseen |= run.error() != null;
                }
                case ERROR -> {
                    verdicts.add(
                            verdict(
                                    matches(expectation.text(), run.error())
                                            || matches(
                                                    TrailingComment.of(expectation.text()).before(),
                                                    run.error()),
                                    expectation,
                                    run));
                    foreseen = true;
                }
                case OUTPUT ->
                        verdicts.add(
                                line(
                                        expectation,
                                        outputs.indexOf(expectation),
                                        outputs.size(),
                                        run));
            }
        }
        if (run.error() != null && !foreseen) {
            verdicts.add(
                    new Verdict(
                            false,
                            null,
                            run.form(),
                            "no error",
                            ";!> " + found(run.error()),
                            run.rendered()));
        }
        return verdicts;
    }

    private static Verdict verdict(boolean passed, Expectation expectation, FormRun run) {
        var error = run.error();
        var found = error == null ? ";=> " + run.value() : ";!> " + found(error);
        return new Verdict(
                passed,
                expectation,
                run.form(),
                marker(expectation),
                found,
                passed ? null : run.rendered());
    }

    private static Verdict line(Expectation expectation, int index, int count, FormRun run) {
        var output = run.output();
        boolean passed =
                index < output.size() && matchesLine(expectation.text(), output.get(index));
        // The last expected line must be the last one printed.
        if (index == count - 1 && output.size() > count) {
            passed = false;
        }
        var found =
                index >= output.size()
                        ? "no such line of output"
                        : ">> "
                                + output.get(index)
                                + (output.size() > count
                                        ? " and " + (output.size() - count) + " more"
                                        : "");
        return new Verdict(
                passed,
                expectation,
                run.form(),
                marker(expectation),
                found,
                passed ? null : run.rendered());
    }

    private static boolean matchesLine(String expected, String found) {
        return expected.endsWith("…")
                ? found.startsWith(expected.substring(0, expected.length() - 1))
                : found.stripTrailing().equals(expected);
    }

    /// `code` or `code part of the message`.
    private static boolean matches(String expected, @Nullable LanguageError error) {
        if (error == null) {
            return false;
        }
        int space = expected.indexOf(' ');
        var code = space < 0 ? expected : expected.substring(0, space);
        var part = space < 0 ? "" : expected.substring(space + 1).strip();
        return code.equals(error.code()) && error.message().contains(part);
    }

    private static String found(LanguageError error) {
        return error.code() + " " + error.message();
    }

    static String marker(Expectation expectation) {
        return switch (expectation.kind()) {
                    case VALUE -> ";=> ";
                    case OUTPUT -> ";>> ";
                    case ERROR -> ";!> ";
                }
                + expectation.text();
    }
}
