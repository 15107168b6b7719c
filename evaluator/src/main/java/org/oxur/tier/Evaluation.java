package org.oxur.tier;

import org.jspecify.annotations.Nullable;
import org.oxur.builtin.Context;
import org.oxur.error.Site;

/// What compiled code needs of the evaluation that it runs in.
public interface Evaluation extends Context {
    /// Calls may be so deep.
    int depthLimit();

    /// Whether each step is counted, as compiled code does not.
    boolean countsReductions();

    /// Who is told, from any thread, that the evaluation shall end, has no time left, or shall
    /// [#pause]; null for nobody. Told at once when its end was asked for before.
    void onInterrupt(@Nullable Runnable interrupt);

    /// What an interrupt asks for, on the evaluating thread: ends the evaluation if it must end;
    /// otherwise definitions that wait take effect. Then [CompiledCode#isCurrent()] may have
    /// changed.
    void pause(Site site);
}
