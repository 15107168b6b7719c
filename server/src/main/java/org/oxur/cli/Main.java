package org.oxur.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The `oxur` command. Exit codes: 0 when the command did what was asked, 1 when the program or a
/// test failed, 2 when the command line could not be understood; the launcher adds 3, when Oxur
/// itself cannot be started.
@Command(
        name = "oxur",
        description = "Live programming for Oxur, a Lisp with Rust semantics.",
        mixinStandardHelpOptions = true,
        subcommands = {Lsp.class, Node.class},
        versionProvider = Version.class)
public final class Main implements Runnable {
    private Main() {}

    public static void main(String[] args) {
        System.exit(execute(args));
    }

    /// Executes one command line and gives its exit code.
    static int execute(String... args) {
        // An argument is what the user wrote: `@name` is no file of further arguments.
        return new CommandLine(new Main()).setExpandAtFiles(false).execute(args);
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
