package org.oxur.interpret;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.oxur.tier.Promotion;
import org.oxur.tier.Tier;

/// What makes a loop move up while it runs: where Tier 0 looks at its limits, it asks for code of
/// the loop, or goes on in that. The code takes the variables from the frame and puts them back
/// when the loop is left, so that Tier 0 can go on behind it.
final class HotLoop {
    private static final Promotion FORCED = Promotion.forced(Tier.JIT);

    private final Code code;
    private boolean begun;
    private boolean asked;

    /// A variable was of another kind than the code was made for.
    boolean mixed;

    private volatile @Nullable CompiledBody compiled;

    HotLoop(Code code) {
        this.code = code;
    }

    /// Executes the loop from where it begins, if there is code that fits.
    ///
    /// @param all describes the loop
    /// @return what its node gives; null where Tier 0 executes it
    @Nullable Object begin(Frame f, Node node, Supplier<Operation> all) {
        if (!begun) {
            begun = true;
            var host = f.ex.forms();
            if (host != null && host.promotion().equals(FORCED)) {
                var job = ask(f, node, all);
                var _ = FunctionForms.await(f.ex, job, node);
            }
        }
        return compiled == null ? null : goOn(f);
    }

    /// Executes what is left of the loop, if there is code that fits; else asks for it.
    ///
    /// @param rest describes what is left, where variables are what they are in the frame
    /// @return what its node gives; null where Tier 0 goes on
    @Nullable Object goOn(Frame f, Node node, Supplier<Operation> rest) {
        if (!asked) {
            var _ = ask(f, node, rest);
        }
        return compiled == null ? null : goOn(f);
    }

    private @Nullable Object goOn(Frame f) {
        var body = compiled;
        if (body == null || f.ex.countsReductions()) {
            return null;
        }
        var value = body.run(f);
        if (value == null) {
            compiled = null;
            mixed = true;
            asked = false;
        }
        return value;
    }

    private CompletableFuture<Void> ask(Frame f, Node node, Supplier<Operation> rest) {
        asked = true;
        var host = f.ex.forms();
        return host == null
                        || host.promotion().highest() == Tier.INTERPRETED
                        || f.ex.countsReductions()
                ? CompletableFuture.completedFuture(null)
                : host.background().ask(CodeTree.ofLoop(code, this, node, rest.get(), f));
    }

    /// Whether there may be code when the loop begins: then it finds in the frame what it needs.
    boolean isAwaited() {
        return !begun || compiled != null;
    }

    void install(CompiledBody made) {
        compiled = made;
    }
}
