package org.oxur.compiler.rust;

import java.lang.foreign.MemorySegment;

/// What a compiled library offers to Java. Public because the JVM makes a proxy of it.
public interface LibraryEntry {
    /// @param run what Java and the code share, see `prelude.rs`
    /// @return 0, or the number of the trap that ended the run
    int enter(MemorySegment run);
}
