package org.oxur.value;

import org.jspecify.annotations.Nullable;

/// Something that holds values which can be lent: a heap value (its parts) or a variable's [Cell].
///
/// The ownership word is null as long as nothing was lent: the only case that is quick. Otherwise
/// it is the top of a stack of [Loan]s.
public abstract class Owner {
    @Nullable Loan loans;

    /// What part number `part` holds now.
    public abstract Object part(int part);

    /// Puts a value in place of a part, without any check.
    public abstract void setPart(int part, Object value);

    public final boolean isLent() {
        return loans != null;
    }
}
