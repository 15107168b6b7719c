package org.oxur.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchScreenTest {
    private static final List<String> LONG =
            IntStream.rangeClosed(1, 57).mapToObj(i -> "line " + i).toList();

    private final Written written = new Written();
    private LineDisciplineTerminal terminal;
    private WatchScreen screen;

    /// What was drawn since it was last asked for.
    private static final class Written extends ByteArrayOutputStream {
        synchronized void awaitText(String text) throws InterruptedException {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (!text().contains(text) && System.nanoTime() < end) {
                wait(100);
            }
            assertTrue(text().contains(text), () -> "no `" + text + "` in " + text());
            reset();
        }

        String text() {
            return toString(StandardCharsets.UTF_8);
        }

        @Override
        public synchronized void write(byte[] bytes, int from, int length) {
            super.write(bytes, from, length);
            notifyAll();
        }
    }

    @BeforeEach
    void open() throws IOException {
        terminal =
                new LineDisciplineTerminal(
                        "test", "xterm-256color", written, StandardCharsets.UTF_8);
        terminal.setSize(new Size(60, 11));
        screen = new WatchScreen(terminal, new PrintWriter(written, false, StandardCharsets.UTF_8));
    }

    @AfterEach
    void close() throws IOException {
        screen.close();
        terminal.close();
    }

    private void type(String keys) throws IOException {
        for (byte key : keys.getBytes(StandardCharsets.UTF_8)) {
            terminal.processInputByte(key);
        }
    }

    @Test
    void aLongFileIsScrolledWithTheKeysOfAPager() throws Exception {
        screen.listen(() -> {});
        screen.show(_ -> LONG, "watching f.oxr");
        written.awaitText("watching f.oxr · lines 1–10 of 57 (↑ ↓ space b)");
        type("\u001b[B");
        written.awaitText("lines 2–11 of 57");
        type("\u001b[6~");
        written.awaitText("lines 11–20 of 57");
        type(" ");
        written.awaitText("lines 20–29 of 57");
        type("G");
        written.awaitText("lines 48–57 of 57");
        type("kb");
        written.awaitText("lines 38–47 of 57");
        // What comes from a save leaves the place alone.
        screen.show(_ -> LONG.subList(0, 50), "watching f.oxr");
        written.awaitText("lines 38–47 of 50");
        type("g");
        written.awaitText("lines 1–10 of 50");
    }

    @Test
    void aFileThatFitsHasNoPages() {
        screen.show(_ -> LONG.subList(0, 10), "watching f.oxr");
        assertTrue(written.text().contains("line 10"), written.text());
        assertFalse(written.text().contains("lines"), written.text());
    }

    @Test
    void anotherSizeShowsAnotherPart() throws Exception {
        screen.show(width -> List.of("columns " + width, "x".repeat(100)), "watching f.oxr");
        written.awaitText("columns 60");
        terminal.setSize(new Size(30, 2));
        terminal.raise(Terminal.Signal.WINCH);
        written.awaitText("columns 30");
        screen.show(_ -> List.of("x".repeat(100), "y"), "watching f.oxr");
        assertTrue(written.text().contains("x".repeat(30)), written.text());
        assertFalse(written.text().contains("x".repeat(31)), "a line that went on would scroll");
    }

    /// When the JVM is told to end, the terminal's shutdown hook runs beside ours.
    @Test
    void theFormerScreenComesBackThoughTheTerminalIsClosed() throws Exception {
        terminal.close();
        screen.close();
        assertTrue(written.text().endsWith("\u001b[?25h\u001b[?1049l"), written.text());
    }

    @Test
    void qQuitsAndTheFormerScreenComesBack() throws Exception {
        var quit = new CountDownLatch(1);
        screen.listen(quit::countDown);
        type("q");
        assertTrue(quit.await(30, TimeUnit.SECONDS));
        screen.close();
        assertTrue(written.text().endsWith("\u001b[?25h\u001b[?1049l"), written.text());
        written.reset();
        screen.show(_ -> LONG, "late");
        assertEquals("", written.text());
    }
}
