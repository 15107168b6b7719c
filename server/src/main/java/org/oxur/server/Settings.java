package org.oxur.server;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import org.jspecify.annotations.Nullable;
import org.oxur.live.OnSave;

/// What the user decides. A client that says nothing is not trusted: nothing is evaluated.
record Settings(OnSave onSave, boolean trusted) {
    static final Settings DEFAULT = new Settings(OnSave.CHANGED, false);

    /// With what `initializationOptions`, or `settings.oxur`, says; what it leaves out stays.
    Settings with(@Nullable JsonElement json) {
        if (!(json instanceof JsonObject object)) {
            return this;
        }
        var save = object.get("onSave");
        var trust = object.get("trusted");
        return new Settings(
                save != null && save.isJsonPrimitive() ? OnSave.of(save.getAsString()) : onSave,
                trust != null && trust.isJsonPrimitive() ? trust.getAsBoolean() : trusted);
    }

    Settings withTrust() {
        return new Settings(onSave, true);
    }
}
