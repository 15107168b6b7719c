package org.oxur.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.compiler.crate.RustCrates;
import org.oxur.compiler.jvm.JvmCompiler;
import org.oxur.compiler.queue.CompileQueue;
import org.oxur.compiler.rust.RustCompiler;
import org.oxur.tier.Crates;
import org.oxur.tier.FunctionCompiler;
import org.oxur.tier.Tier;

/// The compilers of this process. Nothing of them is loaded before a function is compiled.
final class Compilers {
    static final CompileQueue ALL =
            new CompileQueue(List.of(new Lazy(Tier.JIT), new Lazy(Tier.NATIVE)));

    static final Crates CRATES = request -> new RustCrates().load(request);

    private Compilers() {}

    private static final class Lazy implements FunctionCompiler {
        private final Tier tier;
        private @Nullable FunctionCompiler made;

        Lazy(Tier tier) {
            this.tier = tier;
        }

        @Override
        public Tier tier() {
            return tier;
        }

        @Override
        public Result compile(Request request, Run run) {
            return compiler().compile(request, run);
        }

        @Override
        public List<Result> compile(List<Request> requests, Run run) {
            return compiler().compile(requests, run);
        }

        @Override
        public int batch() {
            return tier == Tier.NATIVE ? RustCompiler.BATCH : 1;
        }

        private synchronized FunctionCompiler compiler() {
            if (made == null) {
                made =
                        switch (tier) {
                            case JIT -> new JvmCompiler();
                            case NATIVE -> new RustCompiler();
                            case INTERPRETED ->
                                    throw new IllegalStateException("nothing is compiled for it");
                        };
            }
            return made;
        }
    }
}
