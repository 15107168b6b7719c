package org.oxur.ast;

/// Rust's floating-point types.
public enum FloatType {
    F32("f32"),
    F64("f64");

    private final String rustName;

    FloatType(String rustName) {
        this.rustName = rustName;
    }

    public String rustName() {
        return rustName;
    }
}
