package org.oxur.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeLaunchTest {
    @Test
    void optionsOfTheUserComeBeforeTheClasses() {
        var words = NodeLaunch.of("a.Main", List.of("node"), " -Xmx300m  -Da=b\t-Dc ").words();
        int at = words.indexOf("-Xmx300m");
        assertEquals(List.of("-Xmx300m", "-Da=b", "-Dc"), words.subList(at, at + 3));
        assertTrue(at < words.indexOf("-cp"), words.toString());
    }

    @Test
    void reportsOfCrashesGoToTheUsersOwnCache() {
        assertEquals(
                Path.of("/x/oxur/crashes"), NodeLaunch.crashes(Map.of("XDG_CACHE_HOME", "/x")));
        assertEquals(
                Path.of(System.getProperty("user.home"), ".cache/oxur/crashes"),
                NodeLaunch.crashes(Map.of()));
        assertTrue(
                NodeLaunch.usual().words().stream()
                        .anyMatch(
                                word -> word.matches("-XX:ErrorFile=.*/oxur/crashes/node-%p.log")));
    }

    @Test
    void theNodesOfASessionWithLittleMemoryHaveLittle() throws Exception {
        var words =
                NodeLaunch.of(
                                MemoryShown.class.getName(),
                                List.of(),
                                "-XX:MaxRAMPercentage=1 -Xmx40m")
                        .words();
        var process = new ProcessBuilder(words).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        assertTrue(Long.parseLong(said.strip()) <= 40 << 20, said);
    }

    /// A process in the node's place.
    static final class MemoryShown {
        private MemoryShown() {}

        public static void main(String[] arguments) {
            System.out.println(Runtime.getRuntime().maxMemory());
        }
    }
}
