package org.oxur.compiler.crate;

import org.jspecify.annotations.Nullable;
import org.oxur.value.ForeignType;
import org.oxur.value.ForeignValue;

/// A type of a crate. Which library its values live in is known once that is loaded.
final class LoadedType implements ForeignType {
    private final String name;
    private volatile @Nullable ForeignLibrary library;

    LoadedType(String name) {
        this.name = name;
    }

    void loaded(ForeignLibrary into) {
        library = into;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ForeignValue made(long address, long drop, long show) {
        var owner = library();
        var value = new ForeignValue(this, address, drop, show);
        owner.watch(value);
        return value;
    }

    @Override
    public String shown(ForeignValue value) {
        return library().shown(value);
    }

    @Override
    public void drop(ForeignValue value) {
        library().drop(value);
    }

    private ForeignLibrary library() {
        var known = library;
        if (known == null) {
            throw new IllegalStateException(name + " has no library");
        }
        return known;
    }
}
