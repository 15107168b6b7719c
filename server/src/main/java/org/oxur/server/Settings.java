package org.oxur.server;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import org.jspecify.annotations.Nullable;
import org.oxur.live.OnSave;
import org.oxur.protocol.NodeConfigure;
import org.oxur.tier.Promotion;

/// What the user decides. A client that says nothing is not trusted: nothing is evaluated.
///
/// @param jitAfter calls after which a function becomes bytecode
/// @param nativeAfter calls after which it becomes native code
record Settings(OnSave onSave, boolean trusted, long jitAfter, long nativeAfter) {
    static final Settings DEFAULT =
            new Settings(
                    OnSave.CHANGED, false, Promotion.AUTO.warmCalls(), Promotion.AUTO.hotCalls());

    /// With what `initializationOptions`, or `settings.oxur`, says; what it leaves out stays.
    Settings with(@Nullable JsonElement json) {
        if (!(json instanceof JsonObject object)) {
            return this;
        }
        var save = object.get("onSave");
        var trust = object.get("trusted");
        return new Settings(
                save != null && save.isJsonPrimitive() ? OnSave.of(save.getAsString()) : onSave,
                trust != null && trust.isJsonPrimitive() ? trust.getAsBoolean() : trusted,
                tiers(object, "jitAfter", jitAfter),
                tiers(object, "nativeAfter", nativeAfter));
    }

    /// `oxur.tiers.jitAfter`, as editors send settings: `{tiers: {jitAfter: 50}}`.
    private static long tiers(JsonObject settings, String name, long before) {
        if (settings.get("tiers") instanceof JsonObject tiers
                && tiers.get(name) instanceof JsonPrimitive given
                && given.isNumber()) {
            return Math.max(1, given.getAsLong());
        }
        return before;
    }

    /// What a node is told.
    NodeConfigure tiers() {
        return new NodeConfigure(jitAfter, nativeAfter);
    }

    Settings withTrust() {
        return new Settings(onSave, true, jitAfter, nativeAfter);
    }
}
