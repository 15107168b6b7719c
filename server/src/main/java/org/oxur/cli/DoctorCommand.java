package org.oxur.cli;

import com.sun.management.OperatingSystemMXBean;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `oxur doctor`.
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Says what Oxur runs on, what is missing and how to get it.",
        footer = {
            "",
            "Examples:",
            "  oxur doctor",
            "  oxur doctor --color never > report.txt",
            "",
            "Exit codes: 0 nothing that is needed is missing, 1 something is."
        })
final class DoctorCommand implements Callable<Integer> {
    private static final String GREEN = "\u001b[32m";
    private static final String RED = "\u001b[31m";
    private static final String YELLOW = "\u001b[33m";
    private static final String PLAIN = "\u001b[0m";
    private static final String ESCAPES = "\u001b\\[[\\d;]*m";
    private static final int OLDEST_JAVA = 25;
    private static final long WANTED_MEMORY = 1L << 30;
    private static final int PATIENCE_SECONDS = 10;

    @Mixin private ColourOption colour = new ColourOption();

    private final Console console;
    private boolean missing;

    DoctorCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        line("oxur", Version.product(), null);
        java();
        memory();
        distribution();
        tool(
                "rustc",
                List.of("rustc", "--version"),
                "not found; only native code will need it: https://rustup.rs, or apt-get install"
                        + " rustc");
        tool(
                "maven",
                List.of("mvn", "--version"),
                "not found; only building from the sources needs it: apt-get install maven");
        tool(
                "neovim",
                List.of("nvim", "--version"),
                "not found; only the Neovim plugin needs it: 0.10 or newer, https://neovim.io");
        tool(
                "vs code",
                List.of("code", "--version"),
                "not found; only the VS Code extension needs it: https://code.visualstudio.com");
        line("history", HistoryFile.named(console.environment()).toString(), null);
        console.out().flush();
        return missing ? ExitCode.FAILED : ExitCode.OK;
    }

    private void line(String what, String found, @Nullable String advice) {
        var mark = advice == null ? painted(GREEN, "✓") : painted(RED, "✗");
        console.out().printf("%s %-10s %s%n", mark, what, found);
        if (advice != null) {
            console.out().printf("             %s%n", advice);
        }
    }

    private String painted(String style, String text) {
        return colour.forOutput(console) ? style + text + PLAIN : text;
    }

    private void java() {
        int feature = Runtime.version().feature();
        boolean old = feature < OLDEST_JAVA;
        missing |= old;
        line(
                "java",
                Runtime.version() + " in " + System.getProperty("java.home"),
                old ? "too old: apt-get install openjdk-25-jdk, or https://adoptium.net" : null);
    }

    private void memory() {
        long heap = Runtime.getRuntime().maxMemory();
        var found =
                (heap >> 20)
                        + " MiB for programs, "
                        + Runtime.getRuntime().availableProcessors()
                        + " processors";
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            found += ", " + (system.getTotalMemorySize() >> 20) + " MiB in the machine";
        }
        boolean little = heap < WANTED_MEMORY;
        line(
                "memory",
                found,
                little ? "little: OXUR_JAVA_OPTIONS=-Xmx2g gives programs more" : null);
    }

    private void distribution() {
        var home = System.getProperty("oxur.home");
        if (home == null) {
            line("installed", "no: running from classes", null);
            return;
        }
        line("installed", home, null);
        boolean cache = Files.exists(Path.of(home, "oxur.aot"));
        line(
                "start-up",
                cache ? "from a cache, " + home + "/oxur.aot" : "without a cache",
                cache
                        ? null
                        : "slower: "
                                + home
                                + "/oxur.aot.log says why it could not be made; delete oxur.aot.for"
                                + " to try again");
    }

    private void tool(String name, List<String> command, String advice)
            throws InterruptedException {
        var version = firstLine(command);
        if (version == null) {
            console.out().printf("%s %-10s %s%n", painted(YELLOW, "-"), name, advice);
        } else {
            line(name, version, null);
        }
    }

    /// Null when the program is not there or does not answer.
    private static @Nullable String firstLine(List<String> command) throws InterruptedException {
        try {
            var process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectInput(new File("/dev/null"))
                            .start();
            var output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            return ended && process.exitValue() == 0
                    ? output.replaceAll(ESCAPES, "").lines().findFirst().orElse(null)
                    : null;
        } catch (IOException notThere) {
            return null;
        }
    }
}
