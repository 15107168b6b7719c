package org.oxur.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks which evaluations run, and which ran last.
public record EvalList(@Nullable String node, @Nullable String session) {
    /// @param last newest first, at most 50
    public record Result(List<Running> running, List<Ended> last) {}

    public record Running(
            String evalId,
            String session,
            EvalEvent.Origin origin,
            @Nullable String uri,
            @Nullable Range range,
            long forMs) {}

    public record Ended(
            String evalId,
            String session,
            EvalEvent.Origin origin,
            @Nullable String uri,
            @Nullable Range range,
            Status status) {}
}
