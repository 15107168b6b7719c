package org.oxur.compiler.rust;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandleProxies;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.oxur.compiler.trap.Failures;
import org.oxur.compiler.trap.Part;
import org.oxur.compiler.trap.TrapPoint;
import org.oxur.compiler.types.ValueType;
import org.oxur.error.OxurPanic;
import org.oxur.error.Site;
import org.oxur.text.Span;
import org.oxur.tier.Artifact;
import org.oxur.tier.CompiledCode;
import org.oxur.tier.Evaluation;
import org.oxur.tier.Tier;
import org.oxur.value.Unit;

/// A loaded library with the code of one function. The library is unloaded when nobody holds this
/// any more.
final class NativeCode implements CompiledCode, NativeRun.Code {
    private static final FunctionDescriptor ENTRY =
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS);

    private final Crate crate;
    private final List<ValueType> parameters;
    private final ValueType result;
    private final LibraryEntry entry;
    private final Supplier<@Nullable String> assembly;
    private final List<Part> parts;

    private NativeCode(Crate crate, LibraryEntry entry, Supplier<@Nullable String> assembly) {
        this.crate = crate;
        this.parameters = crate.program().entry().parameters();
        this.result = crate.program().entry().result();
        this.entry = entry;
        this.assembly = assembly;
        this.parts =
                crate.program().instances().stream()
                        .map(each -> Part.of(each.function(), each.version()))
                        .toList();
    }

    /// @param assembly what the machine executes, when someone looks
    static NativeCode load(
            Crate crate, Path library, String symbol, Supplier<@Nullable String> assembly) {
        var symbols = SymbolLookup.libraryLookup(library, Arena.ofAuto());
        var enter = Linker.nativeLinker().downcallHandle(symbols.findOrThrow(symbol), ENTRY);
        return new NativeCode(
                crate,
                MethodHandleProxies.asInterfaceInstance(LibraryEntry.class, enter),
                assembly);
    }

    @Override
    public Tier tier() {
        return Tier.NATIVE;
    }

    @Override
    public Span span(int point) {
        return crate.points().get(point - 1).span();
    }

    @Override
    public String source() {
        return crate.source();
    }

    @Override
    public @Nullable String artifact(Artifact kind) {
        return switch (kind) {
            case RUST -> source();
            case ASM -> assembly.get();
            case EXPANDED, CORE, BYTECODE, PROFILE -> null;
        };
    }

    @Override
    public boolean isCurrent() {
        return crate.program().isCurrent();
    }

    @Override
    public boolean takes(List<Object> arguments) {
        return crate.program().entry().takes(arguments);
    }

    @Override
    public @Nullable Object call(
            Evaluation evaluation, int depth, List<Object> arguments, Site site) {
        var context = Context.take(depth, evaluation.depthLimit());
        try {
            for (int i = 0; i < parameters.size(); i++) {
                context.argument(i, parameters.get(i), arguments.get(i));
            }
            int point;
            var run = new NativeRun(evaluation, this, context);
            try (run) {
                point = entry.enter(context.memory());
            }
            if (run.isSuperseded()) {
                return null;
            }
            run.throwIfEnded();
            if (point == 0) {
                return context.result(result);
            }
            throw failure(evaluation, context, crate.points().get(point - 1));
        } catch (OxurPanic panic) {
            Part.trace(panic, parts);
            throw panic;
        } finally {
            context.giveBack();
        }
    }

    private static OxurPanic failure(Evaluation evaluation, Context context, TrapPoint point) {
        return switch (point) {
            case TrapPoint.Operation(_, _, var left, var right) ->
                    Failures.of(point, context.left(left), context.right(right), evaluation);
            case TrapPoint.Negation(_, var operand) ->
                    Failures.of(point, context.left(operand), Unit.UNIT, evaluation);
            case TrapPoint.Builtin(_, _, var operands) ->
                    Failures.of(
                            point,
                            context.left(operands.getFirst()),
                            context.right(operands.getLast()),
                            evaluation);
            case TrapPoint.Depth _, TrapPoint.Poll _, TrapPoint.Call _ ->
                    Failures.of(point, Unit.UNIT, Unit.UNIT, evaluation);
        };
    }
}
