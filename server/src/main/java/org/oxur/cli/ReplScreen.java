package org.oxur.cli;

import java.io.PrintWriter;
import org.oxur.engine.Session;

/// What the REPL shows: a program's output, the session's notices, values and errors, in the order
/// in which they happen.
final class ReplScreen implements Session.Output, Session.Listener {
    private static final String GREEN = "\u001b[32m";
    private static final String DIM = "\u001b[2m";
    private static final String PLAIN = "\u001b[0m";

    private final PrintWriter out;
    private final boolean colour;
    private boolean lineBegun;

    ReplScreen(PrintWriter out, boolean colour) {
        this.out = out;
        this.colour = colour;
    }

    boolean colour() {
        return colour;
    }

    @Override
    public synchronized void out(String text) {
        if (!text.isEmpty()) {
            out.print(text);
            out.flush();
            lineBegun = !text.endsWith("\n");
        }
    }

    @Override
    public void err(String text) {
        out(text);
    }

    @Override
    public void notice(String text) {
        freshLine();
        out((colour ? GREEN + text + PLAIN : text) + "\n");
    }

    void line(String text) {
        freshLine();
        out(text.stripTrailing() + "\n");
    }

    /// A remark beside what was asked for.
    void remark(String text) {
        line(colour ? DIM + text + PLAIN : text);
    }

    /// What comes next begins a line.
    synchronized void freshLine() {
        if (lineBegun) {
            out("\n");
        }
    }
}
