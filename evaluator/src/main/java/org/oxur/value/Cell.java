package org.oxur.value;

import org.jspecify.annotations.Nullable;
import org.oxur.text.Span;

/// A variable that is lent or captured: it lives apart from its frame. Its one part is its value.
public final class Cell extends Owner {
    public Object value;

    /// The name and declaration of the variable, for messages; null for temporaries.
    public final @Nullable String name;

    /// Declared `mut`.
    public final boolean mutable;

    public Cell(Object value, @Nullable String name, boolean mutable) {
        this.value = value;
        this.name = name;
        this.mutable = mutable;
    }

    @Override
    public Object part(int part) {
        return value;
    }

    @Override
    public void setPart(int part, Object newValue) {
        value = newValue;
    }

    /// The variable's scope has ended: what was lent of it must not be used any more.
    public void end(Span scope) {
        if (loans != null) {
            Loans.end(this, scope);
        }
    }
}
