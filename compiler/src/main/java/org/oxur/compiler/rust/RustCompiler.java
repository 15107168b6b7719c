package org.oxur.compiler.rust;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.oxur.compiler.types.Inference;
import org.oxur.compiler.types.ParameterTypes;
import org.oxur.compiler.types.Uncompilable;
import org.oxur.module.Function;
import org.oxur.module.Registry;
import org.oxur.tier.FunctionCompiler;
import org.oxur.tier.Tier;

/// Native code by way of Rust: a function and all that it calls become one crate.
///
/// The tree is read and printed where the caller is; rustc runs on one worker, a process at a time.
public final class RustCompiler implements FunctionCompiler {
    private static final int LONGEST_MESSAGE = 300;

    private final Artifacts artifacts;
    private final ExecutorService worker;
    private volatile boolean looked;
    private volatile @Nullable Toolchain toolchain;

    public RustCompiler() {
        this(Artifacts.ofUser());
    }

    RustCompiler(Artifacts artifacts) {
        this.artifacts = artifacts;
        this.worker =
                Executors.newSingleThreadExecutor(task -> {
                    var thread = new Thread(task, "oxur-rustc");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    @Override
    public Tier tier() {
        return Tier.NATIVE;
    }

    @Override
    public CompletableFuture<Result> compile(
            Function function, List<@Nullable Object> samples, Registry registry) {
        Crate crate;
        try {
            var types = ParameterTypes.of(function, samples);
            if (types.size() > Context.WORDS) {
                throw new Uncompilable(function.signature().span(), "more than 16 parameters");
            }
            crate = CratePrinter.print(Inference.of(function, types, registry));
        } catch (Uncompilable e) {
            return CompletableFuture.completedFuture(new Result.Refused(e.span(), e.reason()));
        }
        return CompletableFuture.supplyAsync(() -> build(crate), worker);
    }

    private Result build(Crate crate) {
        var rustc = toolchain();
        if (rustc == null) {
            return new Result.NoToolchain(
                    "rustc not found",
                    "install Rust (`apt install rustc`, or rustup) and try again");
        }
        long start = System.nanoTime();
        try {
            var content = rustc.version() + "\n" + rustc.flags() + "\n" + crate.source();
            var found = artifacts.find(content, library -> rustc.compile(crate.source(), library));
            if (!found.run().ok()) {
                var entry = crate.program().entry();
                return new Result.Refused(
                        entry.version().tree().sig().span(), firstError(found.run().messages()));
            }
            var code = NativeCode.load(crate, found.library());
            return new Result.Compiled(code, (System.nanoTime() - start) / 1_000_000);
        } catch (IOException | IllegalArgumentException e) {
            return new Result.NoToolchain(
                    "native code could not be made: " + e.getMessage(),
                    "see that the cache directory can be written and its libraries loaded");
        }
    }

    private @Nullable Toolchain toolchain() {
        if (!looked) {
            toolchain = Toolchain.find();
            looked = true;
        }
        return toolchain;
    }

    private static String firstError(String messages) {
        var lines = new ArrayList<String>();
        messages.lines().dropWhile(line -> !line.startsWith("error")).limit(1).forEach(lines::add);
        var text = lines.isEmpty() ? messages.strip() : lines.getFirst();
        return "rustc: "
                + (text.length() > LONGEST_MESSAGE ? text.substring(0, LONGEST_MESSAGE) : text);
    }
}
