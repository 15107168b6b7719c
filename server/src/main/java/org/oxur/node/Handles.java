package org.oxur.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.oxur.engine.HeldValue;

/// Values that an editor may look into, by the names it knows them by. They are dropped when they
/// are released, when their session ends, and after half a minute in which nobody spoke of any
/// value of their session. For any thread.
final class Handles {
    static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    /// Of all sessions; the oldest are dropped first.
    static final int MAX_HELD = 2_000;

    private final LongSupplier clockNanos;
    private final String node = Long.toString(ProcessHandle.current().pid(), 36);
    private final LinkedHashMap<String, Held> held = new LinkedHashMap<>();
    private final Map<String, Long> heardNanos = new HashMap<>();
    private long count;

    record Held(String session, HeldValue value) {}

    /// @param clockNanos as [System#nanoTime()]
    Handles(LongSupplier clockNanos) {
        this.clockNanos = clockNanos;
    }

    /// @return its name, which no other value of this or another node has
    synchronized String hold(String session, HeldValue value) {
        keepAlive(session);
        String ref = "v" + node + "-" + ++count;
        held.put(ref, new Held(session, value));
        if (held.size() > MAX_HELD) {
            held.pollFirstEntry();
        }
        return ref;
    }

    /// Null if it is not held any more.
    synchronized @Nullable Held find(String ref) {
        dropSilent();
        var found = held.get(ref);
        if (found != null) {
            keepAlive(found.session());
        }
        return found;
    }

    synchronized void keepAlive(String session) {
        dropSilent();
        heardNanos.put(session, clockNanos.getAsLong());
    }

    synchronized void release(List<String> refs) {
        refs.forEach(held::remove);
    }

    synchronized void ended(String session) {
        held.values().removeIf(one -> one.session().equals(session));
        heardNanos.remove(session);
    }

    synchronized void dropSilent() {
        long now = clockNanos.getAsLong();
        for (var session : new ArrayList<>(heardNanos.keySet())) {
            if (now - heardNanos.getOrDefault(session, now) > SILENCE_NANOS) {
                ended(session);
            }
        }
    }

    synchronized int size() {
        return held.size();
    }
}
