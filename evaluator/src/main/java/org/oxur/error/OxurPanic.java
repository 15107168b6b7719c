package org.oxur.error;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.text.Span;

/// A [LanguageError] on its way up. It has no Java stack; the frames it passes add themselves,
/// innermost first.
public final class OxurPanic extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Frames kept at each end of a long trace; the middle is counted, not kept.
    private static final int MAX_FRAMES = 64;

    private final transient LanguageError error;
    private final transient List<TraceFrame> frames = new ArrayList<>();
    private transient Span at;
    private int elided;
    private transient @Nullable TailCalled tailCalled;

    public OxurPanic(LanguageError error) {
        super(error.code(), null, false, false);
        this.error = error;
        this.at = error.span();
    }

    public LanguageError error() {
        return error;
    }

    /// Called by each function that the error leaves.
    public void passed(TraceFrame frame) {
        if (frames.size() < MAX_FRAMES) {
            frames.add(frame);
        } else {
            elided++;
            frames.set(MAX_FRAMES - 1, frame);
        }
    }

    /// Called where a call fails: the function it called was left by the error.
    ///
    /// @param call where the call stands, in the function around it
    public void left(String function, int version, String tier, Span call) {
        var last = tailCalled;
        passed(
                last == null
                        ? new TraceFrame(function, version, tier, at)
                        : new TraceFrame(last.function, last.version, last.tier, at));
        tailCalled = null;
        at = call;
    }

    /// Called where a call in tail position fails: the frame that is left next was its caller's,
    /// and is the callee's by now.
    public void leftAfterTailCall(String function, int version, String tier) {
        if (tailCalled == null) {
            tailCalled = new TailCalled(function, version, tier);
        }
    }

    private record TailCalled(String function, int version, String tier) {}

    /// Where the last function that was not left yet stood.
    public Span at() {
        return at;
    }

    /// Innermost first.
    public List<TraceFrame> frames() {
        return Collections.unmodifiableList(frames);
    }

    /// How many frames between the last two of [#frames()] were not kept.
    public int elided() {
        return elided;
    }

    @Override
    public String getMessage() {
        return error.code() + ": " + error.message() + " at " + error.span();
    }
}
