package org.oxur.protocol;

import org.jspecify.annotations.Nullable;

/// One call that an error left, innermost first in a list.
public record Frame(String name, @Nullable Loc loc, Tier tier, String node, @Nullable String pid) {}
