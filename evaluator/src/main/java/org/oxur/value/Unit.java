package org.oxur.value;

/// Rust's `()`, written `nil`.
public enum Unit {
    UNIT
}
