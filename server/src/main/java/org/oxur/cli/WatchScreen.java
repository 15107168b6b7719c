package org.oxur.cli;

import java.io.IOError;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.IntFunction;
import org.jline.keymap.BindingReader;
import org.jline.keymap.KeyMap;
import org.jline.reader.EndOfFileException;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.InfoCmp.Capability;
import org.oxur.watch.Scroll;
import org.oxur.watch.Scroll.Move;

/// A screen of its own on a terminal, with a line at the bottom; what does not fit is reached by
/// the keys of a pager. Drawn from any thread.
final class WatchScreen implements AutoCloseable {
    private static final String OWN_SCREEN = "\u001b[?1049h\u001b[?25l";
    private static final String FORMER_SCREEN = "\u001b[?25h\u001b[?1049l";
    private static final String HOME = "\u001b[H";
    private static final String REST_OF_LINE = "\u001b[K";
    private static final String REST_OF_SCREEN = "\u001b[J";
    private static final String DIM = "\u001b[2m";
    private static final String PLAIN = "\u001b[0m";

    /// An escape sequence comes at once; the key Escape comes alone.
    private static final int ESCAPE_MILLIS = 50;

    private static final System.Logger LOGGER = System.getLogger("org.oxur.cli");

    private final Terminal terminal;
    private final PrintWriter out;
    private final Attributes before;
    private final Scroll scroll = new Scroll();
    private IntFunction<List<String>> content = _ -> List.of();
    private String status = "";
    private boolean closed;

    /// @param out the standard output, which is that terminal
    WatchScreen(Terminal terminal, PrintWriter out) {
        this.terminal = terminal;
        this.out = out;
        this.before = terminal.enterRawMode();
        terminal.writer().print(OWN_SCREEN);
        terminal.handle(Terminal.Signal.WINCH, _ -> redraw());
    }

    /// Follows the keys, on a thread of their own.
    ///
    /// @param quit what `q` does
    void listen(Runnable quit) {
        Thread.ofPlatform().daemon().name("keys").start(() -> keys(quit));
    }

    private void keys(Runnable quit) {
        var reader = new BindingReader(terminal.reader());
        var map = map(quit);
        try {
            while (reader.readBinding(map) instanceof Runnable pressed) {
                pressed.run();
            }
        } catch (EndOfFileException | IOError closedTerminal) {
            LOGGER.log(System.Logger.Level.DEBUG, "no more keys", closedTerminal);
        }
    }

    /// The keys of `less`, and those that say what they do.
    private KeyMap<Runnable> map(Runnable quit) {
        var map = new KeyMap<Runnable>();
        map.setAmbiguousTimeout(ESCAPE_MILLIS);
        bind(map, Move.LINE_UP, Capability.key_up, "k", "\u001b[A", "\u001bOA");
        bind(map, Move.LINE_DOWN, Capability.key_down, "j", "\u001b[B", "\u001bOB", "\r", "\n");
        bind(map, Move.PAGE_UP, Capability.key_ppage, "b", "\u001b[5~");
        bind(map, Move.PAGE_DOWN, Capability.key_npage, " ", "f", "\u001b[6~");
        bind(map, Move.TOP, Capability.key_home, "g", "<", "\u001b[H", "\u001b[1~");
        bind(map, Move.BOTTOM, Capability.key_end, "G", ">", "\u001b[F", "\u001b[4~");
        map.bind(quit, "q");
        return map;
    }

    private void bind(KeyMap<Runnable> map, Move move, Capability named, String... sequences) {
        Runnable action = () -> move(move);
        var own = KeyMap.key(terminal, named);
        if (own != null) {
            map.bind(action, own);
        }
        map.bind(action, sequences);
    }

    private synchronized void move(Move move) {
        scroll.move(move, lines().size(), rows());
        redraw();
    }

    /// @param now what to show on a screen of so many columns
    /// @param line for the bottom
    synchronized void show(IntFunction<List<String>> now, String line) {
        content = now;
        status = line;
        redraw();
    }

    private List<String> lines() {
        return content.apply(columns());
    }

    private synchronized void redraw() {
        if (closed) {
            return;
        }
        var lines = lines();
        int rows = rows();
        var screen = new StringBuilder(HOME);
        for (var line : scroll.visible(lines, rows)) {
            screen.append(cut(line)).append(PLAIN).append(REST_OF_LINE).append('\n');
        }
        screen.append(REST_OF_SCREEN);
        var where = scroll.where(lines.size(), rows);
        var bottom = where.isEmpty() ? status : status + " · " + where + " (↑ ↓ space b)";
        screen.append("\u001b[").append(rows + 1).append(";1H");
        screen.append(DIM).append(cut(bottom)).append(PLAIN).append(REST_OF_LINE);
        var writer = terminal.writer();
        writer.print(screen);
        writer.flush();
    }

    /// A line that went on below would push others off the screen.
    private String cut(String line) {
        var text = AttributedString.fromAnsi(line);
        return text.columnLength() <= columns()
                ? line
                : text.columnSubSequence(0, columns()).toAnsi(terminal);
    }

    /// Without the line at the bottom. A terminal that does not say how large it is has 24 lines.
    private int rows() {
        int height = terminal.getHeight();
        return height <= 0 ? 23 : Math.max(1, height - 1);
    }

    private int columns() {
        int width = terminal.getWidth();
        return width <= 0 ? 80 : width;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            // Not by the terminal, which its own shutdown hook may have closed by now.
            out.print(FORMER_SCREEN);
            out.flush();
            restoreAttributes();
        }
    }

    private void restoreAttributes() {
        try {
            terminal.setAttributes(before);
        } catch (IllegalStateException closedBefore) {
            // The terminal's own hook was quicker, and has restored them.
            LOGGER.log(System.Logger.Level.DEBUG, "the terminal is closed", closedBefore);
        }
    }
}
