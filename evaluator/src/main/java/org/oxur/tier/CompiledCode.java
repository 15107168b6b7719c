package org.oxur.tier;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.error.Site;

/// A version of a function as a compiler made it, for arguments of certain types.
public interface CompiledCode {
    Tier tier();

    /// Whether nothing that it was made from has been redefined since. Cheap: asked at each call.
    boolean isCurrent();

    /// Whether it was made for arguments of these types.
    boolean takes(List<Object> arguments);

    /// Calls it with arguments that it [#takes]. Gives what Tier 0 gives, or the same error.
    ///
    /// Null when something that it was made from was redefined while it ran. It has left off then,
    /// with no effect on anything, and the call is to be made by another tier: a redefinition is
    /// seen by the next call, and that next call may be one of what ran.
    ///
    /// @param depth of the call, as Tier 0 counts calls
    /// @param site of the call
    @Nullable Object call(Evaluation evaluation, int depth, List<Object> arguments, Site site);

    /// The Rust source it was made from; null when there is none.
    @Nullable String source();

    /// What compiled callers call in its place; null where that is it.
    default @Nullable CompiledCode forCallers() {
        return null;
    }

    /// What it is, as text; null where there is no such text.
    default @Nullable String artifact(Artifact kind) {
        return kind == Artifact.RUST ? source() : null;
    }
}
