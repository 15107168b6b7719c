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

    /// @param tier to promote to; null for native code
    /// @return whether there is such a function and it can be done
    public boolean set(String name, Action action, @Nullable Tier tier) {
        var function = function(name);
        if (function == null || tier == Tier.INTERPRETED && action == Action.PROMOTE) {
            return false;
        }
        switch (action) {
            case PROMOTE -> {
                background.pin(function, false);
                background.ask(function, tier == null ? Tier.NATIVE : tier, Urgency.ASKED);
            }
            case DEMOTE -> background.demote(function);
            case PIN -> background.pin(function, true);
            case UNPIN -> background.pin(function, false);
        }
        return true;
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
        return found;
    }

    @Nullable String artifact(Function function, Artifact kind) {
        var tree = function.current().tree();
        return switch (kind) {
            case EXPANDED -> text(OxurPrinter.print(tree), "; ");
            case CORE -> core(tree);
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
