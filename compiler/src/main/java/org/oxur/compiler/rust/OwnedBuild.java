package org.oxur.compiler.rust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.oxur.compiler.owned.OwnedCrate;
import org.oxur.tier.FunctionCompiler.Phase;
import org.oxur.tier.FunctionCompiler.Result;
import org.oxur.tier.FunctionCompiler.Run;

/// Makes libraries of crates whose values own memory. What they all need is a crate that was
/// compiled before, so that rustc sees only the functions themselves.
final class OwnedBuild {
    private static final String HEAD = "#![allow(warnings)]\n";
    private static final String FREE =
            """

            #[no_mangle]
            pub unsafe extern "C" fn oxur_free(c: oxur_support::C) {
                oxur_support::free(c)
            }
            """;

    private final Artifacts artifacts;
    private @Nullable Path support;

    OwnedBuild(Artifacts artifacts) {
        this.artifacts = artifacts;
    }

    /// One crate on its way.
    private static final class Making {
        final OwnedCrate crate;
        final long start = System.nanoTime();
        final String key;
        @Nullable Result result;

        Making(OwnedCrate crate, String key) {
            this.crate = crate;
            this.key = key;
        }

        void loaded(Path library, Artifacts artifacts) {
            var code =
                    OwnedCode.load(
                            crate, library, Crate.symbol(key), () -> artifacts.disassembled(key));
            result = new Result.Compiled(code, (System.nanoTime() - start) / 1_000_000);
        }
    }

    /// @return of each what became of it
    List<Result> build(List<OwnedCrate> crates, Toolchain rustc, Run run) {
        var before = String.join("\n", rustc.ownedFlags(), HEAD, FREE, Prelude.owned());
        var all =
                crates.stream()
                        .map(c -> new Making(c, Artifacts.key(before + c.source())))
                        .toList();
        try {
            var missing = new ArrayList<Making>();
            for (var each : all) {
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
            for (var each : all) {
                if (each.result == null) {
                    each.result = problem;
                }
            }
        }
        return all.stream().map(each -> Objects.requireNonNull(each.result)).toList();
    }

    private void make(List<Making> missing, Toolchain rustc, Run run) throws IOException {
        run.phase(Phase.RUSTC);
        var linked = support(rustc, run);
        if (linked == null) {
            missing.forEach(each -> each.result = new Result.Superseded("rustc was ended"));
            return;
        }
        var made = artifacts.begin();
        try {
            var went = rustc.compileOwned(library(missing, FREE), linked, made, run);
            if (went.ok()) {
                artifacts.keep(made, missing.stream().map(each -> each.key).toList());
                run.phase(Phase.LOAD);
                for (var each : missing) {
                    each.loaded(made, artifacts);
                }
            } else if (went.cancelled()) {
                missing.forEach(each -> each.result = new Result.Superseded("rustc was ended"));
            } else if (missing.size() > 1) {
                // Those that are to blame: the others must not stay below for them.
                blame(missing, went.messages());
                var rest = missing.stream().filter(each -> each.result == null).toList();
                if (rest.size() < missing.size()) {
                    if (!rest.isEmpty()) {
                        make(rest, rustc, run);
                    }
                } else {
                    for (var each : missing) {
                        make(List.of(each), rustc, run);
                    }
                }
            } else {
                var only = missing.getFirst();
                only.result =
                        refused(
                                only.crate,
                                RustcError.first(went.messages()),
                                HEAD.length() + opening(0).length());
            }
        } finally {
            artifacts.discard(made);
        }
    }

    /// @param start where the crate begins in what rustc has read
    private static Result refused(OwnedCrate crate, RustcError error, int start) {
        return new Result.Refused(
                crate.spanAt(error.offset() - start), "rustc: " + error.message());
    }

    /// Finds by their places whose errors rustc has found.
    private static void blame(List<Making> all, String messages) {
        var errors = RustcError.all(messages);
        for (int i = all.size() - 1; i >= 0; i--) {
            var each = all.get(i);
            var before = library(all.subList(0, i), "");
            var through = library(all.subList(0, i + 1), "");
            for (var error : errors) {
                boolean within =
                        error.offset() >= before.length() && error.offset() < through.length();
                if (within && each.result == null) {
                    each.result = refused(each.crate, error, before.length() + opening(i).length());
                }
            }
        }
    }

    private static String library(List<Making> crates, String end) {
        var out = new StringBuilder(HEAD);
        for (int i = 0; i < crates.size(); i++) {
            out.append(opening(i)).append(crates.get(i).crate.source());
            out.append(
                    """

                    #[no_mangle]
                    pub unsafe extern "C" fn %s(c: C) -> u32 {
                        enter(c, body)
                    }
                    }
                    """
                            .formatted(Crate.symbol(crates.get(i).key)));
        }
        return out.append(end).toString();
    }

    private static String opening(int number) {
        return "mod p" + number + " {\nuse oxur_support::*;\n";
    }

    /// The compiled crate that all others are linked against; null when its making was cancelled.
    private synchronized @Nullable Path support(Toolchain rustc, Run run) throws IOException {
        var known = support;
        if (known != null && Files.exists(known)) {
            return known;
        }
        var key = Artifacts.key(String.join("\n", rustc.ownedFlags(), Prelude.owned()));
        var found = artifacts.findArchive(key);
        if (found == null) {
            var made = artifacts.begin();
            try {
                var went = rustc.compileSupport(Prelude.owned(), made, run);
                if (went.cancelled()) {
                    return null;
                }
                if (!went.ok()) {
                    throw new IOException(RustcError.first(went.messages()).message());
                }
                found = artifacts.keepArchive(made, key);
            } finally {
                artifacts.discard(made);
            }
        }
        support = found;
        return found;
    }
}
