package org.oxur.print;

import org.oxur.text.Span;

/// Counts how deep a printer is in a tree.
final class Depth {
    private final int limit;
    private int depth;

    Depth(int limit) {
        this.limit = limit;
    }

    /// @throws TooDeep beyond the limit
    void enter(Span span) {
        if (++depth > limit) {
            throw new TooDeep(span);
        }
    }

    void leave() {
        depth--;
    }
}
