package org.oxur.expect;

import java.util.ArrayList;
import java.util.List;
import org.oxur.engine.Session;

/// Collects what a session prints and announces, in the order in which it happens. Notices are
/// lines of their own.
public final class CapturedOutput implements Session.Output, Session.Listener {
    private final StringBuilder text = new StringBuilder();
    private String wanted = "";
    private Runnable action = () -> {};

    @Override
    public synchronized void out(String printed) {
        text.append(printed);
        if (!wanted.isEmpty() && text.indexOf(wanted) >= 0) {
            action.run();
        }
    }

    /// Whenever what was printed since the last [#take()] holds a text.
    synchronized void whenPrinted(String wantedText, Runnable then) {
        wanted = wantedText;
        action = then;
    }

    /// Expectations speak of standard output only.
    @Override
    public void err(String printed) {}

    @Override
    public synchronized void notice(String line) {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
            text.append('\n');
        }
        text.append(line).append('\n');
    }

    /// The lines since the last call; a last line without a line break counts.
    public synchronized List<String> take() {
        var lines = new ArrayList<>(List.of(text.toString().split("\n", -1)));
        text.setLength(0);
        if (lines.getLast().isEmpty()) {
            lines.removeLast();
        }
        return lines;
    }
}
