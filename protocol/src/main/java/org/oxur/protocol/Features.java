package org.oxur.protocol;

import java.util.Map;

/// What one side understands beyond LSP: `capabilities.experimental.oxur`, both ways. Nothing is
/// sent to a client that did not declare it.
public record Features(int version, Map<String, Boolean> features) {
    public static final int VERSION = 1;

    /// `oxur/publishResults`; without: inlay hints and hover.
    public static final String RESULTS = "results";

    /// `oxur/eval/event`, acknowledged; without: `window/logMessage`.
    public static final String EVAL_EVENTS = "evalEvents";

    /// `oxur/redefined`; without: `window/logMessage`.
    public static final String REDEFINED = "redefined";

    /// `oxur/status`; without: `window/logMessage`.
    public static final String STATUS = "status";

    /// Values can be looked into: `oxur/value/children` and its neighbours; without: a value is its
    /// text.
    public static final String VALUES = "values";

    /// `oxur/tier/changed`; without: lenses that are asked for again.
    public static final String TIERS = "tiers";

    /// `oxur/compile/progress`, once it was subscribed to; without: work-done progress alone.
    public static final String COMPILE = "compile";

    public Features {
        features = features == null ? Map.of() : Map.copyOf(features);
    }

    public boolean has(String feature) {
        return features.getOrDefault(feature, false);
    }
}
