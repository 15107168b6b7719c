package org.oxur.protocol;

import org.jspecify.annotations.Nullable;

/// Moves a function of a session.
public record NodeTierSet(String session, String def, TierSet.Action action, @Nullable Tier tier) {}
