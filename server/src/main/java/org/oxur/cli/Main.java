package org.oxur.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.text.Spelling;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// The `oxur` command. Its subcommands are made when they are asked for: `oxur eval` must not pay
/// for loading a terminal library or a language server.
@Command(
        name = "oxur",
        description = "Live programming for Oxur, a Lisp with Rust semantics.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  oxur watch examples/tour.oxr    a file and its values, again at every save",
            "  oxur repl                       try things out",
            "  oxur eval '(+ 1 2)'             one value",
            "",
            "The launcher's own:",
            "  oxur package [FILE.vsix]        makes the VS Code extension, from the sources",
            "  oxur java-home                  says which Java runs Oxur",
            "  oxur bench                      how fast it is, beside other languages",
            "",
            "`oxur COMMAND --help` tells more.",
            "",
            "Exit codes: 0 done, 1 the program or a test failed, 2 the command line was not",
            "understood, 3 Oxur could not be started, 70 a mistake of Oxur's own."
        })
public final class Main implements Runnable {
    private static final String[] COMMANDS = {
        "watch", "repl", "run", "eval", "test", "explain", "doctor", "lsp", "node"
    };

    private final Console console;
    private @Nullable CommandLine self;

    private Main(Console console) {
        this.console = console;
    }

    public static void main(String[] args) {
        var console = Console.standard();
        if (isPlainEval(args)) {
            int code = evaluate(console, args);
            console.out().flush();
            console.err().flush();
            // Nothing was begun that has to be ended, and an orderly exit takes its time.
            Runtime.getRuntime().halt(code);
        }
        int code = execute(console, args);
        // Evaluating threads and the terminal's may be left: they must not hold the process.
        System.exit(code);
    }

    /// `oxur eval` with forms only: scripts use it, so it does without the parser of options.
    private static boolean isPlainEval(String... args) {
        return args.length > 1
                && args[0].equals("eval")
                && Arrays.stream(args).skip(1).noneMatch(form -> form.startsWith("-"));
    }

    private static int evaluate(Console console, String... args) {
        try {
            return new EvalCommand(console, List.of(args).subList(1, args.length)).call();
        } catch (Exception problem) {
            return failed(console, problem);
        }
    }

    /// Executes one command line and gives its exit code.
    static int execute(Console console, String... args) {
        var commandLine = commandLine(console, args);
        // An argument is what the user wrote: `@name` is no file of further arguments.
        commandLine.setExpandAtFiles(false);
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setOut(console.out());
        commandLine.setErr(console.err());
        commandLine.setExecutionExceptionHandler((problem, _, _) -> failed(console, problem));
        commandLine.setParameterExceptionHandler((problem, _) -> {
            console.error("oxur: " + misunderstood(problem));
            return ExitCode.USAGE;
        });
        var run = commandLine.getSubcommands().get("run");
        if (run != null) {
            // What follows the file is the program's, options too.
            run.setStopAtPositional(true);
        }
        int code = commandLine.execute(understandable(commandLine, args));
        console.out().flush();
        console.err().flush();
        return code;
    }

    /// Of an unknown command the name alone: a `--help` after it would be the general one.
    private static String[] understandable(CommandLine commandLine, String... args) {
        return args.length < 2
                        || args[0].startsWith("-")
                        || commandLine.getSubcommands().containsKey(args[0])
                ? args
                : new String[] {args[0]};
    }

    private static CommandLine commandLine(Console console, String... args) {
        var main = new Main(console);
        var commandLine = new CommandLine(main);
        main.self = commandLine;
        var only = args.length == 0 ? null : subcommand(args[0], console);
        if (only != null) {
            commandLine.addSubcommand(args[0], only);
            return commandLine;
        }
        for (var name : COMMANDS) {
            var subcommand = subcommand(name, console);
            if (subcommand != null) {
                commandLine.addSubcommand(name, subcommand);
            }
        }
        return commandLine.addSubcommand(new HelpCommand());
    }

    /// By name, one class each, so that only the wanted one is loaded.
    private static @Nullable Object subcommand(String name, Console console) {
        return switch (name) {
            case "eval" -> new EvalCommand(console);
            case "run" -> new RunCommand(console);
            case "test" -> new TestCommand(console);
            case "repl" -> new ReplCommand(console);
            case "watch" -> new WatchCommand(console);
            case "lsp" -> new LspCommand(console);
            case "node" -> new NodeCommand(console);
            case "explain" -> new ExplainCommand(console);
            case "doctor" -> new DoctorCommand(console);
            default -> null;
        };
    }

    private static int failed(Console console, Exception problem) {
        if (problem instanceof CannotRead) {
            console.error("oxur: " + problem.getMessage());
            return ExitCode.USAGE;
        }
        console.error("oxur: a mistake of Oxur's own; please report it with what is below");
        problem.printStackTrace(console.err());
        return ExitCode.BUG;
    }

    /// What is wrong with a command line, and where to read what is right.
    private static String misunderstood(ParameterException problem) {
        var command = problem.getCommandLine().getCommandSpec();
        var message = problem.getMessage();
        if (problem instanceof UnmatchedArgumentException unmatched) {
            var word = unmatched.getUnmatched().getFirst();
            boolean isCommand = command.parent() == null && !word.startsWith("-");
            message =
                    (isCommand ? "there is no command " : "cannot make sense of ")
                            + "`"
                            + word
                            + "`";
            var likely = isCommand ? meant(word) : first(unmatched.getSuggestions());
            if (likely != null) {
                message += "; `" + likely + "`?";
            }
        }
        return message
                + System.lineSeparator()
                + "`"
                + command.qualifiedName()
                + " --help` says how.";
    }

    /// The command that a word may stand for: a file is to be run.
    private static @Nullable String meant(String word) {
        if (word.endsWith(".oxr")) {
            return "oxur run " + word;
        }
        var known = new ArrayList<>(List.of(COMMANDS));
        known.addAll(List.of("help", "package", "java-home"));
        return Spelling.nearest(word, known);
    }

    private static @Nullable String first(List<String> suggestions) {
        return suggestions.isEmpty() ? null : suggestions.getFirst().strip();
    }

    @Override
    public void run() {
        if (self != null) {
            self.usage(console.out());
        }
    }
}
