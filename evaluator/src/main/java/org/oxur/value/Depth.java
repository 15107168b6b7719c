package org.oxur.value;

import org.oxur.error.LimitError;
import org.oxur.error.OxurPanic;
import org.oxur.error.Site;

/// How deep a traversal of a value may go. Evaluations run on stacks that hold it.
final class Depth {
    static final int LIMIT = 200_000;

    private Depth() {}

    static void check(int depth, Site site) {
        if (depth > LIMIT) {
            throw new OxurPanic(new LimitError.RecursionLimit(site.span(), LIMIT));
        }
    }
}
