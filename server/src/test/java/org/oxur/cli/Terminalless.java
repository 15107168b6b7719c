package org.oxur.cli;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// A command executed in this process, as a script would: what it read, printed and gave.
record Terminalless(int code, String out, String err) {
    static Terminalless oxur(String... arguments) {
        return with("", Map.of(), arguments);
    }

    /// @param input piped in
    static Terminalless with(String input, Map<String, String> environment, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var console =
                new Console(
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        new PrintWriter(out),
                        new PrintWriter(err),
                        false,
                        false,
                        false,
                        environment);
        int code = Main.execute(console, arguments);
        return new Terminalless(code, out.toString(), err.toString());
    }

    /// Both streams and the code, as a test states them.
    String transcript() {
        return out + (err.isEmpty() ? "" : "stderr:\n" + err) + "exit " + code + "\n";
    }
}
