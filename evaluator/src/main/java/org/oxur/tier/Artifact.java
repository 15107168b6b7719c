package org.oxur.tier;

import org.jspecify.annotations.Nullable;

/// What a function became on its way, as text for people.
public enum Artifact {
    /// After macro expansion, in Oxur.
    EXPANDED("expanded", "oxur"),
    /// The tree that every tier takes, as plain Rust.
    CORE("core", "rust"),
    /// What Tier 1 executes.
    BYTECODE("bytecode", "plaintext"),
    /// What Tier 2 was compiled from, with its checks.
    RUST("rust", "rust"),
    /// What Tier 2 executes.
    ASM("asm", "asm"),
    /// What was counted of it, and what was seen of its arguments.
    PROFILE("profile", "plaintext");

    private final String word;
    private final String language;

    Artifact(String word, String language) {
        this.word = word;
        this.language = language;
    }

    public String word() {
        return word;
    }

    /// As LSP names languages.
    public String language() {
        return language;
    }

    public static @Nullable Artifact named(String word) {
        for (var artifact : values()) {
            if (artifact.word.equals(word)) {
                return artifact;
            }
        }
        return null;
    }
}
