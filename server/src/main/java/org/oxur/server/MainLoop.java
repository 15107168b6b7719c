package org.oxur.server;

import java.lang.System.Logger.Level;
import java.util.PriorityQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// The one thread that owns the server's state. It takes events in order and never waits for
/// anything else.
final class MainLoop {
    private static final System.Logger LOG = System.getLogger("org.oxur.server");

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private boolean stopped;

    private record Timer(long atNanos, Runnable task) implements Comparable<Timer> {
        @Override
        public int compareTo(Timer other) {
            return Long.compare(atNanos - other.atNanos, 0);
        }
    }

    /// From any thread.
    void post(Event event) {
        events.add(event);
    }

    /// From any thread.
    void resume(Runnable continuation) {
        events.add(new Event.Resume(continuation));
    }

    /// From the loop.
    void after(long millis, Runnable task) {
        timers.add(new Timer(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis), task));
    }

    /// From the loop: it ends when the current event is done.
    void stop() {
        stopped = true;
    }

    // A door: a mistake of ours in one event must not end the server, nor may a stack or a memory
    // that was too small for one. The event's own request has been answered by whoever handles it.
    void run(Consumer<Event> handler) throws InterruptedException {
        while (!stopped) {
            var event = next();
            try {
                handler.accept(event);
            } catch (RuntimeException | Error bug) {
                LOG.log(Level.ERROR, "event failed: " + event.getClass().getSimpleName(), bug);
            }
        }
    }

    private Event next() throws InterruptedException {
        while (true) {
            var timer = timers.peek();
            if (timer == null) {
                return events.take();
            }
            long wait = timer.atNanos() - System.nanoTime();
            var event = wait > 0 ? events.poll(wait, TimeUnit.NANOSECONDS) : null;
            if (event != null) {
                return event;
            }
            if (timer.atNanos() - System.nanoTime() <= 0) {
                timers.remove(timer);
                return new Event.Resume(timer.task());
            }
        }
    }
}
