package org.oxur.cli;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.oxur.compiler.jvm.JvmCompiler;
import org.oxur.compiler.rust.RustCompiler;
import org.oxur.module.Function;
import org.oxur.module.Registry;
import org.oxur.tier.FunctionCompiler;
import org.oxur.tier.Tier;

/// The compilers of this process. Nothing of them is loaded before a function is compiled.
final class Compilers {
    static final List<FunctionCompiler> ALL = List.of(new Lazy(Tier.JIT), new Lazy(Tier.NATIVE));

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
        public CompletableFuture<Result> compile(
                Function function, List<@Nullable Object> samples, Registry registry) {
            return compiler().compile(function, samples, registry);
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
