package org.oxur.compiler.rust;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.oxur.tier.FunctionCompiler;

/// The machine's `rustc`: the real one, not rustup's shim, which costs 20 ms each time.
///
/// @param rustc the compiler
/// @param version as it says itself
/// @param processor what it may use of this machine's, which another that sees the same cache
///   directory may not have
public record Toolchain(Path rustc, String version, String processor) {
    /// Flags for crates without the standard library.
    private static final List<String> FLAGS =
            List.of(
                    "--edition=2021",
                    "--crate-type=cdylib",
                    "--crate-name=oxur_native",
                    "-Copt-level=3",
                    "-Ccodegen-units=1",
                    "-Cpanic=abort",
                    "-Cdebuginfo=0",
                    "-Cstrip=symbols",
                    "-Ctarget-cpu=native");

    /// For crates without the standard library there is nothing to link against: where rustc brings
    /// a linker, that does it quickest, and no C compiler is needed.
    private static final List<String> OWN_LINKER =
            List.of("-Clinker=rust-lld", "-Clinker-flavor=ld.lld");

    /// Flags for crates that own memory: they unwind, and share the standard library that is there.
    private static final List<String> OWNED_FLAGS =
            List.of(
                    "--edition=2021",
                    "--error-format=json",
                    "--cap-lints=allow",
                    "-Copt-level=3",
                    "-Ccodegen-units=1",
                    "-Cpanic=unwind",
                    "-Cdebuginfo=0",
                    "-Cstrip=symbols",
                    "-Cprefer-dynamic",
                    "-Ctarget-cpu=native");

    /// The crate that crates which own memory are linked against.
    static final String SUPPORT = "oxur_support";

    private static final long PATIENCE_SECONDS = 60;
    private static final System.Logger LOGGER = System.getLogger("org.oxur.compiler.rust");

    /// What rustc had to say.
    ///
    /// @param messages empty when all went well
    /// @param cancelled whether it was ended because nobody wanted the result any more
    record Run(boolean ok, String messages, boolean cancelled) {}

    /// Null when there is none.
    public static @Nullable Toolchain find() {
        for (var candidate : allOnPath("rustc")) {
            var found = resolve(candidate);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /// The program of that name which a shell would start; null if there is none.
    public static @Nullable Path onPath(String name) {
        var found = allOnPath(name);
        return found.isEmpty() ? null : found.getFirst();
    }

    private static List<Path> allOnPath(String name) {
        var path = System.getenv("PATH");
        return Stream.of((path == null ? "" : path).split(java.io.File.pathSeparator))
                .map(folder -> Path.of(folder.isEmpty() ? "." : folder).resolve(name))
                .filter(Files::isExecutable)
                .toList();
    }

    private static @Nullable Toolchain resolve(Path shim) {
        try {
            var root = run(List.of(shim.toString(), "--print", "sysroot"), "");
            if (!root.ok) {
                return null;
            }
            var real = Path.of(root.messages.strip()).resolve("bin").resolve("rustc");
            var rustc = Files.isExecutable(real) ? real : shim;
            var version = run(List.of(rustc.toString(), "-vV"), "");
            var processor =
                    run(List.of(rustc.toString(), "--print=cfg", "-Ctarget-cpu=native"), "");
            return version.ok && processor.ok
                    ? new Toolchain(rustc, version.messages.strip(), processor.messages.strip())
                    : null;
        } catch (IOException e) {
            // Not a compiler that can be started: as if there were none.
            return null;
        }
    }

    /// Compiles a source to a shared library.
    Run compile(String source, Path library, FunctionCompiler.Run watch) throws IOException {
        var command = new ArrayList<String>();
        command.add(rustc.toString());
        command.addAll(plainFlags());
        command.addAll(List.of("-o", library.toString(), "-"));
        return run(command, source, watch);
    }

    /// Compiles what crates that own memory are linked against.
    Run compileSupport(String source, Path archive, FunctionCompiler.Run watch) throws IOException {
        var command = new ArrayList<String>();
        command.add(rustc.toString());
        command.addAll(OWNED_FLAGS);
        command.addAll(List.of("--crate-type=rlib", "--crate-name=" + SUPPORT));
        command.addAll(List.of("-o", archive.toString(), "-"));
        return run(command, source, watch);
    }

    /// Compiles a source that uses the standard library to a shared library.
    Run compileOwned(String source, Path support, Path library, FunctionCompiler.Run watch)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(rustc.toString());
        command.addAll(OWNED_FLAGS);
        command.addAll(List.of("--crate-type=cdylib", "--crate-name=oxur_native"));
        command.addAll(List.of("--extern", SUPPORT + "=" + support));
        command.add("-Clink-arg=-Wl,-rpath," + standardLibrary());
        command.addAll(List.of("-o", library.toString(), "-"));
        return run(command, source, watch);
    }

    private List<String> plainFlags() {
        if (!Files.isExecutable(ofHost().resolve("bin").resolve("rust-lld"))) {
            return FLAGS;
        }
        var flags = new ArrayList<>(FLAGS);
        flags.addAll(OWN_LINKER);
        return flags;
    }

    /// Where the standard library is that crates share.
    private Path standardLibrary() {
        return ofHost().resolve("lib");
    }

    private Path ofHost() {
        var host =
                version.lines()
                        .filter(line -> line.startsWith("host: "))
                        .map(line -> line.substring(6).strip())
                        .findFirst()
                        .orElse("");
        return rustc.resolveSibling("../lib/rustlib").resolve(host).normalize();
    }

    /// What a crate becomes depends on this, beside its source.
    private String with(String flags) {
        return String.join("\n", version, processor, flags);
    }

    String ownedFlags() {
        return with(String.join(" ", OWNED_FLAGS) + " " + standardLibrary());
    }

    String flags() {
        return with(String.join(" ", plainFlags()));
    }

    private static Run run(List<String> command, String input) throws IOException {
        return run(command, input, FunctionCompiler.Run.UNSEEN);
    }

    private static Run run(List<String> command, String input, FunctionCompiler.Run watch)
            throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var cancelled = new AtomicBoolean();
        var late = new AtomicBoolean();
        watch.onCancel(() -> {
            cancelled.set(true);
            end(process);
        });
        var alarm =
                CompletableFuture.runAsync(
                        () -> {
                            late.set(true);
                            end(process);
                        },
                        CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS));
        try {
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException gone) {
                // It has ended before it read all: what it said tells why.
                LOGGER.log(System.Logger.Level.DEBUG, "rustc did not read its input", gone);
            }
            var output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            return late.get()
                    ? new Run(false, "it did not end within " + PATIENCE_SECONDS + " s", false)
                    : new Run(code == 0, output, cancelled.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Run(false, "interrupted", true);
        } finally {
            watch.onCancel(null);
            alarm.cancel(false);
            end(process);
        }
    }

    /// Its linker too, which would go on and keep what it writes to open.
    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
