package org.oxur.value;

import org.oxur.error.Site;

/// What all strings are: UTF-8 bytes. Positions and lengths count bytes, as in Rust.
///
/// [StrLiteral] is the immutable `&str`, `StringValue` the growable `String`.
public interface Text {
    /// Holds the string from [#start()] on; for reading only.
    byte[] array();

    /// Where in [#array()] the string begins.
    int start();

    /// Fails if it is of a `String` that has been changed or has gone since.
    default void check(Site site) {}

    /// In bytes.
    int length();

    /// The bytes `[from, to)`, both at character boundaries, as a string that no later change of
    /// this one reaches.
    StrLiteral part(int from, int to);
}
