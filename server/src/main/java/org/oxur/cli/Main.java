package org.oxur.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The `oxur` command. Exit codes: 0 when the command did what was asked, 1 when the program or a
/// test failed, 2 when the command line could not be understood.
@Command(
        name = "oxur",
        description = "Live programming for Oxur, a Lisp with Rust semantics.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class Main implements Runnable {
    private Main() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
