package org.oxur.live;

import java.util.Locale;

/// What saving a file evaluates: the setting `oxur.onSave`.
public enum OnSave {
    OFF,
    /// Definitions whose text changed.
    DEFINE,
    /// Those, and expressions whose text or dependencies changed.
    CHANGED,
    ALL;

    /// The setting's word; what is none is the default, `changed`.
    public static OnSave of(String word) {
        for (var value : values()) {
            if (value.name().toLowerCase(Locale.ROOT).equals(word)) {
                return value;
            }
        }
        return CHANGED;
    }
}
