package org.oxur.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Stmt;
import org.oxur.engine.Definition;
import org.oxur.engine.FunctionInfo;
import org.oxur.engine.Limits;
import org.oxur.engine.NameInfo;
import org.oxur.engine.Outcome;
import org.oxur.engine.Session;
import org.oxur.engine.SessionTiers;
import org.oxur.error.LimitError;
import org.oxur.error.NumberError;
import org.oxur.error.OxurPanic;
import org.oxur.frontend.Expander;
import org.oxur.frontend.LanguageFrontend;
import org.oxur.frontend.ParsedText.SourceForm;
import org.oxur.frontend.PrintLimits;
import org.oxur.frontend.lisp.OxurFrontend;
import org.oxur.module.DefinitionKind;
import org.oxur.text.SourceText;
import org.oxur.text.Span;
import org.oxur.tier.Standing;
import org.oxur.tier.Tier;

/// A session that understands a few forms, so that server and node are tested apart from the
/// engine, and some that no program of Oxur can have: `(exit!)`, `(crash!)`, `(hog!)` end, crash or
/// exhaust the process as foreign code could.
final class ToySession implements Session {
    private static final Pattern DEFN = Pattern.compile("(?s)\\(defn (\\S+) \\[\\] (.*)\\)");
    private static final Pattern CALL = Pattern.compile("\\((\\S+)\\)");
    private static final Pattern SUM = Pattern.compile("\\(\\+ (\\d+) (\\d+)\\)");
    private static final Pattern PRINT = Pattern.compile("(?s)\\(println \"(.*)\"\\)");
    private static final Pattern DIVISION = Pattern.compile("\\(/ \\d+ 0\\)");

    private final Output output;
    private final LanguageFrontend frontend = new OxurFrontend();
    private final Map<String, FunctionInfo> functions = new LinkedHashMap<>();
    private volatile boolean cancelled;
    private volatile boolean evaluating;

    ToySession(Output output) {
        this.output = output;
    }

    @Override
    public LanguageFrontend frontend() {
        return frontend;
    }

    @Override
    public List<Outcome> evaluate(SourceText source, OutcomeListener each) {
        var outcomes = new ArrayList<Outcome>();
        frontend.parse(source).forms().forEach(form -> outcomes.add(evaluate(form)));
        return outcomes;
    }

    @Override
    public Outcome evaluate(SourceForm form) {
        cancelled = false;
        evaluating = true;
        try {
            return run(form.span());
        } catch (OxurPanic panic) {
            var status =
                    panic.error() instanceof LimitError.Cancelled
                            ? Outcome.Status.CANCELLED
                            : Outcome.Status.ERROR;
            return new Outcome(
                    form.span(),
                    status,
                    null,
                    false,
                    panic,
                    List.of(),
                    0,
                    List.of(),
                    null,
                    null,
                    Outcome.Phases.NONE,
                    List.of());
        } finally {
            evaluating = false;
        }
    }

    private Outcome run(Span span) {
        var definition = DEFN.matcher(span.text());
        if (definition.matches()) {
            return define(span, definition.group(1), definition.group(2));
        }
        String value = value(span.text(), span);
        return new Outcome(
                span,
                Outcome.Status.OK,
                value,
                value == null,
                null,
                List.of(),
                0,
                List.of(),
                "toy",
                null,
                Outcome.Phases.NONE,
                List.of());
    }

    private Outcome define(Span span, String name, String body) {
        var old = functions.get(name);
        int from = old == null ? 0 : old.version();
        boolean same = old != null && old.source().equals(body);
        int to = same ? from : from + 1;
        functions.put(
                name,
                new FunctionInfo(
                        name,
                        to,
                        "interpreted",
                        null,
                        0,
                        "0",
                        "[]",
                        null,
                        span,
                        body,
                        List.of(to),
                        List.of(),
                        0,
                        "toy",
                        Standing.none(Tier.INTERPRETED)));
        var change =
                old == null
                        ? Definition.Change.NEW
                        : same ? Definition.Change.SAME : Definition.Change.BODY;
        var made = new Definition(DefinitionKind.FUNCTION, name, from, to, change, span);
        return new Outcome(
                span,
                Outcome.Status.OK,
                null,
                true,
                null,
                List.of(),
                0,
                List.of(made),
                null,
                null,
                Outcome.Phases.NONE,
                List.of());
    }

    private @Nullable String value(String text, Span span) {
        var division = DIVISION.matcher(text);
        if (division.find()) {
            int start = span.start() + span.text().indexOf(division.group());
            throw new OxurPanic(
                    new NumberError.DivisionByZero(
                            span.source().span(start, start + division.group().length()), "/"));
        }
        var print = PRINT.matcher(text);
        if (print.matches()) {
            output.out(print.group(1) + "\n");
            return null;
        }
        var sum = SUM.matcher(text);
        if (sum.matches()) {
            return String.valueOf(Long.parseLong(sum.group(1)) + Long.parseLong(sum.group(2)));
        }
        var call = CALL.matcher(text);
        return text.equals("(loop [] (recur))")
                ? spin(span)
                : call.matches() ? call(call.group(1), span) : text;
    }

    private @Nullable String call(String name, Span span) {
        switch (name) {
            case "exit!" -> System.exit(7);
            case "crash!" -> crash();
            case "hog!" -> hog();
            case "flood!" -> {
                while (!cancelled) {
                    output.out("0123456789abcde\n".repeat(64));
                }
                throw new OxurPanic(new LimitError.Cancelled(span));
            }
            case "stuck!" -> {
                while (true) {
                    Thread.onSpinWait();
                }
            }
            case "native-print!" -> System.out.println("from descriptor 1");
            default -> {}
        }
        var function = functions.get(name);
        return function == null ? "no " + name : value(function.source(), span);
    }

    private String spin(Span span) {
        while (!cancelled) {
            Thread.onSpinWait();
        }
        throw new OxurPanic(new LimitError.Cancelled(span));
    }

    /// What native code does when it is wrong.
    private static void crash() {
        long pid = ProcessHandle.current().pid();
        try {
            new ProcessBuilder("kill", "-SEGV", String.valueOf(pid)).start().waitFor();
            // The signal is on its way; nothing comes after a crash.
            new CountDownLatch(1).await();
        } catch (java.io.IOException | InterruptedException e) {
            Runtime.getRuntime().halt(139);
        }
    }

    private static void hog() {
        var all = new ArrayList<byte[]>();
        while (true) {
            all.add(new byte[8 << 20]);
        }
    }

    @Override
    public Outcome evaluateIn(String module, SourceForm form) {
        return evaluate(form);
    }

    @Override
    public List<Definition> preview(String module, List<Stmt> statements) {
        return List.of();
    }

    @Override
    public void cancel() {
        cancelled = true;
    }

    @Override
    public boolean isEvaluating() {
        return evaluating;
    }

    @Override
    public void setLimits(Limits limits) {
        // Nothing here is limited.
    }

    @Override
    public Limits limits() {
        return Limits.NONE;
    }

    @Override
    public void setPrintLimits(PrintLimits limits) {
        // Values are short.
    }

    @Override
    public void addListener(Listener listener) {
        // Nothing to tell.
    }

    @Override
    public void removeListener(Listener listener) {
        // Nobody listens.
    }

    @Override
    public Optional<Outcome> define(String module, SourceForm form) {
        return Optional.empty();
    }

    @Override
    public void cancelDefinition() {
        // It makes none.
    }

    @Override
    public Optional<Expander.Lowered> expand(String module, SourceForm form) {
        return Optional.empty();
    }

    @Override
    public Expander expander() {
        throw new UnsupportedOperationException("no macros here");
    }

    @Override
    public SessionTiers tiers() {
        return SessionTiers.none();
    }

    @Override
    public @Nullable FunctionInfo function(String name) {
        return functions.get(name);
    }

    @Override
    public List<FunctionInfo> functions() {
        return List.copyOf(functions.values());
    }

    @Override
    public List<NameInfo> names() {
        return List.of();
    }

    @Override
    public @Nullable Definition rollback(String function, int version) {
        if (function.equals("last-of-all")) {
            System.exit(7);
        }
        return null;
    }

    @Override
    public void close() {
        cancelled = true;
    }
}
