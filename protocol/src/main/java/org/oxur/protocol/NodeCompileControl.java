package org.oxur.protocol;

import org.jspecify.annotations.Nullable;

/// Does something to the jobs of all sessions.
///
/// @param jobId null for all
public record NodeCompileControl(@Nullable Long jobId, CompileControl.Action action) {}
