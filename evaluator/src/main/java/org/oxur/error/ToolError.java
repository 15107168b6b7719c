package org.oxur.error;

import org.jspecify.annotations.Nullable;
import org.oxur.text.Span;

/// What the world around a program refuses: files, compilers.
public sealed interface ToolError extends LanguageError {

    /// A file cannot be read or written; the message says why.
    record IoError(Span span, String message) implements ToolError {
        @Override
        public String code() {
            return "io-error";
        }
    }

    /// A function that a compiling tier cannot take, or that is not compiled yet. The message says
    /// why.
    record NotCompilable(Span span, String message) implements ToolError {
        @Override
        public String code() {
            return "not-compilable";
        }
    }

    /// A crate cannot be had or built; the reason says why.
    record CrateError(Span span, String crate, String reason, @Nullable String hint)
            implements ToolError {
        @Override
        public String code() {
            return "crate-error";
        }

        @Override
        public String message() {
            return "crate `" + crate + "`: " + reason;
        }
    }

    /// No compiler for the tier that was asked for: `rustc` is not found. All is interpreted then.
    record NativeToolchain(Span span, String message, @Nullable String hint) implements ToolError {
        @Override
        public String code() {
            return "native-toolchain";
        }
    }
}
