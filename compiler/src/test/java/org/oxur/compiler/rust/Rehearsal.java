package org.oxur.compiler.rust;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.oxur.tier.FunctionCompiler;
import org.oxur.tier.Tier;

/// In place of the native compiler: notes what it is asked for, and has all of it compiled by one
/// rustc. A run of the same program afterwards finds its libraries there.
public final class Rehearsal implements FunctionCompiler {
    private final RustCompiler compiler;
    private final List<RustCompiler.Making> noted = new ArrayList<>();

    /// @param cache where compiled libraries are kept
    public Rehearsal(Path cache) {
        this.compiler = new RustCompiler(cache);
    }

    @Override
    public Tier tier() {
        return Tier.NATIVE;
    }

    @Override
    public synchronized Result compile(Request request, Run run) {
        noted.add(RustCompiler.print(request));
        return new Result.Refused(request.function().signature().span(), "it is a rehearsal");
    }

    /// @return how many functions were compiled
    public synchronized int build() {
        var results = compiler.build(noted, Run.UNSEEN);
        noted.clear();
        return (int) results.stream().filter(Result.Compiled.class::isInstance).count();
    }
}
