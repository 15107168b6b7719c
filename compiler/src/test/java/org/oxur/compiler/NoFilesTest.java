package org.oxur.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tiers 0 and 1 live in memory.
@Tag("slow")
final class NoFilesTest {
    @TempDir Path folder;

    @Test
    void aWarmSessionOpensNoFile() throws IOException, InterruptedException {
        var strace = found("strace");
        Assumptions.assumeTrue(strace, "there is no strace: nothing is looked at");
        var log = folder.resolve("strace.log");
        var mark = Files.createFile(folder.resolve("mark"));
        var command =
                new ArrayList<>(
                        List.of("strace", "-f", "-qq", "-e", "trace=open,openat,creat", "-o"));
        command.add(log.toString());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // The JVM itself looks at its container's limits from time to time.
        command.addAll(List.of("-XX:-UseContainerSupport", "-XX:+UseSerialGC", "-Xss512m"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of("org.oxur.compiler.WarmSession", mark.toString()));
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("output").toFile())
                        .start();
        assertTrue(process.waitFor(5, TimeUnit.MINUTES), "it did not end");
        assertEquals(0, process.exitValue(), Files.readString(folder.resolve("output")));
        var lines = Files.readAllLines(log);
        int cold = first(lines, mark, 0);
        int from = first(lines, mark, cold + 1);
        int to = first(lines, mark, from + 1);
        assertTrue(cold >= 0 && from > cold && to > from, "the marks are not there");
        assertEquals(List.of(), lines.subList(from + 1, to));
    }

    private static int first(List<String> lines, Path mark, int from) {
        for (int i = from; i < lines.size(); i++) {
            if (lines.get(i).contains(mark.toString())) {
                return i;
            }
        }
        return -1;
    }

    private static boolean found(String program) {
        for (var place : System.getenv("PATH").split(":")) {
            if (Files.isExecutable(Path.of(place, program))) {
                return true;
            }
        }
        return false;
    }
}
