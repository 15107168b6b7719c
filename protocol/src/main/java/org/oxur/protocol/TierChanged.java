package org.oxur.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Functions are executed by something else from now on; at most four times in a second, one entry
/// for each function.
public record TierChanged(String node, long seq, List<Change> changes) {
    public enum Reason {
        HOT,
        PINNED,
        DEOPT,
        REDEFINED,
        FAILED
    }

    public record Change(
            String def, int version, Tier from, Tier to, Reason reason, @Nullable String detail) {}
}
