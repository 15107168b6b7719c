package org.oxur.interpret;

import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.oxur.error.Site;
import org.oxur.tier.Artifact;
import org.oxur.tier.CompiledCode;
import org.oxur.tier.Evaluation;
import org.oxur.tier.Tier;

/// Bytecode that was made from the nodes of a function, closure or top-level form.
final class TreeCode implements CompiledCode {
    final Code code;
    private final CompiledBody body;

    /// `static Object call(Execution, int depth, Site, Frame, long, Object, …)`, for compiled
    /// callers.
    final MethodHandle call;

    private final Supplier<String> listing;
    private final Node nodes;

    TreeCode(
            Code code, Node nodes, CompiledBody body, MethodHandle call, Supplier<String> listing) {
        this.code = code;
        this.nodes = nodes;
        this.body = body;
        this.call = call;
        this.listing = listing;
    }

    CompiledBody body() {
        return body;
    }

    /// Whether it was made from these.
    boolean isOf(Node now) {
        return nodes == now;
    }

    @Override
    public Tier tier() {
        return Tier.JIT;
    }

    @Override
    public boolean isCurrent() {
        return code.function == null || code.function.entry == code;
    }

    @Override
    public boolean takes(List<Object> arguments) {
        return true;
    }

    @Override
    public Object call(Evaluation evaluation, int depth, List<Object> arguments, Site site) {
        return Calls.run((Execution) evaluation, depth, code, null, arguments.toArray(), site);
    }

    @Override
    public @Nullable String artifact(Artifact kind) {
        return kind == Artifact.BYTECODE ? listing.get() : null;
    }

    @Override
    public @Nullable String source() {
        return null;
    }
}
