package org.oxur.compiler.rust;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The machine's `cargo`, at work in a project of ours that depends on one crate.
///
/// Projects are kept in the user's cache directory: cargo finds there what it built before, and
/// keeps several processes from building in one at once.
public final class Cargo {
    private static final long PATIENCE_MINUTES = 30;

    private final Path cargo;
    private final Toolchain toolchain;
    private final Path project;
    private final AtomicReference<@Nullable Process> running = new AtomicReference<>();
    private volatile boolean ended;

    private Cargo(Path cargo, Toolchain toolchain, Path project) {
        this.cargo = cargo;
        this.toolchain = toolchain;
        this.project = project;
    }

    /// It went wrong.
    public static final class Failed extends Exception {
        private static final long serialVersionUID = 1;
        private final String said;

        Failed(String said) {
            super(said);
            this.said = said;
        }

        /// All that cargo printed.
        public String said() {
            return said;
        }
    }

    /// Null where there is no cargo.
    public static @Nullable Cargo in(Path project, Toolchain toolchain) {
        var beside = toolchain.rustc().resolveSibling("cargo");
        var found = Files.isExecutable(beside) ? beside : Toolchain.onPath("cargo");
        return found == null ? null : new Cargo(found, toolchain, project);
    }

    /// Writes the project, where it is not so already: cargo goes by the times of files.
    ///
    /// @param dependency how the crate is depended on, in TOML
    /// @param registry a directory that serves as the registry, or null
    public void write(String name, String dependency, @Nullable Path registry) throws IOException {
        write(
                "Cargo.toml",
                """
                [package]
                name = "oxur_crate"
                version = "0.0.0"
                edition = "2021"

                [lib]
                crate-type = ["cdylib"]

                [profile.release]
                debug = 0
                strip = "symbols"
                overflow-checks = true

                [dependencies]
                %s = %s
                """
                        .formatted(name, dependency));
        if (!Files.exists(source())) {
            write("src/lib.rs", "");
        }
        write(
                ".cargo/config.toml",
                registry == null
                        ? ""
                        : """
                        [source.crates-io]
                        replace-with = "here"
                        [source.here]
                        directory = %s
                        """
                                .formatted(quoted(registry.toString())));
    }

    private Path source() {
        return project.resolve("src/lib.rs");
    }

    public void writeSource(String text) throws IOException {
        write("src/lib.rs", text);
    }

    private void write(String name, String text) throws IOException {
        var file = project.resolve(name);
        Files.createDirectories(file.getParent());
        if (!Files.exists(file) || !Files.readString(file).equals(text)) {
            Files.writeString(file, text);
        }
    }

    public static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /// The name of a package's library, as Rust has it.
    public String library(String crate, boolean offline) throws Failed, IOException {
        var command = command("metadata", offline);
        command.addAll(List.of("--format-version", "1"));
        var metadata = JsonParser.parseString(run(command, Map.of(), false)).getAsJsonObject();
        for (var each : metadata.getAsJsonArray("packages")) {
            var item = each.getAsJsonObject();
            if (item.get("name").getAsString().equals(crate)) {
                for (var target : item.getAsJsonArray("targets")) {
                    var kinds = target.getAsJsonObject().get("kind").toString();
                    if (kinds.contains("\"lib\"") || kinds.contains("\"rlib\"")) {
                        return target.getAsJsonObject().get("name").getAsString().replace('-', '_');
                    }
                }
            }
        }
        throw new Failed("error: it has no library that Rust programs can use");
    }

    /// What a crate offers.
    public JsonObject documented(String crate, String library, boolean offline)
            throws Failed, IOException {
        var command = command("rustdoc", offline);
        command.addAll(List.of("--package", crate, "--lib", "--", "-Zunstable-options"));
        command.addAll(List.of("--output-format", "json", "--cap-lints", "allow"));
        // The JSON is not a stable part of rustdoc, which therefore must be told that we know.
        run(command, Map.of("RUSTC_BOOTSTRAP", "1"), true);
        var file = project.resolve("target/doc/" + library + ".json");
        try (var reader = Files.newBufferedReader(file)) {
            return JsonParser.parseReader(reader).getAsJsonObject();
        }
    }

    /// Builds the project.
    ///
    /// @return the shared library
    public Path build(boolean offline) throws Failed, IOException {
        var command = command("build", offline);
        command.add("--release");
        run(command, Map.of(), true);
        return project.resolve("target/release/" + System.mapLibraryName("oxur_crate"));
    }

    private List<String> command(String verb, boolean offline) {
        var command = new ArrayList<>(List.of(cargo.toString(), verb, "--color=never"));
        if (offline) {
            command.add("--offline");
        }
        return command;
    }

    private String run(List<String> command, Map<String, String> environment, boolean both)
            throws Failed, IOException {
        var errors = Files.createTempFile("oxur-cargo", ".txt");
        try {
            var builder = new ProcessBuilder(command).directory(project.toFile());
            var variables = builder.environment();
            // Of a cargo that may have started us.
            variables.keySet().removeIf(key -> key.startsWith("CARGO_") && !isOfUser(key));
            variables.put("CARGO_TARGET_DIR", project.resolve("target").toString());
            variables.put("CARGO_NET_RETRY", "0");
            variables.put("CARGO_HTTP_TIMEOUT", "20");
            variables.put("RUSTC", toolchain.rustc().toString());
            variables.put("RUSTDOC", toolchain.rustc().resolveSibling("rustdoc").toString());
            variables.putAll(environment);
            builder.redirectError(errors.toFile());
            builder.redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
            var process = builder.start();
            running.set(process);
            if (ended) {
                process.destroyForcibly();
            }
            var output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new Failed("error: it took longer than " + PATIENCE_MINUTES + " minutes");
            }
            if (process.exitValue() != 0) {
                throw new Failed(Files.readString(errors) + (both ? output : ""));
            }
            return output;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failed("error: interrupted");
        } finally {
            running.set(null);
            Files.deleteIfExists(errors);
        }
    }

    private static boolean isOfUser(String key) {
        return key.equals("CARGO_HOME")
                || key.startsWith("CARGO_REGISTR")
                || key.startsWith("CARGO_HTTP")
                || key.startsWith("CARGO_SOURCE");
    }

    /// From any thread: what runs is ended, with the compilers that it started.
    public void end() {
        ended = true;
        var process = running.get();
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
