package org.oxur.node;

import java.util.ArrayDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.oxur.engine.Session;
import org.oxur.protocol.EvalEvent;
import org.oxur.protocol.NodeEval;

/// What the evaluations of one session print, on its way to the server: in batches of at most 50 ms
/// or 64 KiB, and no more than 256 KiB ahead of what was acknowledged. What is beyond is counted
/// and left out, from the first character that does not fit on: a program that prints without end
/// slows nobody down.
final class EvalOutput implements Session.Output {
    static final int BATCH = 64 * 1024;
    static final int CREDIT = 256 * 1024;
    private static final int BATCH_MILLIS = 50;

    /// Shared by all sessions: one thread that sends what is waiting.
    private static final ScheduledExecutorService CLOCK =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("output").factory());

    private final Consumer<NodeEval.Output> send;
    private final StringBuilder waiting = new StringBuilder();
    private long waitingBytes;
    private EvalEvent.Kind kind = EvalEvent.Kind.STDOUT;
    private String evalId = "";
    private int index = -1;
    private boolean over = true;
    private boolean scheduled;
    private long seq;
    private long sent;
    private long acknowledged;
    private final ArrayDeque<long[]> inFlight = new ArrayDeque<>();
    private long dropped;
    private long limit = Long.MAX_VALUE;
    private long printed;

    /// By the limit: nothing comes after it.
    private boolean truncated;

    /// For want of credit.
    private boolean leftOut;

    EvalOutput(Consumer<NodeEval.Output> send) {
        this.send = send;
    }

    /// What is printed from now on belongs to this evaluation.
    ///
    /// @param maxBytes of the whole evaluation; null for no bound
    synchronized void begin(String eval, @Nullable Long maxBytes) {
        flush();
        evalId = eval;
        index = -1;
        over = false;
        seq = 0;
        sent = 0;
        acknowledged = 0;
        inFlight.clear();
        dropped = 0;
        printed = 0;
        truncated = false;
        leftOut = false;
        limit = maxBytes == null ? Long.MAX_VALUE : maxBytes;
    }

    synchronized void slice(int next) {
        flush();
        index = next;
    }

    /// What is printed from now on comes after the end.
    ///
    /// @return whether something was left out
    synchronized boolean end() {
        flush();
        if (dropped > 0) {
            send("");
        }
        over = true;
        return truncated || leftOut;
    }

    synchronized void acknowledged(String eval, long upTo) {
        if (!eval.equals(evalId)) {
            return;
        }
        while (!inFlight.isEmpty() && inFlight.getFirst()[0] <= upTo) {
            acknowledged = inFlight.removeFirst()[1];
        }
    }

    @Override
    public void out(String text) {
        print(EvalEvent.Kind.STDOUT, text);
    }

    @Override
    public void err(String text) {
        print(EvalEvent.Kind.STDERR, text);
    }

    private synchronized void print(EvalEvent.Kind how, String text) {
        var now = over ? EvalEvent.Kind.ORPHAN_OUTPUT : how;
        if (now != kind) {
            flush();
            kind = now;
        }
        long bytes = utf8Length(text);
        // Once something was cut off, nothing comes after it: output has an end, not a hole.
        if (truncated || printed + bytes > limit) {
            truncated = true;
            return;
        }
        printed += bytes;
        long room = CREDIT - (sent + waitingBytes - acknowledged);
        if (bytes <= room) {
            tellOfDropped();
            append(text, bytes);
        } else {
            leftOut = true;
            // A piece of it behind a hole would look as if it stood there.
            int fits = dropped > 0 ? 0 : fits(text, room);
            var head = text.substring(0, fits);
            long headBytes = utf8Length(head);
            append(head, headBytes);
            dropped += bytes - headBytes;
        }
    }

    /// What comes now does not follow what came last.
    private void tellOfDropped() {
        if (dropped > 0) {
            flush();
            if (dropped > 0) {
                send("");
            }
        }
    }

    private void append(String text, long bytes) {
        waiting.append(text);
        waitingBytes += bytes;
        if (waiting.length() >= BATCH) {
            flush();
        } else if (!scheduled) {
            scheduled = true;
            var _ = CLOCK.schedule(this::flushLater, BATCH_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void flushLater() {
        scheduled = false;
        flush();
    }

    /// Sends what waits, cut into batches, never within a character.
    synchronized void flush() {
        for (int from = 0; from < waiting.length(); ) {
            int to = Math.min(waiting.length(), from + BATCH);
            if (to < waiting.length() && Character.isHighSurrogate(waiting.charAt(to - 1))) {
                to--;
            }
            send(waiting.substring(from, to));
            from = to;
        }
        waiting.setLength(0);
        waitingBytes = 0;
    }

    private void send(String text) {
        sent += utf8Length(text);
        inFlight.addLast(new long[] {++seq, sent});
        send.accept(new NodeEval.Output(evalId, seq, index, kind, text, dropped));
        dropped = 0;
    }

    /// How many characters fit into so many bytes, none of them cut.
    private static int fits(String text, long room) {
        long bytes = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
            if (bytes > room) {
                return i;
            }
            i += Character.charCount(c);
        }
        return text.length();
    }

    private static long utf8Length(CharSequence text) {
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }
}
