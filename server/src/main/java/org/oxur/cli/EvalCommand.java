package org.oxur.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import org.oxur.text.SourceText;
import org.oxur.tier.Promotion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `oxur eval 'form'`.
@Command(
        name = "eval",
        mixinStandardHelpOptions = true,
        description = "Evaluates forms and prints the value of the last one.",
        footer = {
            "",
            "Examples:",
            "  oxur eval '(+ 1 2)'",
            "  oxur eval '(defn sq [x] (* x x))' '(map sq [1 2 3])'",
            "  echo '(str \"a\" \"b\")' | oxur eval -",
            "  oxur eval -- -7",
            "",
            "Exit codes: 0 done, 1 an error, 2 the command line was not understood."
        })
final class EvalCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "FORM",
            arity = "1..*",
            description = "What to evaluate; - reads it from standard input.")
    private List<String> forms = List.of();

    @Mixin private ColourOption colour = new ColourOption();

    private final Console console;

    EvalCommand(Console console) {
        this.console = console;
    }

    /// The command with its forms, as they were read without the parser of options.
    EvalCommand(Console console, List<String> forms) {
        this.console = console;
        this.forms = forms;
    }

    @Override
    public Integer call() throws IOException {
        var text =
                forms.equals(List.of("-"))
                        ? new String(console.in().readAllBytes(), StandardCharsets.UTF_8)
                        : String.join("\n", forms);
        try (var session =
                Sessions.open(console.output(), console, List.of("eval"), Promotion.AUTO)) {
            var run =
                    ProgramRun.of(
                            new SourceText("eval", text),
                            session,
                            console,
                            colour.forErrors(console));
            var last = run.last();
            if (run.ok() && last != null && !last.unit() && last.value() != null) {
                console.println(last.value());
            }
            return run.ok() ? ExitCode.OK : ExitCode.FAILED;
        }
    }
}
