package org.oxur.protocol;

/// What evaluating means.
public enum EvalMode {
    RUN,
    /// Load definitions, leave expressions alone.
    DEFINE,
    /// Read and expand only: what would stop it from running.
    CHECK,
    /// What a redefinition would change, without changing it. Refused by a server that cannot tell.
    PREVIEW
}
