package org.oxur.tier;

import org.jspecify.annotations.Nullable;
import org.oxur.builtin.Context;

/// What compiled code needs of the evaluation that it runs in.
public interface Evaluation extends Context {
    /// Calls may be so deep.
    int depthLimit();

    /// Whether each step is counted, as compiled code does not.
    boolean countsReductions();

    /// Who is told, from any thread, that the evaluation shall end or has no time left; null for
    /// nobody. Told at once when that was asked before.
    void onInterrupt(@Nullable Runnable interrupt);
}
