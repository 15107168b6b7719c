package org.oxur.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.oxur.engine.HeldValue;
import org.oxur.engine.Limits;
import org.oxur.engine.LiveSession;
import org.oxur.expect.CapturedOutput;
import org.oxur.frontend.lisp.OxurFrontend;
import org.oxur.text.SourceText;

class HandlesTest {
    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong now = new AtomicLong();
    private final Handles handles = new Handles(now::get);
    private final HeldValue value = value();

    private static HeldValue value() {
        try (var session =
                LiveSession.open(new OxurFrontend(), new CapturedOutput(), Limits.NONE)) {
            var outcomes = session.evaluate(new SourceText("t", "[1 2 3]"), _ -> {});
            return assertHeld(outcomes.getFirst().held());
        }
    }

    private static HeldValue assertHeld(@org.jspecify.annotations.Nullable HeldValue held) {
        assertNotNull(held);
        return held;
    }

    @Test
    void silenceEndsTheHandlesOfASession() {
        var ref = handles.hold("a", value);
        var other = handles.hold("b", value);
        assertNotEquals(ref, other);
        now.addAndGet(20 * SECOND);
        handles.keepAlive("b");
        now.addAndGet(20 * SECOND);
        assertNull(handles.find(ref));
        assertNotNull(handles.find(other));
        now.addAndGet(20 * SECOND);
        assertNotNull(handles.find(other), "to look is to keep alive");
    }

    @Test
    void whatIsReleasedOrWhoseSessionEndedIsGone() {
        var one = handles.hold("a", value);
        var two = handles.hold("a", value);
        handles.release(List.of(one));
        assertNull(handles.find(one));
        assertNotNull(handles.find(two));
        handles.ended("a");
        assertNull(handles.find(two));
    }

    @Test
    void theOldestGoFirst() {
        var first = handles.hold("a", value);
        for (int i = 0; i < Handles.MAX_HELD; i++) {
            handles.hold("a", value);
        }
        assertNull(handles.find(first));
        assertEquals(Handles.MAX_HELD, handles.size());
    }
}
