package org.oxur.tier;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.oxur.module.Function;
import org.oxur.module.Registry;
import org.oxur.module.Version;
import org.oxur.tier.FunctionCompiler.Result;

/// What compiles for one session while it runs. From any thread; nothing here waits.
public interface Background extends AutoCloseable {
    /// Where a session gets its own.
    @FunctionalInterface
    interface Source {
        Background open(Registry registry, TierListener listener);

        /// There are no compilers: everything is interpreted.
        Source NONE = (_, _) -> Nothing.INSTANCE;
    }

    /// Compiles the current version for a tier, unless that is done or on its way: then that is
    /// what is given, and becomes as urgent.
    CompletableFuture<Result> ask(Function function, Tier tier, Urgency urgency);

    /// It was called so often that it belongs into that tier, whether or not it is there already.
    CompletableFuture<Result> hot(Function function, Tier tier);

    /// Compiles the current version to be looked at: nothing is executed by it.
    CompletableFuture<Result> inspect(Function function, Tier tier);

    /// Compiles a loop that runs; done when the loop can go on in that, or never will.
    CompletableFuture<Void> ask(LongLoop loop);

    /// How long it took to compile a version that is kept, by tier; empty where it was not.
    Map<Tier, Long> millis(Function function, Version version);

    /// All jobs for the current version, done when they are.
    CompletableFuture<Void> jobs(Function function);

    Standing standing(Function function);

    /// Code of the function was thrown away because something that it was made from has changed.
    void discarded(Function function, Tier from);

    /// Lets a function be interpreted until someone asks for more: what is being compiled of it is
    /// not wanted.
    void demote(Function function);

    /// A function has a new version: what is being compiled of the old one is not wanted.
    ///
    /// @param function its name with its module
    void redefined(String function);

    /// Holds a function in the tier that it is in, or lets it go.
    void pin(Function function, boolean pinned);

    /// Jobs that wait or run, most urgent first.
    List<CompileJob> jobs();

    /// Takes a job back; one that runs is ended.
    ///
    /// @param id null for all
    /// @return how many
    int cancel(@Nullable Long id);

    /// Puts a waiting job before all others.
    boolean boost(long id);

    /// Begins no more jobs, or goes on.
    void pause(boolean paused);

    Forecast forecast();

    @Override
    void close();
}
