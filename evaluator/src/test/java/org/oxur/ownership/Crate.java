package org.oxur.ownership;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Many programs compiled at once, each a module: starting rustc costs more than what it has to say
/// about one.
final class Crate {
    private static final Pattern ERROR =
            Pattern.compile("^\\S*programs\\.rs:(\\d+):\\d+: error(\\[E\\d+\\])?.*");
    private static final String SEPARATOR = "\u0001";

    /// Stands at the end of what a program prints that panics.
    static final String PANICKED = "\u0002";

    private final Path rustc;
    private final Path directory;

    private Crate(Path rustc, Path directory) {
        this.rustc = rustc;
        this.directory = directory;
    }

    /// Null where there is no rustc.
    static @Nullable Crate in(Path directory) throws IOException, InterruptedException {
        try {
            // The real one: the shim in PATH looks for it at every start.
            var sysroot = run(List.of("rustc", "--print", "sysroot"), directory).output().strip();
            return new Crate(Path.of(sysroot, "bin", "rustc"), directory);
        } catch (IOException notThere) {
            return null;
        }
    }

    /// Which of the programs rustc rejects, with the error codes (`E0382`), by index.
    Map<Integer, List<String>> rejected(List<String> programs)
            throws IOException, InterruptedException {
        var rejected = new TreeMap<Integer, List<String>>();
        // Errors of earlier phases keep rustc from looking for those of the borrow checker: again
        // without those programs.
        while (true) {
            var left = new LinkedHashMap<Integer, String>();
            for (int i = 0; i < programs.size(); i++) {
                if (!rejected.containsKey(i)) {
                    left.put(i, programs.get(i));
                }
            }
            var found = check(left);
            if (found.isEmpty()) {
                return rejected;
            }
            rejected.putAll(found);
        }
    }

    private Map<Integer, List<String>> check(Map<Integer, String> programs)
            throws IOException, InterruptedException {
        var lines = write(programs);
        var result =
                run(
                        List.of(
                                rustc.toString(),
                                "--edition",
                                "2021",
                                "--emit=metadata",
                                "--error-format=short",
                                "-o",
                                "checked",
                                "programs.rs"),
                        directory);
        var found = new TreeMap<Integer, List<String>>();
        for (var line : result.output().lines().toList()) {
            var error = ERROR.matcher(line);
            if (error.matches()) {
                var code = error.group(2) == null ? "" : error.group(2).replaceAll("[\\[\\]]", "");
                var program = lines.floorEntry(Integer.parseInt(error.group(1)));
                found.computeIfAbsent(program.getValue(), _ -> new ArrayList<>()).add(code);
            }
        }
        if (result.code() != 0 && found.isEmpty()) {
            throw new AssertionError(
                    "rustc failed without an error in a program:\n" + result.output());
        }
        return found;
    }

    /// What each program prints, when run, and [#PANICKED] if it panics. All must be accepted.
    List<String> outputs(List<String> programs) throws IOException, InterruptedException {
        var numbered = new LinkedHashMap<Integer, String>();
        for (int i = 0; i < programs.size(); i++) {
            numbered.put(i, programs.get(i));
        }
        write(numbered);
        var compiled =
                run(
                        List.of(
                                rustc.toString(),
                                "--edition",
                                "2021",
                                "-C",
                                "debuginfo=0",
                                "-C",
                                "overflow-checks=on",
                                "-o",
                                "programs",
                                "programs.rs"),
                        directory);
        if (compiled.code() != 0) {
            throw new AssertionError(compiled.output());
        }
        var printed = run(List.of(directory.resolve("programs").toString()), directory).output();
        return List.of(printed.split(SEPARATOR, -1)).subList(0, programs.size());
    }

    /// @return the program that begins at each line
    private TreeMap<Integer, Integer> write(Map<Integer, String> programs) throws IOException {
        var text = new StringBuilder("#![allow(warnings)]\n");
        var lines = new TreeMap<Integer, Integer>();
        int line = 2;
        for (var program : programs.entrySet()) {
            lines.put(line, program.getKey());
            var module = "mod p" + program.getKey() + " {\n" + program.getValue() + "}\n";
            text.append(module);
            line += (int) module.chars().filter(c -> c == '\n').count();
        }
        lines.put(line, -1);
        text.append("fn main() {\n    std::panic::set_hook(Box::new(|_| {}));\n");
        for (int program : programs.keySet()) {
            text.append("    if std::panic::catch_unwind(p")
                    .append(program)
                    .append("::main).is_err() { print!(\"\\u{2}\"); } print!(\"\\u{1}\");\n");
        }
        text.append("}\n");
        Files.writeString(directory.resolve("programs.rs"), text);
        return lines;
    }

    private record Result(int code, String output) {}

    private static Result run(List<String> command, Path directory)
            throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }
}
