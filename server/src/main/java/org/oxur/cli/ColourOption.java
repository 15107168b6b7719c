package org.oxur.cli;

import picocli.CommandLine.Option;

/// `--color`: the same for all commands that show errors or files.
final class ColourOption {
    enum When {
        auto,
        always,
        never
    }

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            description =
                    "Colours: ${COMPLETION-CANDIDATES}. auto (the default) means on a terminal,"
                            + " unless NO_COLOR is set.")
    private When when = When.auto;

    boolean forErrors(Console console) {
        return decide(console, console.errIsTerminal());
    }

    boolean forOutput(Console console) {
        return decide(console, console.outIsTerminal());
    }

    private boolean decide(Console console, boolean isTerminal) {
        return switch (when) {
            case always -> true;
            case never -> false;
            case auto -> isTerminal && console.environment().getOrDefault("NO_COLOR", "").isEmpty();
        };
    }
}
