package org.oxur.tier;

/// Told of compilations and of what becomes of them; on whatever thread it happens, so quick or
/// asynchronous.
public interface TierListener {
    /// A job was added, or is in another state or phase.
    default void job(CompileJob job) {}

    default void tier(TierChange change) {}
}
