package org.oxur.cli;

import org.oxur.tier.Promotion;
import org.oxur.tier.Tier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What executes the functions, for the commands that run some.
final class TierOptions {
    @Option(
            names = "--tier",
            paramLabel = "TIER",
            description =
                    "What executes the functions: 0 (interpreter), 1 (bytecode), 2 (native code), "
                            + "or auto, the default: what is called often moves up. A number forces: "
                            + "what cannot be compiled for that tier is named at the end, with the "
                            + "reason.")
    private String tier = "auto";

    @Option(
            names = "--jit-after",
            paramLabel = "CALLS",
            description = "Calls after which a function becomes bytecode; 100 by default.")
    private long jitAfter = Promotion.AUTO.warmCalls();

    @Option(
            names = "--native-after",
            paramLabel = "CALLS",
            description = "Calls after which it becomes native code; 10000 by default.")
    private long nativeAfter = Promotion.AUTO.hotCalls();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    /// As it was written.
    String tier() {
        return tier;
    }

    Promotion promotion() {
        var promotion =
                switch (tier) {
                    case "auto" -> Promotion.AUTO;
                    case "0" -> Promotion.forced(Tier.INTERPRETED);
                    case "1" -> Promotion.forced(Tier.JIT);
                    case "2" -> Promotion.forced(Tier.NATIVE);
                    default ->
                            throw new ParameterException(
                                    spec.commandLine(),
                                    "there is no tier `" + tier + "`: 0, 1, 2 or auto");
                };
        if (jitAfter < 1 || nativeAfter < jitAfter) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--jit-after is at least 1, and --native-after at least as much");
        }
        return promotion.after(jitAfter, nativeAfter);
    }
}
