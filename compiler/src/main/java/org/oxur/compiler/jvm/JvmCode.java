package org.oxur.compiler.jvm;

import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.compiler.jvm.tree.Listing;
import org.oxur.compiler.trap.TrapPoint;
import org.oxur.compiler.types.Program;
import org.oxur.error.Bug;
import org.oxur.error.Site;
import org.oxur.tier.Artifact;
import org.oxur.tier.CompiledCode;
import org.oxur.tier.Evaluation;
import org.oxur.tier.Tier;

/// A loaded class with the code of one function and all that it calls.
final class JvmCode implements CompiledCode {
    private static final MethodType CALL =
            MethodType.methodType(Object.class, Object[].class, Guard.class, int.class);

    private final Program program;
    private final List<TrapPoint> points;
    private final UnitEntry entry;
    private final byte[] bytes;
    private final @Nullable CompiledCode forCallers;

    private JvmCode(
            Program program,
            UnitEmitter.Unit unit,
            UnitEntry entry,
            @Nullable CompiledCode forCallers) {
        this.program = program;
        this.points = List.copyOf(unit.points());
        this.entry = entry;
        this.bytes = unit.bytes();
        this.forCallers = forCallers;
    }

    /// The class is hidden: it goes when nobody holds this any more.
    ///
    /// @param forCallers see [CompiledCode#forCallers()]
    static JvmCode load(Program program, UnitEmitter.Unit unit, @Nullable CompiledCode forCallers) {
        try {
            var lookup = MethodHandles.lookup().defineHiddenClass(unit.bytes(), true);
            var call = lookup.findStatic(lookup.lookupClass(), "call", CALL);
            return new JvmCode(
                    program,
                    unit,
                    MethodHandleProxies.asInterfaceInstance(UnitEntry.class, call),
                    forCallers);
        } catch (ReflectiveOperationException e) {
            throw new Bug("a compiled class could not be loaded", e);
        }
    }

    @Override
    public Tier tier() {
        return Tier.JIT;
    }

    @Override
    public @Nullable String source() {
        return null;
    }

    @Override
    public @Nullable String artifact(Artifact kind) {
        return kind == Artifact.BYTECODE ? Listing.of(bytes) : null;
    }

    @Override
    public @Nullable CompiledCode forCallers() {
        return forCallers;
    }

    @Override
    public boolean isCurrent() {
        return program.isCurrent();
    }

    @Override
    public boolean takes(List<Object> arguments) {
        return program.entry().takes(arguments);
    }

    @Override
    public @Nullable Object call(
            Evaluation evaluation, int depth, List<Object> arguments, Site site) {
        var guard = new Guard(program, evaluation, points);
        evaluation.onInterrupt(guard::stop);
        try {
            return entry.call(arguments.toArray(), guard, depth);
        } catch (Guard.Superseded e) {
            return null;
        } finally {
            evaluation.onInterrupt(null);
        }
    }
}
