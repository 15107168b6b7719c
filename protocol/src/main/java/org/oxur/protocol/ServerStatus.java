package org.oxur.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the server and its nodes are. Also sent as `experimental/serverStatus`.
///
/// @param quiescent nothing is being evaluated or analysed
public record ServerStatus(
        Health health,
        boolean quiescent,
        @Nullable String message,
        List<String> nodes,
        @Nullable Memory memory) {
    public enum Health {
        OK,
        WARNING,
        ERROR
    }

    /// Bytes, of the node.
    public record Memory(long used, long max) {}
}
