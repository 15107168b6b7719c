package org.oxur.compiler.rust;

import java.io.IOException;
import java.nio.file.Path;
import org.oxur.compiler.owned.OwnedCrate;
import org.oxur.tier.FunctionCompiler.Phase;
import org.oxur.tier.FunctionCompiler.Result;
import org.oxur.tier.FunctionCompiler.Run;

/// Makes a library of a crate whose values own memory.
final class OwnedBuild {
    private OwnedBuild() {}

    static Result build(OwnedCrate crate, Toolchain rustc, Artifacts artifacts, Run run) {
        long start = System.nanoTime();
        try {
            var source = Prelude.owned() + crate.source();
            var key = Artifacts.key(String.join("\n", rustc.ownedFlags(), source));
            var library = artifacts.find(key);
            if (library == null) {
                var made = artifacts.begin();
                try {
                    run.phase(Phase.RUSTC);
                    var went = rustc.compileOwned(source, made, run);
                    if (went.cancelled()) {
                        return new Result.Superseded("rustc was ended");
                    }
                    if (!went.ok()) {
                        var error = RustcError.first(went.messages());
                        return new Result.Refused(
                                crate.spanAt(error.offset() - Prelude.owned().length()),
                                "rustc: " + error.message());
                    }
                    artifacts.keep(made, java.util.List.of(key));
                    run.phase(Phase.LOAD);
                    return compiled(crate, made, artifacts, key, start);
                } finally {
                    artifacts.discard(made);
                }
            }
            run.phase(Phase.LOAD);
            return compiled(crate, library, artifacts, key, start);
        } catch (IOException | IllegalArgumentException e) {
            return new Result.NoToolchain(
                    "native code could not be made: " + e.getMessage(),
                    "see that the cache directory can be written and its libraries loaded");
        }
    }

    private static Result compiled(
            OwnedCrate crate, Path library, Artifacts artifacts, String key, long start) {
        var code = OwnedCode.load(crate, library, () -> artifacts.disassembled(key));
        return new Result.Compiled(code, (System.nanoTime() - start) / 1_000_000);
    }
}
