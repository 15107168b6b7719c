package org.oxur.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.engine.Limits;
import org.oxur.engine.LiveSession;
import org.oxur.engine.Session;
import org.oxur.frontend.lisp.OxurFrontend;
import org.oxur.tier.Promotion;

/// Sessions of Oxur in this process.
final class Sessions {
    private Sessions() {}

    private static LiveSession.Tiers tiers(Promotion promotion) {
        return new LiveSession.Tiers(Compilers.ALL, Compilers.CRATES, promotion);
    }

    static Session open(Session.Output output) {
        return open(output, Promotion.AUTO);
    }

    static Session open(Session.Output output, LiveSession.Input input) {
        return LiveSession.open(
                new OxurFrontend(), output, input, Limits.NONE, tiers(Promotion.AUTO));
    }

    static Session open(Session.Output output, Promotion promotion) {
        return LiveSession.open(
                new OxurFrontend(), output, LiveSession.Input.NONE, Limits.NONE, tiers(promotion));
    }

    /// A session that knows no compilers.
    static Session interpreting(Session.Output output) {
        return LiveSession.open(new OxurFrontend(), output, Limits.NONE);
    }

    /// A session whose program reads the console's input and was given arguments.
    ///
    /// @param arguments the program's own name first
    static Session open(
            Session.Output output, Console console, List<String> arguments, Promotion promotion) {
        return LiveSession.open(
                new OxurFrontend(),
                output,
                new ProgramInput(console, arguments),
                Limits.NONE,
                tiers(promotion));
    }

    /// Reading begins when the program asks for the first line: until then nothing is taken from
    /// whoever shares the input.
    private static final class ProgramInput implements LiveSession.Input {
        private final Console console;
        private final List<String> arguments;
        private @Nullable BufferedReader reader;

        ProgramInput(Console console, List<String> arguments) {
            this.console = console;
            this.arguments = List.copyOf(arguments);
        }

        @Override
        public synchronized String readLine() {
            if (reader == null) {
                reader =
                        new BufferedReader(
                                new InputStreamReader(console.in(), StandardCharsets.UTF_8));
            }
            try {
                var line = reader.readLine();
                return line == null ? "" : line + "\n";
            } catch (IOException closed) {
                return "";
            }
        }

        @Override
        public List<String> arguments() {
            return arguments;
        }
    }
}
