package org.oxur.value;

import org.jspecify.annotations.Nullable;
import org.oxur.error.Bug;
import org.oxur.error.Site;

/// What an operation on values may need from the evaluation it runs in: the program's own
/// implementations of traits, and leave to go on.
public interface Host {
    /// Calls a function, closure or built-in function.
    Object call(Object callable, Object[] arguments, Site site);

    /// Ends the evaluation if it is cancelled or past a limit. Whatever may take long asks at least
    /// every 1024 turns.
    void poll(Site site);

    /// Ends the evaluation with `out-of-memory` if so much more cannot be had.
    void checkAllocation(long bytes, Site site);

    /// The program's own implementation of a method of a known trait for the type of this value, to
    /// be called with [#call(Object, Object[], Site)]; null when the program has none.
    @Nullable Object implementation(Object value, String trait, String method);

    /// Where there is no evaluation: nothing can be called, nothing is limited.
    Host NONE =
            new Host() {
                @Override
                public Object call(Object callable, Object[] arguments, Site site) {
                    throw Bug.unreachable("a call without an evaluation");
                }

                @Override
                public void poll(Site site) {}

                @Override
                public void checkAllocation(long bytes, Site site) {}

                @Override
                public @Nullable Object implementation(Object value, String trait, String method) {
                    return null;
                }
            };
}
