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
import org.oxur.compiler.owned.OwnedCrate;
import org.oxur.compiler.owned.Ty;
import org.oxur.compiler.trap.Part;
import org.oxur.compiler.types.ValueType;
import org.oxur.error.LimitError;
import org.oxur.error.OxurPanic;
import org.oxur.error.Site;
import org.oxur.text.Span;
import org.oxur.tier.Artifact;
import org.oxur.tier.CompiledCode;
import org.oxur.tier.Evaluation;
import org.oxur.tier.Tier;
import org.oxur.value.Ref;

/// A loaded library of a program whose values own memory. The library is unloaded when nobody holds
/// this any more.
final class OwnedCode implements CompiledCode, NativeRun.Code {
    private static final FunctionDescriptor ENTRY =
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS);

    /// It is better made by Tier 0: it asked for much memory, whose want Tier 0 can tell. Where
    /// something that it printed was seen, it is an error.
    private static final int GIVEN_UP = -2;

    /// Of values that contain themselves: dropping such a chain takes a stack frame for each link,
    /// so chains must not become longer than the stack allows.
    private static final long MOST_IN_CHAINS = 256L << 20;

    private final OwnedCrate crate;
    private final Codec codec;
    private final LibraryEntry entry;
    private final LibraryEntry free;
    private final Supplier<@Nullable String> assembly;
    private final ThreadLocal<Outbox> outboxes = ThreadLocal.withInitial(Outbox::new);

    private OwnedCode(
            OwnedCrate crate,
            LibraryEntry entry,
            LibraryEntry free,
            Supplier<@Nullable String> assembly) {
        this.assembly = assembly;
        this.crate = crate;
        this.codec = new Codec(crate.keywords());
        this.entry = entry;
        this.free = free;
    }

    /// @param assembly what the machine executes, when someone looks
    static OwnedCode load(
            OwnedCrate crate, Path library, String symbol, Supplier<@Nullable String> assembly) {
        var symbols = SymbolLookup.libraryLookup(library, Arena.ofAuto());
        return new OwnedCode(
                crate, function(symbols, symbol), function(symbols, "oxur_free"), assembly);
    }

    private static LibraryEntry function(SymbolLookup symbols, String name) {
        var handle = Linker.nativeLinker().downcallHandle(symbols.findOrThrow(name), ENTRY);
        return MethodHandleProxies.asInterfaceInstance(LibraryEntry.class, handle);
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
        return crate.dependencies().hold();
    }

    @Override
    public boolean takes(List<Object> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            if (!Codec.holds(crate.parameters().get(i), arguments.get(i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public @Nullable Object call(
            Evaluation evaluation, int depth, List<Object> arguments, Site site) {
        var context = Context.take(depth, evaluation.depthLimit());
        var outbox = outboxes.get();
        try {
            for (int i = 0; i < arguments.size(); i++) {
                argument(context, outbox, i, arguments.get(i), site);
            }
            context.input(outbox.memory());
            context.most(
                    crate.chains()
                            ? MOST_IN_CHAINS
                            : Math.max(1L << 30, Runtime.getRuntime().maxMemory()));
            int point;
            var run = new NativeRun(evaluation, this, context);
            try (run) {
                point = entry.enter(context.memory());
            }
            if (run.isSuperseded() || point == GIVEN_UP && !run.isShown()) {
                return null;
            }
            if (context.saidBytes() > 0) {
                evaluation.print(context.said());
            }
            var inbox = context.hasOutput() ? new Inbox(context.output()) : null;
            try {
                run.throwIfEnded();
                if (point == GIVEN_UP) {
                    throw new OxurPanic(
                            new LimitError.OutOfMemory(
                                    crate.span(), Runtime.getRuntime().maxMemory()));
                }
                if (point != 0) {
                    throw OwnedFailures.of(crate, codec, context, inbox, point, evaluation);
                }
                return OwnedCrate.isWord(crate.result()) || inbox == null
                        ? context.result(word(crate.result()))
                        : codec.get(crate.result(), inbox);
            } catch (OxurPanic panic) {
                Part.trace(panic, crate.parts());
                throw panic;
            } finally {
                writeBack(inbox, arguments, site);
            }
        } finally {
            if (context.hasOutput() || context.hasSaid()) {
                free.enter(context.memory());
            }
            outbox.clear();
            context.giveBack();
        }
    }

    private void argument(Context context, Outbox outbox, int i, Object argument, Site site) {
        var type = crate.parameters().get(i).known();
        var value = argument;
        if (argument instanceof Ref reference && type instanceof Ty.Ref(_, var target)) {
            type = target.known();
            value =
                    reference.mutable()
                            ? Ref.see(reference.getForWrite(site), site)
                            : Ref.see(reference, site);
        }
        if (OwnedCrate.isWord(type)) {
            context.argument(i, word(type), value);
        } else {
            codec.put(type, value, outbox);
        }
    }

    /// What was changed through references, also where the run failed.
    private void writeBack(@Nullable Inbox inbox, List<Object> arguments, Site site) {
        for (int i = 0; i < arguments.size(); i++) {
            if (crate.parameters().get(i).known() instanceof Ty.Ref(var mutable, var target)
                    && mutable
                    && inbox != null) {
                ((Ref) arguments.get(i)).set(codec.get(target, inbox), site);
            }
        }
    }

    private static ValueType word(Ty type) {
        return switch (type.known()) {
            case Ty.Int(var integer) -> new ValueType.Int(integer);
            case Ty.Float(var floating) -> new ValueType.Float(floating);
            default ->
                    type.known() == Ty.Basic.BOOL ? ValueType.Simple.BOOL : ValueType.Simple.UNIT;
        };
    }
}
