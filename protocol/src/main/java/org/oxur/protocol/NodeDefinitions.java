package org.oxur.protocol;

import java.util.List;

/// Asks what is loaded in a session.
public record NodeDefinitions(String session) {
    public record Result(List<Definition> definitions) {}

    /// @param calls since the definition was first loaded
    public record Definition(String def, int version, Tier tier, long calls) {}
}
