package org.oxur.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a load changed, or why it changed nothing.
///
/// @param tx names the change
public record RedefinitionReport(
        String tx,
        String node,
        Origin origin,
        Outcome outcome,
        List<Change> defs,
        List<Effect> effects,
        @Nullable List<Reason> reasons) {
    public record Origin(@Nullable String evalId, Cause cause) {}

    public enum Cause {
        EVAL,
        SAVE,
        SYNC,
        REMOTE,
        ROLLBACK
    }

    public enum Outcome {
        APPLIED,
        PARTIAL,
        REJECTED,
        WOULD_APPLY,
        WOULD_REJECT
    }

    public record Change(
            String def,
            DefKind kind,
            How change,
            @Nullable DefVersion from,
            @Nullable DefVersion to,
            @Nullable Loc loc) {}

    public enum DefKind {
        FN,
        MACRO,
        STRUCT,
        ENUM,
        TRAIT,
        IMPL,
        CONST,
        STATE,
        MODULE
    }

    public enum How {
        ADDED,
        BODY,
        SIGNATURE,
        LAYOUT,
        REMOVED,
        SAME
    }

    public enum EffectKind {
        CALLERS_REBOUND,
        MACRO_USERS_STALE
    }

    public record Effect(EffectKind kind, int count, @Nullable List<String> items) {}

    public record Reason(String code, String message, @Nullable Loc loc) {}
}
