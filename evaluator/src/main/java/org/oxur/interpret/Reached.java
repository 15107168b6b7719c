package org.oxur.interpret;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// The slots that nodes use which compiled code executes as they are: it puts into the frame what
/// it holds in registers, and takes back what may have changed.
public final class Reached {
    private final BitSet read = new BitSet();
    private final BitSet written = new BitSet();
    private final BitSet taken = new BitSet();
    private boolean all;
    private boolean leaves;

    Reached() {}

    /// Nobody knows which.
    void all() {
        all = true;
        leaves = true;
    }

    /// Control may go elsewhere.
    void leaves() {
        leaves = true;
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

    /// What is not Copy may be gone from there afterwards; nothing else is ever put there.
    void take(int slot) {
        read(slot);
        taken.set(slot);
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

    /// Whether a value that is not Copy may be taken from there.
    public boolean takes(int slot) {
        return taken.get(slot);
    }

    /// Whether what it gives may be a signal, or come as an exception.
    public boolean mayLeave() {
        return leaves;
    }

    public boolean writes(int slot) {
        return all || written.get(slot);
    }
}
