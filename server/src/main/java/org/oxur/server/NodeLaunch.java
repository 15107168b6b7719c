package org.oxur.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a node is started: the same Java, the same options, the same jar (docs/launching.md). The
/// socket's path comes last.
///
/// @param words of the command, without the socket
public record NodeLaunch(List<String> words) {
    /// Options for the nodes' JVM alone, separated by spaces: `-Doxur.node.options=-Xmx256m`.
    private static final String OPTIONS = "oxur.node.options";

    /// What the launcher gives to the JVM that it starts: programs run in the node, so it counts
    /// there, too.
    private static final String LAUNCHER_OPTIONS = "OXUR_JAVA_OPTIONS";

    public NodeLaunch {
        words = List.copyOf(words);
    }

    public static NodeLaunch usual() {
        return of("org.oxur.cli.Main", List.of("node"));
    }

    /// @param mainClass used where the classes are not in a distribution
    public static NodeLaunch of(String mainClass, List<String> arguments) {
        return of(mainClass, arguments, System.getenv().getOrDefault(LAUNCHER_OPTIONS, ""));
    }

    /// @param given options of the user's, separated by white space
    static NodeLaunch of(String mainClass, List<String> arguments, String given) {
        var words = new ArrayList<String>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        @Nullable String home = System.getProperty("oxur.home");
        if (home != null) {
            words.add("@" + Path.of(home, "jvm.options"));
            var cache = Path.of(home, "oxur.aot");
            if (Files.exists(cache)) {
                words.add("-XX:AOTCache=" + cache);
            }
            words.add("-Doxur.home=" + home);
        } else {
            words.addAll(
                    List.of("-XX:+UseSerialGC", "-Xss512m", "--enable-native-access=ALL-UNNAMED"));
        }
        // A crash is reported to the user by the server; the JVM's own report would lie about in
        // the project.
        words.add("-XX:ErrorFile=" + crashes(System.getenv()).resolve("node-%p.log"));
        words.add("-XX:-CreateCoredumpOnCrash");
        for (String option : (given + " " + System.getProperty(OPTIONS, "")).split("\\s+")) {
            if (!option.isBlank()) {
                words.add(option);
            }
        }
        if (home != null) {
            words.addAll(List.of("-jar", Path.of(home, "oxur.jar").toString()));
        } else {
            words.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        }
        words.addAll(arguments);
        return new NodeLaunch(words);
    }

    /// Where reports of crashed nodes are kept: the user's own cache, which nobody else can have
    /// prepared.
    static Path crashes(Map<String, String> environment) {
        var cache = environment.getOrDefault("XDG_CACHE_HOME", "");
        var base =
                cache.isEmpty()
                        ? Path.of(System.getProperty("user.home"), ".cache")
                        : Path.of(cache);
        return base.resolve("oxur").resolve("crashes");
    }
}
