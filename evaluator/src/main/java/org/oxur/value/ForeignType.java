package org.oxur.value;

/// A type of a crate written in Rust whose values never leave native memory.
public interface ForeignType {
    /// With its crate, as programs write paths: `strsim::StrSimError`.
    String name();

    /// A value that native code has handed over.
    ///
    /// @param drop address of what frees it
    /// @param show address of what shows it; 0 where nothing does
    ForeignValue made(long address, long drop, long show);

    /// What `{:?}` gives in Rust; empty for a type that has none.
    String shown(ForeignValue value);

    /// Frees a value, as Rust does where it goes out of scope. Called once.
    void drop(ForeignValue value);
}
