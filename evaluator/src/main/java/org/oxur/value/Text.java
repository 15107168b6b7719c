package org.oxur.value;

/// What all strings are: UTF-8 bytes. Positions and lengths count bytes, as in Rust.
///
/// [StrLiteral] is the immutable `&str`, `StringValue` the growable `String`.
public interface Text {
    /// Holds the string from [#start()] on; for reading only.
    byte[] array();

    /// Where in [#array()] the string begins.
    int start();

    /// In bytes.
    int length();

    /// The bytes `[from, to)`, both at character boundaries, as a string that no later change of
    /// this one reaches.
    StrLiteral part(int from, int to);
}
