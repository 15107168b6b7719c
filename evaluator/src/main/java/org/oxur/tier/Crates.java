package org.oxur.tier;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.oxur.builtin.BuiltinFunction;

/// Makes the public functions of crates written in Rust callable.
@FunctionalInterface
public interface Crates {
    /// @param path where the crate's source lies, with its `Cargo.toml`, or null
    /// @param version what is wanted of a registry, or null; one of the two is given
    record Request(String name, @Nullable String path, @Nullable String version) {}

    /// How it went.
    sealed interface Loaded {
        record Crate(List<Member> members) implements Loaded {
            public Crate {
                members = List.copyOf(members);
            }
        }

        /// It cannot be had, or not be built.
        ///
        /// @param hint what may help, or null
        record Refused(String reason, @Nullable String hint) implements Loaded {}

        /// There is nothing to build it with.
        record NoToolchain(String message, String hint) implements Loaded {}
    }

    /// A function of a crate. What cannot be called from here is a member, too: it says why.
    ///
    /// @param path below the crate: its modules, its type, its name as Rust has it
    record Member(List<String> path, BuiltinFunction function) {
        public Member {
            path = List.copyOf(path);
        }
    }

    /// Builds a crate, unless it is built, and loads it. Nobody waits here; cancelling the future
    /// ends the build.
    CompletableFuture<Loaded> load(Request request);

    /// There are no compilers.
    Crates NONE =
            _ ->
                    CompletableFuture.completedFuture(
                            new Loaded.NoToolchain(
                                    "crates need the native compiler, which this session has not",
                                    "start it with compilers"));
}
