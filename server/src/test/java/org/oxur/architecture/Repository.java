package org.oxur.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The files of the repository, as the rules look at them.
final class Repository {
    /// The build passes it on; an editor that runs one test starts it in the module's directory.
    static final Path ROOT =
            Path.of(System.getProperty("oxur.root", "..")).toAbsolutePath().normalize();

    /// A Java file: its path from the root, and its text.
    record Source(Path path, String text) {
        String packageName() {
            return text.replaceFirst("(?s).*?(?m)^package ([\\w.]+);.*", "$1");
        }
    }

    private Repository() {}

    /// The Java files of every module under `src/main/java` or `src/test/java`, generated ones not
    /// among them.
    static List<Source> sources(String kind) {
        List<Source> sources = new ArrayList<>();
        for (Path module : children(ROOT)) {
            Path directory = module.resolve("src/" + kind + "/java");
            if (Files.isDirectory(directory)) {
                addSources(directory, sources);
            }
        }
        return sources;
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void addSources(Path directory, List<Source> sources) {
        for (Path file : children(directory)) {
            if (Files.isDirectory(file)) {
                addSources(file, sources);
            } else if (file.toString().endsWith(".java")) {
                sources.add(new Source(ROOT.relativize(file), read(file)));
            }
        }
    }

    private static List<Path> children(Path directory) {
        try (var files = Files.list(directory)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
