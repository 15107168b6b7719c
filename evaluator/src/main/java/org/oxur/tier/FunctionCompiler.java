package org.oxur.tier;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.oxur.module.Function;
import org.oxur.module.Registry;
import org.oxur.text.Span;

/// Makes code of functions for one tier.
public interface FunctionCompiler {
    /// The tier that its code is of.
    Tier tier();

    /// How it went.
    sealed interface Result {
        /// @param millis it took; 0 when it was there already
        record Compiled(CompiledCode code, long millis) implements Result {}

        /// It stays where it is.
        ///
        /// @param reason in words that fit after "because of"
        record Refused(Span span, String reason) implements Result {}

        /// There is nothing to compile with.
        record NoToolchain(String message, String hint) implements Result {}
    }

    /// Begins to compile the current version of a function; call it where definitions are made, for
    /// it reads them. What takes long goes on elsewhere.
    ///
    /// @param samples arguments that it was called with, null where they say nothing of its types;
    ///   empty when it was never called
    CompletableFuture<Result> compile(
            Function function, List<@Nullable Object> samples, Registry registry);
}
