package org.oxur.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Evaluates forms of a text in a session, in the order given. Places are UTF-16 offsets into
/// `text`.
///
/// @param session is opened when first named
/// @param module its path in the program, where the forms are evaluated; empty for the top
/// @param name of the text, for errors: its URI
/// @param hold values may be looked into later
/// @param slices which parts; each is read by itself if it is no top-level form of the text
public record NodeEval(
        String evalId,
        String session,
        String module,
        String name,
        String text,
        List<Slice> slices,
        EvalMode mode,
        EvalEvent.Origin origin,
        @Nullable Limits limits,
        @Nullable Print print,
        boolean hold) {
    /// @param defines it is a definition, and no other form of the text defines the same: it need
    ///   not wait for an expression that runs
    public record Slice(int start, int end, boolean defines) {
        public Slice(int start, int end) {
            this(start, end, false);
        }
    }

    public record Result(Status status, EvalResult.Timing timing, boolean outputTruncated) {}

    /// One slice is done: sent as it happens, before the result.
    ///
    /// @param index into the slices
    /// @param value absent if it failed, or if there is nothing to show
    /// @param uses names of all of the program that took part, directly or not: when one of them
    ///   changes, the value may
    public record Done(
            String evalId,
            int index,
            Status status,
            @Nullable Value value,
            @Nullable NodeError error,
            List<NodeChange> changes,
            List<String> uses) {}

    /// @param line for beside the form
    /// @param text the same value within the wider limits of a hover
    /// @param ref names it for those who look into it; absent where nobody does
    public record Value(
            String type,
            String line,
            String text,
            boolean truncated,
            @Nullable Integer childCount,
            @Nullable String ref) {}

    /// @param index the slice that runs, -1 before the first
    /// @param kind `stdout`, `stderr` or `orphanOutput`
    public record Output(
            String evalId, long seq, int index, EvalEvent.Kind kind, String text, long dropped) {}

    /// A slice begins to run.
    public record Started(String evalId, int index) {}
}
