package org.oxur.tier;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.module.Function;
import org.oxur.module.Registry;
import org.oxur.module.Version;
import org.oxur.text.Span;

/// Makes code of functions for one tier. Called on workers, while definitions are made elsewhere:
/// what it reads of the [Registry] may change meanwhile, so the code it makes says by
/// [CompiledCode#isCurrent] whether all that it was made from is still so.
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

        /// Nobody wants it any more: the function was redefined, or someone took the job back.
        record Superseded(String reason) implements Result {}
    }

    /// A version of a function that shall be compiled.
    ///
    /// @param samples arguments that it was called with, null where they say nothing of its types;
    ///   empty when it was never called
    /// @param urgency what it is worth: what is merely hot must gain by being compiled
    record Request(
            Function function,
            Version version,
            List<@Nullable Object> samples,
            Registry registry,
            Urgency urgency) {
        public Request {
            samples = Collections.unmodifiableList(new ArrayList<>(samples));
        }
    }

    /// What a compiler is doing.
    enum Phase {
        /// Reading trees, finding types.
        LOWER,
        CODEGEN,
        RUSTC,
        LINK,
        LOAD
    }

    /// One run of a compiler, as whoever started it sees it.
    interface Run {
        void phase(Phase phase);

        /// What ends the run early, from another thread; null when that is no longer possible. Run
        /// at once when that was asked before.
        void onCancel(@Nullable Runnable cancel);

        /// Nobody looks, nobody cancels.
        Run UNSEEN =
                new Run() {
                    @Override
                    public void phase(Phase phase) {}

                    @Override
                    public void onCancel(@Nullable Runnable cancel) {}
                };
    }

    Result compile(Request request, Run run);

    /// Compiles several, which may be cheaper together.
    ///
    /// @return a result for each, in that order
    default List<Result> compile(List<Request> requests, Run run) {
        return requests.stream().map(request -> compile(request, run)).toList();
    }

    /// Compiles a loop that runs; whoever runs it finds the code at its next look. What cannot be
    /// compiled stays as it is.
    default void compile(LongLoop loop, Registry registry) {}

    /// How many it likes to be given at once, where they wait anyway.
    default int batch() {
        return 1;
    }
}
