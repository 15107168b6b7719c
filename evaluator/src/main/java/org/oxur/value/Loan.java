package org.oxur.value;

import org.jspecify.annotations.Nullable;

/// One entry of an ownership word: a borrow of a part of its owner, or of something inside that
/// part.
class Loan {
    final Borrow borrow;
    final int part;

    /// The borrow is of something inside the part, not of all of it.
    final boolean deeper;

    /// This entry or one below it is a unique borrow.
    boolean anyUnique;

    @Nullable Loan below;

    Loan(@Nullable Borrow borrow, int part, boolean deeper) {
        this.borrow = borrow == null ? (Borrow) this : borrow;
        this.part = part;
        this.deeper = deeper;
    }
}
