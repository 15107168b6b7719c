package org.oxur.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.oxur.engine.Session;

/// Where a command reads and writes. All text is UTF-8, whatever the locale says.
///
/// @param in what the user types, or what is piped in
/// @param outIsTerminal a person reads along, so colours and screens make sense
/// @param environment variables by name
record Console(
        InputStream in,
        PrintWriter out,
        PrintWriter err,
        boolean inIsTerminal,
        boolean outIsTerminal,
        boolean errIsTerminal,
        Map<String, String> environment) {
    /// Set by the launcher: `i`, `o` and `e` for each of the three streams that is a terminal.
    private static final String TERMINALS = "oxur.terminals";

    static Console standard() {
        var terminals = System.getProperty(TERMINALS, "");
        return new Console(
                System.in,
                writer(FileDescriptor.out),
                writer(FileDescriptor.err),
                terminals.contains("i"),
                terminals.contains("o"),
                terminals.contains("e"),
                System.getenv());
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(
                new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8));
    }

    void println(String line) {
        out.println(line);
        out.flush();
    }

    void error(String text) {
        out.flush();
        err.println(text.stripTrailing());
        err.flush();
    }

    /// What a program prints, passed on at once.
    Session.Output output() {
        return new Session.Output() {
            @Override
            public void out(String text) {
                out.print(text);
                out.flush();
            }

            @Override
            public void err(String text) {
                out.flush();
                err.print(text);
                err.flush();
            }
        };
    }
}
