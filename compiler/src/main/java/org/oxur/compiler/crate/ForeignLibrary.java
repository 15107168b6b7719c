package org.oxur.compiler.crate;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandleProxies;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.oxur.compiler.owned.Ty;
import org.oxur.compiler.rust.Codec;
import org.oxur.compiler.rust.Inbox;
import org.oxur.compiler.rust.LibraryEntry;
import org.oxur.compiler.rust.Outbox;
import org.oxur.error.OxurPanic;
import org.oxur.error.Panic;
import org.oxur.error.Site;
import org.oxur.value.ForeignValue;
import org.oxur.value.Text;

/// A crate with the library that stands before it, loaded. One call at a time: its values need not
/// bear more.
final class ForeignLibrary {
    private static final long FUNCTION = 0;
    private static final long INPUT = 8;
    private static final long OUT_AT = 24;
    private static final long OUT_LENGTH = 32;
    private static final long BYTES = 40;
    private static final int PANICKED = 1;

    /// Drops or shows a value.
    private static final int ON_VALUE = 0;

    private final LibraryEntry call;
    private final LibraryEntry free;
    private final Codec codec = new Codec(List.of());
    private final MemorySegment shared = Arena.ofAuto().allocate(BYTES, 8);
    private final Outbox outbox = new Outbox();
    private final ReferenceQueue<ForeignValue> unreachable = new ReferenceQueue<>();

    /// Held so that they are found in the queue.
    private final Set<Watch> watched = ConcurrentHashMap.newKeySet();

    private ForeignLibrary(LibraryEntry call, LibraryEntry free) {
        this.call = call;
        this.free = free;
    }

    static ForeignLibrary load(Path library) {
        var symbols = SymbolLookup.libraryLookup(library, Arena.ofAuto());
        return new ForeignLibrary(
                function(symbols, "oxur_crate_call"), function(symbols, "oxur_crate_free"));
    }

    private static LibraryEntry function(SymbolLookup symbols, String name) {
        var handle =
                Linker.nativeLinker()
                        .downcallHandle(
                                symbols.findOrThrow(name),
                                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
        return MethodHandleProxies.asInterfaceInstance(LibraryEntry.class, handle);
    }

    /// A value that must be dropped once nothing refers to it.
    private static final class Watch extends PhantomReference<ForeignValue> {
        final long address;
        final long drop;
        final AtomicBoolean gone;

        Watch(ForeignValue value, ReferenceQueue<ForeignValue> queue) {
            super(value, queue);
            this.address = value.address();
            this.drop = value.dropFunction();
            this.gone = value.gone();
        }
    }

    void watch(ForeignValue value) {
        watched.add(new Watch(value, unreachable));
    }

    /// Calls a function of the crate.
    ///
    /// @param number of the function, from 1
    /// @param arguments of the types that the function takes
    synchronized Object call(int number, ApiFunction function, Object[] arguments, Site site) {
        dropUnreachable();
        var result = function.result().wire();
        // A call that did not come as far as native code must leave nothing to the next.
        outbox.clear();
        for (int i = 0; i < arguments.length; i++) {
            codec.put(function.parameters().get(i).wire(), arguments[i], outbox);
        }
        try {
            boolean panicked = enter(number) == PANICKED;
            for (int i = 0; i < arguments.length; i++) {
                Crossing.handOver(function.parameters().get(i).wire(), arguments[i]);
            }
            var inbox = new Inbox(output());
            if (panicked) {
                throw panic(function, inbox, site);
            }
            var value = codec.get(result, inbox);
            for (int i = 0; i < arguments.length; i++) {
                if (function.parameters().get(i).wire() instanceof Ty.Ref(var mutable, var target)
                        && mutable
                        && !(target instanceof Ty.Foreign)) {
                    Crossing.writeBack(arguments[i], codec.get(target, inbox), site);
                }
            }
            return value;
        } finally {
            free.enter(shared);
        }
    }

    private OxurPanic panic(ApiFunction function, Inbox inbox, Site site) {
        var words = text(inbox);
        var place = text(inbox);
        return new OxurPanic(
                new Panic.Panicked(
                        site.span(), words + " (in `" + function.name() + "`, " + place + ")"));
    }

    private String text(Inbox inbox) {
        return ((Text) codec.get(Ty.Basic.STRING, inbox)).toString();
    }

    synchronized String shown(ForeignValue value) {
        if (value.showFunction() == 0) {
            return "";
        }
        try {
            onValue(value.showFunction(), value.address());
            return text(new Inbox(output()));
        } finally {
            free.enter(shared);
        }
    }

    synchronized void drop(ForeignValue value) {
        dropNow(value.dropFunction(), value.address());
    }

    private void dropUnreachable() {
        while (unreachable.poll() instanceof Watch watch) {
            watched.remove(watch);
            if (watch.gone.compareAndSet(false, true)) {
                dropNow(watch.drop, watch.address);
            }
        }
    }

    private void dropNow(long function, long address) {
        try {
            onValue(function, address);
        } finally {
            free.enter(shared);
        }
    }

    private void onValue(long function, long address) {
        outbox.bytes8(function);
        outbox.bytes8(address);
        enter(ON_VALUE);
    }

    private int enter(int number) {
        shared.set(ValueLayout.JAVA_LONG, FUNCTION, number);
        shared.set(ValueLayout.ADDRESS, INPUT, outbox.memory());
        int code = call.enter(shared);
        outbox.clear();
        return code;
    }

    private MemorySegment output() {
        return shared.get(ValueLayout.ADDRESS, OUT_AT)
                .reinterpret(shared.get(ValueLayout.JAVA_LONG, OUT_LENGTH));
    }
}
