package org.oxur.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.FnArg;
import org.oxur.ast.Item;
import org.oxur.ast.Signature;
import org.oxur.ast.Stmt;
import org.oxur.ast.Type;
import org.oxur.interpret.FunctionCode;
import org.oxur.module.Function;
import org.oxur.module.Registry;
import org.oxur.print.OxurPrinter;
import org.oxur.print.Printed;
import org.oxur.print.RustPrinter;
import org.oxur.tier.Artifact;
import org.oxur.tier.Background;
import org.oxur.tier.CompileJob;
import org.oxur.tier.Crates;
import org.oxur.tier.Promotion;
import org.oxur.tier.Tier;
import org.oxur.tier.TierChange;
import org.oxur.tier.TierListener;
import org.oxur.tier.Urgency;

/// What executes the functions of a session, seen and changed from outside. From any thread.
public final class SessionTiers implements AutoCloseable {
    private final Registry registry;
    private final Background background;
    private final Crates crates;
    private final List<TierListener> listeners = new CopyOnWriteArrayList<>();
    private volatile Promotion promotion;

    /// What to do with a function.
    public enum Action {
        /// Compile it now.
        PROMOTE,
        /// Interpret it, until someone asks for more.
        DEMOTE,
        /// Let it stay where it is.
        PIN,
        UNPIN
    }

    SessionTiers(Registry registry, LiveSession.Tiers tiers) {
        this.registry = registry;
        this.promotion = tiers.promotion();
        this.crates = tiers.crates();
        this.background = tiers.compilers().open(registry, new Listeners());
    }

    /// Of a session without functions.
    public static SessionTiers none() {
        return new SessionTiers(new Registry(), LiveSession.Tiers.NONE);
    }

    private final class Listeners implements TierListener {
        @Override
        public void job(CompileJob job) {
            listeners.forEach(listener -> listener.job(job));
        }

        @Override
        public void tier(TierChange change) {
            listeners.forEach(listener -> listener.tier(change));
        }
    }

    public void addListener(TierListener listener) {
        listeners.add(listener);
    }

    /// When functions move up.
    public Promotion promotion() {
        return promotion;
    }

    /// Counts for functions from their next look on: what was already passed stays passed.
    public void setPromotion(Promotion now) {
        promotion = now;
    }

    /// Where crates come from.
    Crates crates() {
        return crates;
    }

    /// The jobs: what waits and runs, and how well it was guessed.
    public Background background() {
        return background;
    }

    /// @param name with its module; null gives null
    @Nullable Function function(String name) {
        return registry.function(name);
    }

    /// What came of [#set].
    ///
    /// @param jobId of the compilation that it needs; null where it needs none, or none any more
    public record Moved(boolean accepted, @Nullable Long jobId) {
        private static final Moved NO = new Moved(false, null);
        private static final Moved AT_ONCE = new Moved(true, null);
    }

    /// @param tier to promote to, native code if it is null; to demote to, the interpreter if it is
    ///   null; to hold it in, the one that it is in if it is null
    /// @return whether there is such a function and it can be done
    public Moved set(String name, Action action, @Nullable Tier tier) {
        var function = function(name);
        if (function == null) {
            return Moved.NO;
        }
        return switch (action) {
            case PROMOTE ->
                    tier == Tier.INTERPRETED
                            ? Moved.NO
                            : up(function, tier == null ? Tier.NATIVE : tier);
            case DEMOTE -> down(function, tier == null ? Tier.INTERPRETED : tier);
            case PIN -> {
                var now = FunctionCode.tier(function);
                background.pin(function, true);
                yield tier == null || tier == now
                        ? Moved.AT_ONCE
                        : tier.compareTo(now) > 0 ? up(function, tier) : down(function, tier);
            }
            case UNPIN -> {
                background.pin(function, false);
                yield Moved.AT_ONCE;
            }
        };
    }

    private Moved up(Function function, Tier tier) {
        if (background.ask(function, tier, Urgency.ASKED).isDone()) {
            return Moved.AT_ONCE;
        }
        return background.jobs().stream()
                .filter(job -> job.tier() == tier && job.function().equals(function.name()))
                .findFirst()
                .map(job -> new Moved(true, job.id()))
                .orElse(Moved.AT_ONCE);
    }

    private Moved down(Function function, Tier tier) {
        if (tier.compareTo(FunctionCode.tier(function)) > 0) {
            return Moved.NO;
        }
        background.demote(function);
        return tier == Tier.INTERPRETED ? Moved.AT_ONCE : up(function, tier);
    }

    /// What a function became, as text; null where that is not there.
    public @Nullable String artifact(String name, Artifact kind) {
        var function = function(name);
        return function == null ? null : artifact(function, kind);
    }

    /// What there is to look at.
    public List<Artifact> artifacts(String name) {
        var function = function(name);
        if (function == null) {
            return List.of();
        }
        var compiled = FunctionCode.compiled(function);
        var found = new ArrayList<>(List.of(Artifact.EXPANDED, Artifact.CORE));
        if (compiled != null) {
            found.addAll(
                    compiled.tier() == Tier.JIT
                            ? List.of(Artifact.BYTECODE)
                            : List.of(Artifact.RUST, Artifact.ASM));
        }
        found.add(Artifact.PROFILE);
        return found;
    }

    @Nullable String artifact(Function function, Artifact kind) {
        var tree = function.current().tree();
        return switch (kind) {
            case EXPANDED -> text(OxurPrinter.print(tree), "; ");
            case CORE -> core(tree);
            case PROFILE -> Profile.of(function, background);
            case BYTECODE, RUST, ASM -> {
                var compiled = FunctionCode.compiled(function);
                yield compiled == null ? null : compiled.artifact(kind);
            }
        };
    }

    /// What has no type written stands as `_`, which Rust takes no such definition with, but people
    /// can read.
    private static String core(Item.Fn tree) {
        var sig = tree.sig();
        boolean isTyped = true;
        var inputs = new ArrayList<FnArg>();
        for (var input : sig.inputs()) {
            if (input instanceof FnArg.Typed(var span, var pat, var type) && type == null) {
                isTyped = false;
                inputs.add(new FnArg.Typed(span, pat, new Type.Infer(span)));
            } else {
                inputs.add(input);
            }
        }
        if (isTyped) {
            return rust(tree);
        }
        var output = sig.output() == null ? new Type.Infer(sig.span()) : sig.output();
        var filled = new Signature(sig.span(), sig.ident(), sig.generics(), inputs, output);
        return "// `_`: the type is not written, and is that of the values it is called with.\n"
                + rust(new Item.Fn(tree.span(), tree.isPub(), filled, tree.body(), tree.doc()));
    }

    private static String rust(Item.Fn tree) {
        return text(RustPrinter.print(List.of(new Stmt.Definition(tree.span(), tree))), "// ");
    }

    private static String text(Printed printed, String comment) {
        return switch (printed) {
            case Printed.Text(var text) -> text;
            case Printed.Impossible(_, var reason) -> comment + reason;
        };
    }

    @Override
    public void close() {
        background.close();
    }
}
