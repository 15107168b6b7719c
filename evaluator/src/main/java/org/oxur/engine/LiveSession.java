package org.oxur.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Stmt;
import org.oxur.error.Bug;
import org.oxur.error.LanguageError;
import org.oxur.error.LimitError;
import org.oxur.error.OxurPanic;
import org.oxur.frontend.Expander;
import org.oxur.frontend.LanguageFrontend;
import org.oxur.frontend.ParsedText.SourceForm;
import org.oxur.frontend.PrintLimits;
import org.oxur.interpret.Definitions;
import org.oxur.interpret.DryRun;
import org.oxur.interpret.Execution;
import org.oxur.interpret.FunctionForms;
import org.oxur.module.DefinitionKind;
import org.oxur.module.Function;
import org.oxur.module.Module;
import org.oxur.module.Registry;
import org.oxur.text.SourceText;
import org.oxur.text.Span;
import org.oxur.tier.Artifact;
import org.oxur.tier.Background;
import org.oxur.tier.Promotion;
import org.oxur.tier.Tier;
import org.oxur.value.Printer;
import org.oxur.value.Ref;
import org.oxur.value.Sizes;
import org.oxur.value.TypeNames;
import org.oxur.value.Unit;

/// A session in this process.
public final class LiveSession implements Session {
    /// Address space for the evaluating thread's stack; only what is used becomes memory. The
    /// counted depth must come first.
    private static final long STACK_BYTES = 4L << 30;

    private final LanguageFrontend frontend;
    private final Output output;
    private final Registry registry = new Registry();
    private final SessionTiers tiers;
    private final MacroEngine macros;
    private final Expander expander;
    private final Input input;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final Interludes interludes = new Interludes();
    private final Thread thread;
    private volatile Limits limits;
    private volatile PrintLimits printLimits = PrintLimits.PROMPT;
    private volatile @Nullable Execution running;
    private volatile @Nullable Execution defining;
    private volatile boolean evaluating;
    private volatile boolean cancelRequested;

    /// A cancel that comes as an evaluation ends means that one, never the next.
    private final Object ending = new Object();

    private volatile boolean closed;

    /// What a program reads and was given.
    public interface Input {
        /// A line with its end; empty at the end of input.
        String readLine();

        /// The program's own name first.
        List<String> arguments();

        Input NONE =
                new Input() {
                    @Override
                    public String readLine() {
                        return "";
                    }

                    @Override
                    public List<String> arguments() {
                        return List.of();
                    }
                };
    }

    /// What there is above Tier 0.
    public record Tiers(Background.Source compilers, Promotion promotion) {
        /// Everything is interpreted.
        public static final Tiers NONE =
                new Tiers(Background.Source.NONE, Promotion.forced(Tier.INTERPRETED));
    }

    private LiveSession(
            LanguageFrontend frontend, Output output, Input input, Limits limits, Tiers tiers) {
        this.frontend = frontend;
        this.tiers = new SessionTiers(registry, tiers);
        this.output = output;
        this.input = input;
        this.limits = limits;
        this.macros = new MacroEngine(this::write, this::writeError);
        this.expander = frontend.expander(macros);
        registry.setWords(() -> expander.words().stream().map(Expander.Word::name).toList());
        this.thread = new Thread(null, this::work, "oxur-evaluation", STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
    }

    public static Session open(LanguageFrontend frontend, Output output, Limits limits) {
        return new LiveSession(frontend, output, Input.NONE, limits, Tiers.NONE);
    }

    public static Session open(
            LanguageFrontend frontend, Output output, Input input, Limits limits, Tiers tiers) {
        return new LiveSession(frontend, output, input, limits, tiers);
    }

    // The evaluating thread

    private void work() {
        try {
            while (!closed) {
                tasks.take().run();
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    /// In its turn.
    private <T> T onThread(Callable<T> task) {
        return await(() -> {
            var future = new FutureTask<>(task);
            tasks.add(future);
            return future;
        });
    }

    /// Between two calls or loop turns of what is being evaluated.
    private <T> T between(Callable<T> task) {
        return await(() -> interludes.add(tasks, task));
    }

    private <T> T await(Supplier<FutureTask<T>> asked) {
        if (Thread.currentThread() == thread) {
            throw new IllegalStateException("a listener must not evaluate");
        }
        var future = asked.get();
        if (closed) {
            drop();
        }
        return await(future);
    }

    /// Nobody does any more what waits: those who asked must not wait for ever.
    private void drop() {
        for (var task = tasks.poll(); task != null; task = tasks.poll()) {
            if (task instanceof FutureTask<?> future) {
                future.cancel(false);
            }
        }
        interludes.drop();
    }

    private static <T> T await(FutureTask<T> future) {
        try {
            return future.get();
        } catch (CancellationException e) {
            throw new IllegalStateException("the session is closed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for an evaluation", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Bug bug) {
                throw bug;
            }
            throw new Bug("an evaluation failed inside the engine", e);
        }
    }

    private void write(String text) {
        output.out(text);
    }

    private void writeError(String text) {
        output.err(text);
    }

    private final class Streams implements Execution.Streams {
        @Override
        public void out(String text) {
            output.out(text);
        }

        @Override
        public void err(String text) {
            output.err(text);
        }

        @Override
        public String readLine() {
            return input.readLine();
        }

        @Override
        public List<String> arguments() {
            return input.arguments();
        }
    }

    // Evaluation

    @Override
    public LanguageFrontend frontend() {
        return frontend;
    }

    @Override
    public List<Outcome> evaluate(SourceText source, OutcomeListener each) {
        var outcomes = new ArrayList<Outcome>();
        for (var form : frontend.parse(source).forms()) {
            var outcome = evaluate(form);
            outcomes.add(outcome);
            each.done(outcome);
            if (outcome.status() == Outcome.Status.CANCELLED) {
                break;
            }
        }
        return outcomes;
    }

    @Override
    public Outcome evaluate(SourceForm form) {
        return evaluateIn("", form);
    }

    @Override
    public Outcome evaluateIn(String module, SourceForm form) {
        evaluating = true;
        return onThread(() -> {
            evaluating = true;
            try {
                return new Run(form, module(module)).go();
            } finally {
                synchronized (ending) {
                    running = null;
                    cancelRequested = false;
                    evaluating = false;
                }
            }
        });
    }

    @Override
    public Optional<Outcome> define(String module, SourceForm form) {
        return between(() -> new Run(form, module(module)).beside(running));
    }

    @Override
    public void cancelDefinition() {
        var ex = defining;
        if (ex != null) {
            ex.cancel();
        }
    }

    @Override
    public List<Definition> preview(String module, List<Stmt> statements) {
        var path = module.isEmpty() ? List.<String>of() : List.of(module.split("::"));
        return between(() ->
                DryRun.of(registry, statements, path).stream()
                        .map(LiveSession::definition)
                        .toList());
    }

    private Module module(String path) {
        var module = registry.root();
        if (!path.isEmpty()) {
            for (var name : path.split("::")) {
                var child = module.child(name);
                module = child != null ? child : registry.module(module, name, true);
            }
        }
        return module;
    }

    /// Under the limits as they are now.
    private Execution execution() {
        var now = limits;
        var time = now.time();
        var ex =
                new Execution(
                        registry,
                        new Streams(),
                        now.depth(),
                        time == null ? 0 : Math.max(1, time.toMillis()),
                        now.reductions());
        if (now.heapBytes() > 0) {
            ex.limitHeap(now.heapBytes());
        }
        return ex;
    }

    @Override
    public Optional<Expander.Lowered> expand(String module, SourceForm form) {
        macros.during(execution());
        try {
            return Optional.of(expander.expandIn(module, form));
        } catch (OxurPanic limit) {
            // What else is wrong with a macro is among the errors.
            if (limit.error() instanceof LimitError) {
                return Optional.empty();
            }
            throw Bug.unreachable("a panic beside the errors of an expansion: " + limit);
        }
    }

    /// One evaluation.
    private final class Run {
        private final SourceForm form;
        private final Module module;
        private final long start = System.nanoTime();
        private final List<Definition> definitions = new ArrayList<>();
        private final List<String> uses = new ArrayList<>();
        private List<LanguageError> errors = List.of();
        private long expanded;
        private long mentioning;
        private long ran;
        private boolean beside;
        private boolean doesMore;

        Run(SourceForm form, Module module) {
            this.form = form;
            this.module = module;
        }

        Outcome go() {
            var ex = execution();
            ex.forms(new Forms(ex));
            ex.between(interludes);
            running = ex;
            if (cancelRequested) {
                ex.cancel();
            }
            return go(ex);
        }

        /// While another evaluation runs, or none; that one stays the one that a cancel means.
        ///
        /// @return empty if the form does more than define
        Optional<Outcome> beside(@Nullable Execution other) {
            var ex = execution();
            defining = ex;
            beside = true;
            try {
                var outcome = go(ex);
                return doesMore ? Optional.empty() : Optional.of(outcome);
            } finally {
                defining = null;
                if (other != null) {
                    macros.during(other);
                }
            }
        }

        private Outcome go(Execution ex) {
            macros.during(ex);
            try {
                return ex.watched(() -> evaluate(ex));
            } catch (OxurPanic panic) {
                return failed(ex, panic);
            } catch (StackOverflowError e) {
                return failed(
                        ex,
                        new OxurPanic(new LimitError.RecursionLimit(form.span(), limits.depth())));
            } catch (OutOfMemoryError e) {
                return failed(
                        ex,
                        new OxurPanic(
                                new LimitError.OutOfMemory(
                                        form.span(), Runtime.getRuntime().maxMemory())));
            }
        }

        private Outcome evaluate(Execution ex) {
            var lowered = expander.expandIn(module.path(), form);
            expanded = System.nanoTime();
            lowered.macrosUsed().forEach(this::uses);
            for (var macro : lowered.macrosDefined()) {
                made(
                        new Definition(
                                DefinitionKind.MACRO,
                                macro,
                                0,
                                1,
                                Definition.Change.NEW,
                                form.span()));
            }
            errors = lowered.errors();
            if (!errors.isEmpty()) {
                return failed(ex, new OxurPanic(errors.getFirst()));
            }
            Object value = Unit.UNIT;
            doesMore = beside && !Interludes.onlyDefine(lowered.stmts());
            if (doesMore) {
                return done(ex, value);
            }
            var making = new Definitions(registry, ex, made -> made(LiveSession.definition(made)));
            for (var stmt : lowered.stmts()) {
                value = run(ex, making, stmt);
            }
            making.finish();
            ran = System.nanoTime();
            return done(ex, value);
        }

        private Outcome done(Execution ex, Object value) {
            var seen = Ref.see(value, form::span);
            boolean unit = seen == Unit.UNIT;
            Printer.look(
                    seen,
                    printLimits.maxItems(),
                    printLimits.maxDepth(),
                    printLimits.maxChars(),
                    form::span);
            return new Outcome(
                    form.span(),
                    Outcome.Status.OK,
                    frontend.formatValue(seen, printLimits),
                    unit,
                    null,
                    errors,
                    System.nanoTime() - start,
                    definitions,
                    TypeNames.of(seen),
                    Sizes.of(seen),
                    phases(ex),
                    uses,
                    new HeldValue(seen, frontend));
        }

        private Object run(Execution ex, Definitions making, Stmt stmt) {
            long begun = System.nanoTime();
            Definitions.mentions(stmt, registry, module).forEach(this::uses);
            mentioning += System.nanoTime() - begun;
            try {
                return making.run(stmt, module);
            } finally {
                ex.usedFunctions().forEach(this::uses);
            }
        }

        private void uses(String name) {
            if (!uses.contains(name)) {
                uses.add(name);
            }
        }

        private void made(Definition definition) {
            definitions.add(definition);
            announce(definition);
        }

        private Outcome failed(Execution ex, OxurPanic panic) {
            if (panic.error() instanceof LimitError.OutOfMemory) {
                Execution.recoverMemory();
            }
            var status =
                    switch (panic.error()) {
                        case LimitError.Cancelled _ -> Outcome.Status.CANCELLED;
                        case LimitError.Timeout _ -> Outcome.Status.TIMEOUT;
                        default -> Outcome.Status.ERROR;
                    };
            return new Outcome(
                    form.span(),
                    status,
                    null,
                    false,
                    panic,
                    errors,
                    System.nanoTime() - start,
                    definitions,
                    null,
                    null,
                    phases(ex),
                    uses);
        }

        /// Of what came so far: where it failed, the phase that failed is the last.
        private Outcome.Phases phases(Execution ex) {
            long now = System.nanoTime();
            long expandedAt = expanded == 0 ? now : expanded;
            long ranAt = expanded == 0 || ran != 0 ? ran : now;
            long checked = mentioning + ex.buildNanos();
            return new Outcome.Phases(
                    expandedAt - start,
                    checked,
                    expanded == 0 ? 0 : Math.max(0, ranAt - expandedAt - checked),
                    ran == 0 ? 0 : now - ran);
        }
    }

    private void announce(Definition definition) {
        if (definition.replaced()) {
            tiers.background().redefined(definition.name());
        }
        for (var listener : listeners) {
            listener.defined(definition);
            if (definition.replaced() && definition.kind() == DefinitionKind.FUNCTION) {
                listener.notice(hotLoaded(definition));
            }
        }
    }

    /// The words of a hot load.
    public static String hotLoaded(Definition definition) {
        return "✓ Hot-loaded: "
                + definition.name()
                + " (v"
                + definition.oldVersion()
                + " → v"
                + definition.newVersion()
                + ")";
    }

    private static Definition definition(Definitions.Made made) {
        var change = made.change();
        var what =
                change.oldVersion() == 0
                        ? Definition.Change.NEW
                        : change.same()
                                ? Definition.Change.SAME
                                : change.signatureChanged()
                                        ? Definition.Change.SIGNATURE
                                        : Definition.Change.BODY;
        return new Definition(
                made.kind(),
                change.name(),
                change.oldVersion(),
                change.newVersion(),
                what,
                made.span());
    }

    /// What a program itself can ask and do about its functions.
    private final class Forms implements FunctionForms.Host {
        private final Execution ex;

        Forms(Execution ex) {
            this.ex = ex;
        }

        @Override
        public void rolledBack(Registry.Change change, Span span) {
            announce(definition(new Definitions.Made(DefinitionKind.FUNCTION, change, span)));
        }

        @Override
        public Promotion promotion() {
            return tiers.promotion();
        }

        @Override
        public Background background() {
            return tiers.background();
        }

        @Override
        public @Nullable String artifact(Function function, Artifact kind) {
            return tiers.artifact(function, kind);
        }

        @Override
        public Object macroexpand(Object form, boolean once) {
            macros.during(ex);
            return expander.macroexpand(form, once);
        }
    }

    // From any thread

    @Override
    public void cancel() {
        synchronized (ending) {
            if (evaluating) {
                // What is still being read or expanded ends as soon as it would run.
                cancelRequested = true;
                var ex = running;
                if (ex != null) {
                    ex.cancel();
                }
            }
        }
    }

    @Override
    public boolean isEvaluating() {
        return evaluating;
    }

    @Override
    public void setLimits(Limits newLimits) {
        limits = newLimits;
    }

    @Override
    public Limits limits() {
        return limits;
    }

    @Override
    public void setPrintLimits(PrintLimits newLimits) {
        printLimits = newLimits;
    }

    @Override
    public void addListener(Listener listener) {
        listeners.add(listener);
    }

    @Override
    public void removeListener(Listener listener) {
        listeners.remove(listener);
    }

    @Override
    public Expander expander() {
        return expander;
    }

    @Override
    public SessionTiers tiers() {
        return tiers;
    }

    @Override
    public @Nullable FunctionInfo function(String name) {
        for (var function : registry.functions()) {
            if (function.name().equals(name)) {
                return Infos.of(function, tiers.background());
            }
        }
        return null;
    }

    @Override
    public List<FunctionInfo> functions() {
        return registry.functions().stream().map(f -> Infos.of(f, tiers.background())).toList();
    }

    @Override
    public List<NameInfo> names() {
        return Infos.names(registry, expander.words());
    }

    @Override
    public @Nullable Definition rollback(String name, int version) {
        return between(() -> {
            for (var function : registry.functions()) {
                if (function.name().equals(name)) {
                    var change = registry.rollback(function, version, Definitions::calls);
                    if (change == null) {
                        return null;
                    }
                    var definition =
                            definition(
                                    new Definitions.Made(
                                            DefinitionKind.FUNCTION,
                                            change,
                                            function.current().span()));
                    announce(definition);
                    return definition;
                }
            }
            return null;
        });
    }

    @Override
    public void close() {
        closed = true;
        cancel();
        tiers.close();
        drop();
        tasks.add(() -> {});
    }
}
