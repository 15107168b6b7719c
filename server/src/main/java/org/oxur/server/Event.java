package org.oxur.server;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// All that can happen to the server. The main loop takes one after the other; nothing else changes
/// its state.
sealed interface Event {
    /// The client asks; the answer may be completed now or later, on the main loop or off it.
    record Asked(String method, @Nullable Object params, CompletableFuture<Object> answer)
            implements Event {}

    record Told(String method, @Nullable Object params) implements Event {}

    /// The client's stream ended, or its process.
    record ClientGone(String how) implements Event {}

    record NodeUp(NodeLink node) implements Event {}

    /// @param generation of the node that has gone, or could not be started
    record NodeDown(int generation, String reason) implements Event {}

    record NodeTold(int generation, Object message) implements Event {}

    /// The node's process wrote to its own output: native code, or the JVM itself.
    record NodeWrote(int generation, String text, boolean isError) implements Event {}

    /// What was computed elsewhere, or what was to be done later, is to be taken up by the loop.
    record Resume(Runnable continuation) implements Event {}
}
