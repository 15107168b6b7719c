package org.oxur.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `oxur run FILE [ARG…]`.
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Runs a program: its top-level forms in order, up to the first error.",
        footer = {
            "",
            "The arguments after the file are the program's: (args) gives them,",
            "the program's name first.",
            "",
            "Examples:",
            "  oxur run examples/words.oxr README.md",
            "  oxur run --tiers bench/kernels/fib.oxr 30",
            "  oxur run greet.oxr Ada Grace",
            "      where greet.oxr says (for [a (args)] (println a))",
            "",
            "Exit codes: 0 done, 1 the program ended in an error, 2 the file cannot be read."
        })
final class RunCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE", description = "The program.")
    private Path file = Path.of("");

    @Parameters(
            index = "1..*",
            paramLabel = "ARG",
            description = "What the program finds in (args).")
    private List<String> arguments = List.of();

    @Option(
            names = "--tiers",
            description = "Say at the end what executed each function, and why, on standard error.")
    private boolean showTiers;

    @Mixin private TierOptions tiers = new TierOptions();

    @Mixin private ColourOption colour = new ColourOption();

    private final Console console;

    RunCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        var source = SourceFile.read(file);
        var given = new ArrayList<>(List.of(file.toString()));
        given.addAll(arguments);
        var promotion = tiers.promotion();
        try (var session = Sessions.open(console.output(), console, given, promotion)) {
            var run = ProgramRun.of(source, session, console, colour.forErrors(console));
            if (showTiers) {
                console.out().flush();
                TierTable.of(session).forEach(console::error);
            }
            return run.ok() ? ExitCode.OK : ExitCode.FAILED;
        }
    }
}
