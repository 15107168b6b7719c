package org.oxur.protocol;

import com.google.gson.JsonElement;
import com.google.gson.annotations.JsonAdapter;
import org.jspecify.annotations.Nullable;

/// Asks for an evaluation.
///
/// @param evalId proposed by the client; the answer names the one that counts
/// @param at a position or a range; a position is read as the empty range there
/// @param mode absent: run
/// @param onStale what to do if the document has another version by now; absent: refuse
public record EvalParams(
        @Nullable String evalId,
        @Nullable DocumentId textDocument,
        @Nullable String code,
        @Nullable @JsonAdapter(PlaceAdapter.class) Range at,
        EvalUnit unit,
        @Nullable String session,
        @Nullable String node,
        @Nullable String module,
        @Nullable EvalMode mode,
        @Nullable String tier,
        @Nullable Limits limits,
        @Nullable Print print,
        @Nullable OnStale onStale,
        @Nullable JsonElement workDoneToken) {
    public enum OnStale {
        REFUSE,
        RUN
    }
}
