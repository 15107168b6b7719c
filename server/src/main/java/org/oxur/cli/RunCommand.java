package org.oxur.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
            "  oxur run examples/tour.oxr",
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
        try (var session = Sessions.open(console.output(), console, given)) {
            var run = ProgramRun.of(source, session, console, colour.forErrors(console));
            return run.ok() ? ExitCode.OK : ExitCode.FAILED;
        }
    }
}
