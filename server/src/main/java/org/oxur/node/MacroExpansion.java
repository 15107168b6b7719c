package org.oxur.node;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Stmt;
import org.oxur.engine.Limits;
import org.oxur.engine.Session;
import org.oxur.error.Bug;
import org.oxur.error.LimitError;
import org.oxur.frontend.Expander.Lowered;
import org.oxur.frontend.ParsedText.SourceForm;
import org.oxur.print.OxurPrinter;
import org.oxur.print.Printed;
import org.oxur.protocol.NodeError;
import org.oxur.protocol.NodeEval;
import org.oxur.protocol.NodeExpand;
import org.oxur.protocol.NodePreview;
import org.oxur.text.SourceText;

/// Expands the macros of texts that are being written: in an environment made from the texts
/// themselves, apart from every session, on a thread of its own, and only for so long.
///
/// What a form becomes depends on its text and on the definitions before it, those of the modules
/// that are used among them; what is known of a form and a hash of these is not expanded again.
final class MacroExpansion implements AutoCloseable {
    /// For one form; what takes longer stays opaque until it is written differently.
    private static final long FORM_MILLIS = 2_000;

    /// For one text with all it uses; what comes after is for the next time.
    private static final long TEXT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final int MAX_KNOWN = 4_096;

    /// Much deeper than any template; what is deeper is `macro-error` long before.
    private static final long STACK_BYTES = 512L << 20;

    private static final Limits LIMITS = Limits.time(Duration.ofMillis(FORM_MILLIS));

    private static final Session.Output SILENT =
            new Session.Output() {
                @Override
                public void out(String text) {
                    // A macro that prints, prints when the form is evaluated.
                }

                @Override
                public void err(String text) {
                    // As above.
                }
            };

    private final SessionFactory factory;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(task -> {
                var made = new Thread(null, task, "macro expansion", STACK_BYTES);
                made.setDaemon(true);
                return made;
            });

    /// Belongs to the thread. A form in which no macro took part has no expansion, which is worth
    /// knowing too.
    private final Map<Key, Known> known =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Key, Known> eldest) {
                    return size() > MAX_KNOWN;
                }
            };

    /// @param start errors are known by their places
    private record Key(String form, int start, Environment environment) {
        static Key of(SourceForm form, Environment environment) {
            return new Key(form.span().text(), form.span().start(), environment);
        }
    }

    /// The definitions that a form sees, as a hash of their texts.
    private record Environment(String hash) {
        Environment with(String text) {
            try {
                var digest = MessageDigest.getInstance("SHA-256");
                digest.update(hash.getBytes(StandardCharsets.UTF_8));
                return new Environment(
                        HexFormat.of()
                                .formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8))));
            } catch (NoSuchAlgorithmException e) {
                throw new Bug("every Java has SHA-256", e);
            }
        }

        Environment after(SourceForm form, Known known) {
            return known.defines() ? with(form.span().text()) : this;
        }
    }

    /// @param defines something that later forms may see
    private record Known(
            NodeExpand.@Nullable Form expansion, boolean defines, boolean tookTooLong) {
        static final Known TOOK_TOO_LONG = new Known(null, true, true);
    }

    /// What slices of a text lower to.
    ///
    /// @param module in which they stand
    record Statements(
            String module, List<Stmt> statements, List<String> macros, List<NodeError> errors) {}

    MacroExpansion(SessionFactory factory) {
        this.factory = factory;
    }

    CompletableFuture<NodeExpand.Result> submit(NodeExpand asked) {
        return CompletableFuture.supplyAsync(() -> expand(asked), thread);
    }

    private NodeExpand.Result expand(NodeExpand asked) {
        try (var session = factory.open(SILENT)) {
            var frontend = session.frontend();
            var text = new SourceText(asked.text().name(), asked.text().text());
            var forms = frontend.parse(text).forms();
            var remembered = remembered(asked.text(), asked.before(), forms);
            if (remembered == null) {
                session.setLimits(LIMITS);
                remembered = expand(asked, forms, session);
            }
            return new NodeExpand.Result(
                    remembered.stream().map(Known::expansion).filter(Objects::nonNull).toList());
        }
    }

    /// All forms, or null if something is not known of one.
    private @Nullable List<Known> remembered(
            NodeExpand.Text text, List<NodeExpand.Text> before, List<SourceForm> forms) {
        var found = new ArrayList<Known>();
        var environment = environment(text, before);
        for (var form : forms) {
            var one = known.get(Key.of(form, environment));
            if (one == null) {
                return null;
            }
            found.add(one);
            environment = environment.after(form, one);
        }
        return found;
    }

    private List<Known> expand(NodeExpand asked, List<SourceForm> forms, Session session) {
        long begun = System.nanoTime();
        asked.before().forEach(text -> pass(text, session, begun));
        var found = new ArrayList<Known>();
        var environment = environment(asked.text(), asked.before());
        for (int i = 0; i < forms.size() && inTime(begun); i++) {
            var form = forms.get(i);
            var key = Key.of(form, environment);
            var before = known.get(key);
            var now =
                    before != null && before.tookTooLong()
                            ? before
                            : session.expand(asked.text().module(), form)
                                    .map(lowered -> known(form, lowered, session))
                                    .orElse(Known.TOOK_TOO_LONG);
            known.put(key, now);
            found.add(now);
            environment = environment.after(form, now);
        }
        return found;
    }

    private static Known known(SourceForm form, Lowered lowered, Session session) {
        boolean defines =
                !lowered.macrosDefined().isEmpty()
                        || lowered.stmts().stream().anyMatch(Stmt.Definition.class::isInstance);
        return new Known(form(form, lowered, session), defines, false);
    }

    private static Environment environment(NodeExpand.Text text, List<NodeExpand.Text> before) {
        var environment = new Environment("").with(text.name()).with(text.module());
        for (var module : before) {
            environment = environment.with(module.toString());
        }
        return environment;
    }

    private static boolean inTime(long begunNanos) {
        return System.nanoTime() - begunNanos < TEXT_NANOS;
    }

    /// Its macros and functions become known.
    private static void pass(NodeExpand.Text text, Session session, long begunNanos) {
        var source = new SourceText(text.name(), text.text());
        for (var form : session.frontend().parse(source).forms()) {
            if (inTime(begunNanos)) {
                var _ = session.expand(text.module(), form);
            }
        }
    }

    private static NodeExpand.@Nullable Form form(
            SourceForm form, Lowered lowered, Session session) {
        if (lowered.macrosUsed().isEmpty()) {
            return null;
        }
        return new NodeExpand.Form(
                form.span().start(),
                form.span().end(),
                text(lowered.stmts()),
                errors(lowered, session),
                lowered.macrosUsed());
    }

    private static List<NodeError> errors(Lowered lowered, Session session) {
        return lowered.errors().stream()
                .map(error -> ErrorReport.of(error, session.frontend()))
                .toList();
    }

    private static String text(List<Stmt> stmts) {
        return stmts.stream().map(MacroExpansion::text).collect(Collectors.joining("\n"));
    }

    private static String text(Stmt stmt) {
        return switch (OxurPrinter.print(stmt)) {
            case Printed.Text(var text) -> text;
            case Printed.Impossible(_, var reason) -> "; " + reason;
        };
    }

    /// What the slices of a preview lower to, after all that stands before them.
    CompletableFuture<Statements> statements(NodePreview asked) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (var session = factory.open(SILENT)) {
                        session.setLimits(LIMITS);
                        return statements(asked, session);
                    }
                },
                thread);
    }

    private static Statements statements(NodePreview asked, Session session) {
        long begun = System.nanoTime();
        asked.before().forEach(text -> pass(text, session, begun));
        var statements = new ArrayList<Stmt>();
        var macros = new ArrayList<String>();
        var errors = new ArrayList<NodeError>();
        var source = new SourceText(asked.text().name(), asked.text().text());
        var parsed = session.frontend().parse(source);
        for (var form : parsed.forms()) {
            var lowered =
                    inTime(begun)
                            ? session.expand(asked.module(), form)
                            : Optional.<Lowered>empty();
            if (!isMeant(asked.slices(), form.span().start(), form.span().end())) {
                continue;
            }
            if (lowered.isEmpty()) {
                var late = LimitError.Timeout.ofMillis(form.span(), FORM_MILLIS);
                errors.add(ErrorReport.of(late, session.frontend()));
            } else {
                statements.addAll(lowered.get().stmts());
                macros.addAll(lowered.get().macrosDefined());
                errors.addAll(errors(lowered.get(), session));
            }
        }
        for (var error : parsed.errors()) {
            if (isMeant(asked.slices(), error.span().start(), error.span().end())) {
                errors.add(ErrorReport.of(error, session.frontend()));
            }
        }
        return new Statements(asked.module(), statements, macros, errors);
    }

    private static boolean isMeant(List<NodeEval.Slice> slices, int start, int end) {
        return slices.stream().anyMatch(slice -> slice.start() <= start && end <= slice.end());
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
