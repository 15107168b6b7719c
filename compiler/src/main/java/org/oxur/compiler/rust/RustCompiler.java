package org.oxur.compiler.rust;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.oxur.compiler.owned.OwnedCrate;
import org.oxur.compiler.types.Inference;
import org.oxur.compiler.types.ParameterTypes;
import org.oxur.compiler.types.Uncompilable;
import org.oxur.tier.FunctionCompiler;
import org.oxur.tier.Tier;
import org.oxur.tier.Urgency;

/// Native code by way of Rust: a function and all that it calls become one module of a crate, and
/// functions that are compiled at once share the crate, for most of the time that rustc takes is
/// spent once for each.
public final class RustCompiler implements FunctionCompiler {
    private static final int LONGEST_MESSAGE = 300;

    /// Functions that share a crate: about 2.5 ms each, so that the first does not wait long for
    /// the last.
    public static final int BATCH = 16;

    private final Artifacts artifacts;
    private final OwnedBuild owning;
    private boolean looked;
    private @Nullable Toolchain toolchain;

    public RustCompiler() {
        this(Artifacts.ofUser());
    }

    /// @param cache where compiled libraries are kept
    public RustCompiler(Path cache) {
        this(new Artifacts(cache));
    }

    RustCompiler(Artifacts artifacts) {
        this.artifacts = artifacts;
        this.owning = new OwnedBuild(artifacts);
    }

    @Override
    public Tier tier() {
        return Tier.NATIVE;
    }

    @Override
    public int batch() {
        return BATCH;
    }

    @Override
    public Result compile(Request request, Run run) {
        return compile(List.of(request), run).getFirst();
    }

    /// One function on its way.
    static final class Making {
        final Request request;
        final long start = System.nanoTime();
        @Nullable Crate crate;

        /// In its place, where values own memory.
        @Nullable OwnedCrate owned;

        String key = "";
        private @Nullable Result result;

        private Making(Request request) {
            this.request = request;
        }

        Crate crate() {
            return Objects.requireNonNull(crate);
        }

        void loaded(Path library, Artifacts artifacts) {
            var code =
                    NativeCode.load(
                            crate(), library, Crate.symbol(key), () -> artifacts.disassembled(key));
            result = new Result.Compiled(code, (System.nanoTime() - start) / 1_000_000);
        }
    }

    @Override
    public List<Result> compile(List<Request> requests, Run run) {
        run.phase(Phase.LOWER);
        return build(requests.stream().map(RustCompiler::print).toList(), run);
    }

    /// @param all from [#print(Request)], in this order
    List<Result> build(List<Making> all, Run run) {
        var open = all.stream().filter(each -> each.result == null).toList();
        if (!open.isEmpty()) {
            var rustc = toolchain();
            if (rustc == null) {
                var none =
                        new Result.NoToolchain(
                                "rustc not found",
                                "install Rust (`apt install rustc`, or rustup) and try again");
                open.forEach(each -> each.result = none);
            } else {
                var owned = open.stream().filter(each -> each.owned != null).toList();
                var crates = owned.stream().map(each -> Objects.requireNonNull(each.owned));
                var built = owning.build(crates.toList(), rustc, run);
                for (int i = 0; i < owned.size(); i++) {
                    owned.get(i).result = built.get(i);
                }
                var plain = open.stream().filter(each -> each.owned == null).toList();
                build(plain, rustc, run);
            }
        }
        return all.stream().map(each -> Objects.requireNonNull(each.result)).toList();
    }

    /// The Rust of a function as it is now, or why there is none.
    static Making print(Request request) {
        var each = new Making(request);
        try {
            var types = ParameterTypes.of(request.function(), request.samples());
            if (types.size() > Context.WORDS) {
                throw new Uncompilable(
                        request.function().signature().span(), "more than 16 parameters");
            }
            var program = Inference.of(request.function(), types, request.registry());
            each.crate = CratePrinter.print(program);
        } catch (Uncompilable e) {
            // Not of numbers only.
            try {
                var owned =
                        OwnedCrate.of(request.function(), request.samples(), request.registry());
                if (request.urgency() != Urgency.ASKED && !owned.crossesInWords()) {
                    throw new Uncompilable(
                            owned.span(),
                            "its values would be copied at each call; `(compile "
                                    + request.function().name()
                                    + ")` does it nevertheless");
                }
                each.owned = owned;
            } catch (Uncompilable beyond) {
                each.result = new Result.Refused(beyond.span(), beyond.reason());
            }
        }
        return each;
    }

    private void build(List<Making> open, Toolchain rustc, Run run) {
        try {
            var missing = new ArrayList<Making>();
            for (var each : open) {
                each.key =
                        Artifacts.key(
                                String.join(
                                        "\n", rustc.flags(), Prelude.text(), each.crate().body()));
                var library = artifacts.find(each.key);
                if (library == null) {
                    missing.add(each);
                } else {
                    run.phase(Phase.LOAD);
                    each.loaded(library, artifacts);
                }
            }
            if (!missing.isEmpty()) {
                make(missing, rustc, run);
            }
        } catch (IOException | IllegalArgumentException e) {
            var problem =
                    new Result.NoToolchain(
                            "native code could not be made: " + e.getMessage(),
                            "see that the cache directory can be written and its libraries loaded");
            for (var each : open) {
                if (each.result == null) {
                    each.result = problem;
                }
            }
        }
    }

    private void make(List<Making> missing, Toolchain rustc, Run run) throws IOException {
        var keys = missing.stream().map(each -> each.key).toList();
        var source = Crate.library(missing.stream().map(Making::crate).toList(), keys);
        var made = artifacts.begin();
        try {
            run.phase(Phase.RUSTC);
            var went = rustc.compile(source, made, run);
            if (went.ok()) {
                artifacts.keep(made, keys);
                run.phase(Phase.LOAD);
                for (var each : missing) {
                    each.loaded(made, artifacts);
                }
            } else if (went.cancelled()) {
                missing.forEach(each -> each.result = new Result.Superseded("rustc was ended"));
            } else if (missing.size() > 1) {
                // One of them is to blame: the others must not stay below for it.
                for (var each : missing) {
                    make(List.of(each), rustc, run);
                }
            } else {
                missing.getFirst().result =
                        new Result.Refused(
                                missing.getFirst().request.version().tree().sig().span(),
                                firstError(went.messages()));
            }
        } finally {
            artifacts.discard(made);
        }
    }

    private synchronized @Nullable Toolchain toolchain() {
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
