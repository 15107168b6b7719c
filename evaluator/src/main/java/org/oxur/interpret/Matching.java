package org.oxur.interpret;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.error.Site;

/// What a pattern does, as a compiler sees it.
public sealed interface Matching {
    /// The pattern: it knows what is done with values out of the ordinary.
    Site node();

    /// Whether anything is bound.
    boolean binds();

    /// Matches everything.
    record Any(Site node) implements Matching {
        @Override
        public boolean binds() {
            return false;
        }
    }

    /// A name.
    ///
    /// @param sub what must match too; null for nothing
    record Name(Site node, int slot, @Nullable Matching sub) implements Matching {
        @Override
        public boolean binds() {
            return true;
        }
    }

    record Number(Site node, long value) implements Matching {
        @Override
        public boolean binds() {
            return false;
        }
    }

    /// A value with parts, each of which must match: see `CompoundPattern.owner`.
    ///
    /// @param named where the parts are depends on the value
    /// @param variant of an enum that it is for, as long as its name means that, and that carries
    ///   so many parts; null for other patterns
    record Parts(
            Site node, List<Matching> parts, boolean named, boolean binds, @Nullable Object variant)
            implements Matching {}

    /// The first case that matches; binds nothing.
    record Either(Site node, List<Matching> cases) implements Matching {
        @Override
        public boolean binds() {
            return false;
        }
    }

    /// The pattern itself is asked, and binds in the frame.
    record Asked(Site node, boolean binds, Reached bound) implements Matching {}
}
