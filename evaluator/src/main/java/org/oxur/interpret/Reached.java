package org.oxur.interpret;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// The slots that nodes use which compiled code executes as they are: it puts into the frame what
/// it holds in registers, and takes back what may have changed.
public final class Reached {
    private final BitSet read = new BitSet();
    private final BitSet written = new BitSet();
    private boolean all;

    Reached() {}

    /// Nobody knows which.
    void all() {
        all = true;
    }

    void read(int slot) {
        if (slot >= 0) {
            read.set(slot);
        }
    }

    void write(int slot) {
        if (slot >= 0) {
            read.set(slot);
            written.set(slot);
        }
    }

    void writes(int[] slots) {
        for (int slot : slots) {
            write(slot);
        }
    }

    void node(@Nullable Node node) {
        if (node != null) {
            node.reach(this);
        }
    }

    void nodes(@Nullable Node[] nodes) {
        for (var node : nodes) {
            node(node);
        }
    }

    void pattern(@Nullable Pattern pattern) {
        if (pattern != null) {
            pattern.reach(this);
        }
    }

    void patterns(@Nullable Pattern[] patterns) {
        for (var pattern : patterns) {
            pattern(pattern);
        }
    }

    public boolean reads(int slot) {
        return all || read.get(slot);
    }

    public boolean writes(int slot) {
        return all || written.get(slot);
    }
}
