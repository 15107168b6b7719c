package org.oxur.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Stmt;
import org.oxur.error.Bug;
import org.oxur.error.LimitError;
import org.oxur.error.OxurPanic;
import org.oxur.frontend.Expander;
import org.oxur.frontend.LanguageFrontend;
import org.oxur.frontend.ParsedText.SourceForm;
import org.oxur.frontend.PrintLimits;
import org.oxur.interpret.Definitions;
import org.oxur.interpret.DryRun;
import org.oxur.interpret.Execution;
import org.oxur.module.DefinitionKind;
import org.oxur.module.Module;
import org.oxur.module.Registry;
import org.oxur.text.SourceText;
import org.oxur.tier.Background;
import org.oxur.tier.Crates;
import org.oxur.tier.Promotion;
import org.oxur.tier.Tier;

/// A session in this process.
public final class LiveSession implements Session {
    private final LanguageFrontend frontend;
    private final Output output;
    private final Registry registry = new Registry();
    private final SessionTiers tiers;
    private final MacroEngine macros;
    private final Expander expander;
    private final Input input;
    private final Announcements announcements;
    private final EvaluationThread thread = new EvaluationThread();
    private volatile Limits limits;
    private volatile PrintLimits printLimits = PrintLimits.PROMPT;
    private volatile @Nullable Execution running;
    private volatile @Nullable Execution defining;
    private volatile boolean evaluating;
    private volatile boolean cancelRequested;

    /// A cancel that comes as an evaluation ends means that one, never the next.
    private final Object ending = new Object();

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
    public record Tiers(Background.Source compilers, Crates crates, Promotion promotion) {
        /// Everything is interpreted.
        public static final Tiers NONE =
                new Tiers(Background.Source.NONE, Promotion.forced(Tier.INTERPRETED));

        /// Without crates.
        public Tiers(Background.Source compilers, Promotion promotion) {
            this(compilers, Crates.NONE, promotion);
        }
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
        registry.setComing(expander::mayDefine);
        this.announcements = new Announcements(this.tiers);
    }

    public static Session open(LanguageFrontend frontend, Output output, Limits limits) {
        return new LiveSession(frontend, output, Input.NONE, limits, Tiers.NONE);
    }

    public static Session open(
            LanguageFrontend frontend, Output output, Input input, Limits limits, Tiers tiers) {
        return new LiveSession(frontend, output, input, limits, tiers);
    }

    // Where output goes, and input comes from

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
        return thread.inTurn(() -> {
            evaluating = true;
            try {
                var ex = execution();
                ex.forms(new ProgramForms(ex, tiers, macros, expander, announcements));
                ex.between(thread.interludes());
                running = ex;
                if (cancelRequested) {
                    ex.cancel();
                }
                return run(ex, module, form).go();
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
        return thread.between(() -> define(module, form, running));
    }

    /// While another evaluation runs, or none; that one stays the one that a cancel means.
    private Optional<Outcome> define(String module, SourceForm form, @Nullable Execution other) {
        var ex = execution();
        defining = ex;
        try {
            return run(ex, module, form).define();
        } finally {
            defining = null;
            if (other != null) {
                macros.during(other);
            }
        }
    }

    private FormRun run(Execution ex, String module, SourceForm form) {
        macros.during(ex);
        var world =
                new FormRun.World(
                        frontend, expander, registry, announcements, limits.depth(), printLimits);
        return new FormRun(world, ex, form, module(module));
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
        return thread.between(
                () -> DryRun.of(registry, statements, path).stream().map(Definition::of).toList());
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
        announcements.add(listener);
    }

    @Override
    public void removeListener(Listener listener) {
        announcements.remove(listener);
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
        var function = registry.function(name);
        return function == null ? null : Infos.of(function, tiers.background());
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
        return thread.between(() -> {
            for (var function : registry.functions()) {
                if (function.name().equals(name)) {
                    var change = registry.rollback(function, version, Definitions::calls);
                    if (change == null) {
                        return null;
                    }
                    var definition =
                            Definition.of(
                                    new Definitions.Made(
                                            DefinitionKind.FUNCTION,
                                            change,
                                            function.current().span()));
                    announcements.made(definition);
                    return definition;
                }
            }
            return null;
        });
    }

    @Override
    public void close() {
        thread.close(() -> {
            cancel();
            tiers.close();
        });
    }
}
