package org.oxur.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;
import org.oxur.ide.OxurLanguage;
import org.oxur.server.NodeLaunch;
import org.oxur.watch.FileWatch;
import org.oxur.watch.FolderChanges;
import org.oxur.watch.WatchView;
import org.oxur.watch.WatchedFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `oxur watch FILE`.
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description = {
            "Shows a file with the value of each form beside it, and does so again at every save.",
            "Functions that changed are replaced in the running session; what does not depend on"
                    + " them keeps its value.",
            "Errors stand beside their forms, output below them, and beside each definition its"
                    + " version and tier.",
            "On a terminal a file that is longer than the screen is scrolled with the arrow keys, space,"
                    + " b, g and G.",
            "Ctrl-C cancels what runs; when nothing runs, and when it is pressed again, it ends the"
                    + " watching, as q does."
        },
        footer = {
            "",
            "Examples:",
            "  oxur watch examples/tour.oxr",
            "  oxur watch --once notes.oxr > notes.txt",
            "",
            "Exit codes: 0 when you end it, 1 an error or a failed expectation with --once,",
            "2 the file cannot be read."
        })
final class WatchCommand implements Callable<Integer> {
    private static final int POLL_SECONDS = 1;

    /// After so many without a change, a pipe gets what there is.
    private static final int UNFINISHED_POLLS = 5;

    @Parameters(paramLabel = "FILE", description = "The file to watch.")
    private Path file = Path.of("");

    @Option(names = "--once", description = "Show the file once and end.")
    private boolean once;

    @Mixin private ColourOption colour = new ColourOption();

    private final Console console;
    private @Nullable Runnable unfinished;
    private @Nullable Runnable again;
    private @Nullable WatchScreen screen;

    /// By the clock of [System#nanoTime]; 0 when nothing runs.
    private long runningSince;

    private boolean cancelled;

    WatchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var text = SourceFile.read(file).text();
        if (once || !console.outIsTerminal() || !console.inIsTerminal()) {
            return watch(text, null);
        }
        try (var terminal = TerminalBuilder.builder().system(true).name("oxur").build()) {
            return watch(text, terminal);
        }
    }

    private int watch(String text, @Nullable Terminal terminal)
            throws IOException, InterruptedException {
        var absolute = file.toAbsolutePath();
        var view = new WatchView(new OxurLanguage(), colour.forOutput(console));
        var shown = new CountDownLatch(1);
        var failed = new AtomicBoolean();
        try (var watch =
                FileWatch.start(
                        absolute,
                        new OxurLanguage(),
                        NodeLaunch.usual(),
                        now -> {
                            seen(view, now);
                            if (now.settled()) {
                                failed.set(now.failed());
                                shown.countDown();
                            }
                        })) {
            // Ctrl-C is how one leaves: not an error, and the node goes first.
            var leaving = new Thread(() -> leave(watch));
            Runtime.getRuntime().addShutdownHook(leaving);
            if (terminal != null) {
                open(terminal, watch);
            } else if (!once) {
                Signals.register("INT", () -> interrupted(watch));
            }
            watch.changed(text);
            if (once) {
                shown.await();
            } else {
                follow(absolute, text, watch);
            }
            Runtime.getRuntime().removeShutdownHook(leaving);
            return once && failed.get() ? ExitCode.FAILED : ExitCode.OK;
        }
    }

    private synchronized void open(Terminal terminal, FileWatch watch) {
        terminal.handle(Terminal.Signal.INT, _ -> interrupted(watch));
        screen = new WatchScreen(terminal, console.out());
        screen.listen(WatchCommand::end);
    }

    private static void end() {
        Thread.ofPlatform().start(() -> Runtime.getRuntime().exit(ExitCode.OK));
    }

    /// Ctrl-C: once it cancels what runs, if anything does; the second time it is meant for us.
    private synchronized void interrupted(FileWatch watch) {
        if (runningSince == 0 || cancelled) {
            end();
            return;
        }
        cancelled = true;
        watch.cancel();
    }

    private void leave(FileWatch watch) {
        watch.close();
        closeScreen();
        Runtime.getRuntime().halt(ExitCode.OK);
    }

    private synchronized void closeScreen() {
        if (screen == null) {
            console.println("");
        } else {
            screen.close();
        }
    }

    private void follow(Path absolute, String first, FileWatch watch)
            throws IOException, InterruptedException {
        var seen = first;
        int idle = 0;
        try (var changes = FileSystems.getDefault().newWatchService()) {
            // The directory: many editors save by putting another file in the old one's place.
            var directory = absolute.resolveSibling("");
            directory.register(
                    changes,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY);
            var others = new FolderChanges(directory, new OxurLanguage().extension());
            while (true) {
                // Also without an event: file systems from elsewhere send none.
                var key = changes.poll(POLL_SECONDS, TimeUnit.SECONDS);
                if (key != null) {
                    key.pollEvents();
                    key.reset();
                }
                watch.changed(others.next());
                if (isRunning()) {
                    redraw();
                }
                var now = read(absolute, seen);
                if (!now.equals(seen)) {
                    seen = now;
                    idle = 0;
                    watch.changed(now);
                } else if (++idle == UNFINISHED_POLLS) {
                    showUnfinished();
                }
            }
        }
    }

    /// While an editor saves, the file may be gone or half written for a moment: then it is as it
    /// was.
    private static String read(Path file, String seen) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            return seen;
        }
    }

    /// A screen is drawn whenever something has come; what goes into a file or a pipe is printed
    /// once it is complete, or once something runs without end.
    private synchronized void seen(WatchView view, WatchedFile now) {
        if (!now.running()) {
            runningSince = 0;
            cancelled = false;
        } else if (runningSince == 0) {
            runningSince = System.nanoTime();
        }
        if (now.settled() || screen != null) {
            unfinished = null;
            show(view, now);
        } else {
            unfinished = () -> show(view, now);
        }
    }

    /// Called when nothing has come for a while.
    private synchronized void showUnfinished() {
        if (unfinished != null) {
            unfinished.run();
            unfinished = null;
        }
    }

    private synchronized boolean isRunning() {
        return runningSince != 0;
    }

    /// Time has passed.
    private synchronized void redraw() {
        if (screen != null && again != null) {
            again.run();
        }
    }

    private synchronized void show(WatchView view, WatchedFile now) {
        again = () -> show(view, now);
        if (screen != null) {
            screen.show(width -> view.draw(now, width), "watching " + file.getFileName() + state());
            return;
        }
        int width = console.outIsTerminal() ? columns() : 0;
        view.draw(now, width).forEach(console.out()::println);
        if (!once) {
            console.out().println("----");
        }
        console.out().flush();
    }

    private String state() {
        if (runningSince == 0) {
            return " · Ctrl-C ends";
        }
        long seconds = (System.nanoTime() - runningSince) / 1_000_000_000;
        return " · … running " + seconds + " s (Ctrl-C " + (cancelled ? "ends)" : "cancels)");
    }

    /// Of the terminal, now: it may have been resized. 0 when it does not say.
    private static int columns() {
        try {
            var process =
                    new ProcessBuilder("stty", "size")
                            .redirectInput(ProcessBuilder.Redirect.INHERIT)
                            .start();
            var size =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                            .strip();
            return size.matches("\\d+ \\d+")
                    ? Integer.parseInt(size.substring(size.indexOf(' ') + 1))
                    : 0;
        } catch (IOException noStty) {
            return 0;
        }
    }
}
