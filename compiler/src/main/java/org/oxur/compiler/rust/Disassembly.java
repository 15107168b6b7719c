package org.oxur.compiler.rust;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What the machine executes of a library, by `objdump`, where there is one.
final class Disassembly {
    private Disassembly() {}

    /// Null where there is no `objdump`, or it does not understand the file.
    static @Nullable String of(Path library) {
        try {
            var process =
                    new ProcessBuilder(
                                    "objdump",
                                    "-d",
                                    "--no-show-raw-insn",
                                    "-M",
                                    "intel",
                                    library.toString())
                            .redirectErrorStream(true)
                            .redirectInput(new File("/dev/null"))
                            .start();
            var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? text.replaceFirst("(?s)^.*?\n\n", "") : null;
        } catch (IOException notThere) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
