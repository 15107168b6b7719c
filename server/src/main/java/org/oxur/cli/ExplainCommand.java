package org.oxur.cli;

import java.util.Collection;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.oxur.text.Spelling;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `oxur explain CODE`.
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = {
            "Says what an error means, with a program that makes it and what helps.",
            "Without a code, lists them all."
        },
        footer = {
            "",
            "Examples:",
            "  oxur explain use-after-move",
            "  oxur explain",
            "",
            "Exit codes: 0 done, 2 there is no such error."
        })
final class ExplainCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "CODE",
            description = "What an error calls itself: error[CODE].")
    private @Nullable String code;

    @Spec private CommandSpec spec = CommandSpec.create();

    private final Console console;

    ExplainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var page = ErrorPage.read();
        if (code == null) {
            page.codes()
                    .forEach(one ->
                            console.println("%-22s %s".formatted(one, page.summary(one)).strip()));
            return ExitCode.OK;
        }
        var entry = page.entry(code);
        if (entry == null) {
            var similar = similar(ErrorPage.plain(code), page.codes());
            throw new ParameterException(
                    spec.commandLine(),
                    "there is no error `"
                            + code
                            + "`"
                            + (similar == null
                                    ? "; `oxur explain` lists them all"
                                    : "; `" + similar + "`?"));
        }
        console.println(entry);
        return ExitCode.OK;
    }

    /// A code that is misspelt, or not written to its end.
    static @Nullable String similar(String code, Collection<String> codes) {
        var nearest = Spelling.nearest(code, codes);
        return nearest != null
                ? nearest
                : codes.stream().filter(one -> one.contains(code)).findFirst().orElse(null);
    }
}
