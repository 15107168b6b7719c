package org.oxur.compiler.crate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.oxur.builtin.BuiltinFunction;
import org.oxur.compiler.rust.Artifacts;
import org.oxur.compiler.rust.Cargo;
import org.oxur.compiler.rust.Toolchain;
import org.oxur.error.OxurPanic;
import org.oxur.error.ToolError;
import org.oxur.tier.Crates;

/// Builds crates and makes their functions callable, each in a thread of its own.
public final class RustCrates implements Crates {
    private static final String BRIDGE = bridge();

    private final Artifacts artifacts = Artifacts.ofUser();

    @Override
    public CompletableFuture<Loaded> load(Request request) {
        var job = new Job(request);
        var done =
                new CompletableFuture<Loaded>() {
                    @Override
                    public boolean cancel(boolean mayInterrupt) {
                        job.end();
                        return super.cancel(mayInterrupt);
                    }
                };
        var _ =
                CompletableFuture.supplyAsync(job::load, Thread.ofVirtual()::start)
                        .whenComplete((loaded, problem) -> {
                            if (problem == null) {
                                done.complete(loaded);
                            } else {
                                done.completeExceptionally(problem);
                            }
                        });
        return done;
    }

    private final class Job {
        private final Request request;
        private volatile @Nullable Cargo cargo;
        private volatile boolean ended;

        Job(Request request) {
            this.request = request;
        }

        void end() {
            ended = true;
            var now = cargo;
            if (now != null) {
                now.end();
            }
        }

        Loaded load() {
            var toolchain = Toolchain.find();
            if (toolchain == null) {
                return new Loaded.NoToolchain(
                        "rustc is not found, which builds crates",
                        "`oxur doctor` says how to get it");
            }
            try {
                var source = request.path() == null ? null : Path.of(request.path());
                var project = Projects.open(projectName(source));
                var made = Cargo.in(project, toolchain);
                if (made == null) {
                    return new Loaded.NoToolchain(
                            "cargo is not found, which builds crates",
                            "it comes with Rust: https://rustup.rs, or your system's package `cargo`");
                }
                cargo = made;
                if (ended) {
                    made.end();
                }
                return load(made, source);
            } catch (Cargo.Failed failed) {
                return refused(failed.said());
            } catch (IOException | IllegalArgumentException e) {
                return new Loaded.Refused(
                        "it could not be built: " + e.getMessage(),
                        "see that the cache directory can be written and its libraries loaded");
            }
        }

        /// One for each crate, wherever it is required.
        private String projectName(@Nullable Path source) throws IOException {
            var origin = source == null ? "version " + request.version() : "" + source.toRealPath();
            return request.name().replaceAll("[^\\w.-]", "_") + "-" + Artifacts.key(origin);
        }

        private Loaded load(Cargo cargo, @Nullable Path source) throws Cargo.Failed, IOException {
            boolean offline = source != null;
            cargo.write(request.name(), dependency(source), registry(source));
            var library = cargo.library(request.name(), offline);
            CrateApi.Api api;
            try {
                api = CrateApi.read(cargo.documented(request.name(), library, offline), library);
            } catch (NullPointerException
                    | IllegalStateException
                    | com.google.gson.JsonParseException e) {
                return new Loaded.NoToolchain(
                        "this version of rustdoc describes crates in a way that is not known",
                        "a newer Oxur, or Rust 1.85 to 1.95, may help");
            }
            var callable = api.functions().stream().filter(each -> each.why() == null).toList();
            cargo.writeSource(BridgePrinter.print(library, callable, BRIDGE));
            var loaded = ForeignLibrary.load(kept(cargo.build(offline)));
            api.types().forEach(type -> type.loaded(loaded));
            var members = new ArrayList<Member>();
            for (var each : api.functions()) {
                members.add(new Member(each.path(), function(each, callable, loaded)));
            }
            return new Loaded.Crate(members);
        }

        /// Under a name of its own: what is loaded must not change when cargo builds again.
        private Path kept(Path built) throws IOException {
            var key = Artifacts.key(Files.readAllBytes(built));
            var found = artifacts.find(key);
            if (found != null) {
                return found;
            }
            var copy = artifacts.begin();
            try {
                Files.copy(built, copy, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                artifacts.keep(copy, List.of(key));
            } finally {
                artifacts.discard(copy);
            }
            var kept = artifacts.find(key);
            if (kept == null) {
                throw new IOException("the library was deleted as it was loaded");
            }
            return kept;
        }

        private String dependency(@Nullable Path source) throws IOException {
            return source == null
                    ? Cargo.quoted(request.version() == null ? "*" : request.version())
                    : "{ path = " + Cargo.quoted(source.toRealPath().toString()) + " }";
        }

        /// A crate of a directory of crates, as Debian has them, finds there what it depends on.
        private static @Nullable Path registry(@Nullable Path source) throws IOException {
            return source != null && Files.exists(source.resolve(".cargo-checksum.json"))
                    ? source.toRealPath().getParent()
                    : null;
        }

        private Loaded refused(String said) {
            var first =
                    said.lines()
                            .filter(line -> line.startsWith("error"))
                            .findFirst()
                            .orElse(said.strip());
            boolean far =
                    request.version() != null
                            && (said.contains("failed to")
                                    || said.contains("registry")
                                    || said.contains("network"));
            return new Loaded.Refused(
                    first + causes(said),
                    far
                            ? "no registry can be reached, or it has no such crate: `:path` takes one that lies on this machine"
                            : null);
        }

        /// What cargo says of the project around the crate, which is ours, and of its own options.
        private static boolean isOfOurProject(String line) {
            return line.equals("Caused by:")
                    || line.contains("oxur_crate")
                    || line.contains("--offline")
                    || line.contains("offline mode");
        }

        private static String causes(String said) {
            var causes = new StringBuilder();
            said.lines()
                    .dropWhile(line -> !line.startsWith("error"))
                    .skip(1)
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !isOfOurProject(line))
                    .limit(4)
                    .forEach(line -> causes.append("; ").append(line));
            return causes.toString();
        }
    }

    private static BuiltinFunction function(
            ApiFunction function, List<ApiFunction> callable, ForeignLibrary library) {
        int number = callable.indexOf(function) + 1;
        if (number == 0) {
            return BuiltinFunction.of(
                    function.plainSignature(),
                    function.doc(),
                    (_, _, site) -> {
                        throw new OxurPanic(
                                new ToolError.NotCompilable(
                                        site.span(),
                                        "`"
                                                + function.name()
                                                + "` cannot be called from here: "
                                                + function.why()));
                    });
        }
        return BuiltinFunction.of(
                function.plainSignature(),
                function.shown() + "\n\n" + function.doc(),
                (_, arguments, site) -> {
                    var passed = new Object[arguments.length];
                    for (int i = 0; i < passed.length; i++) {
                        passed[i] =
                                Crossing.argument(function.parameters().get(i), arguments[i], site);
                    }
                    return library.call(number, function, passed, site);
                });
    }

    private static String bridge() {
        try (var stream = RustCrates.class.getResourceAsStream("bridge.rs")) {
            if (stream == null) {
                throw new IllegalStateException("bridge.rs is not in the jar");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
