package org.oxur.protocol;

import java.util.List;

/// Asks what is loaded in a session.
public record NodeDefinitions(String session) {
    /// @param definitions without ranges, and called by their whole paths
    public record Result(List<TierInfo> definitions) {}
}
