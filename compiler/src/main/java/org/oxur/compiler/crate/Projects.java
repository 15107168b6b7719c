package org.oxur.compiler.crate;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import org.oxur.compiler.rust.Artifacts;

/// The directories in which crates are built: `$XDG_CACHE_HOME/oxur/crates`, one for each crate.
final class Projects {
    /// What nobody has required for so long is deleted.
    private static final Duration KEPT = Duration.ofDays(30);

    /// Its time says when a project was used last.
    private static final String USED = "used";

    private Projects() {}

    /// The project of that name, made if it is not there, and used from now on.
    static Path open(String name) throws IOException {
        var folder = Artifacts.cache("crates");
        Artifacts.secure(folder);
        var project = folder.resolve(name);
        Files.createDirectories(project);
        var used = project.resolve(USED);
        if (!Files.exists(used)) {
            Files.writeString(used, "");
        }
        Files.setLastModifiedTime(used, FileTime.from(Instant.now()));
        prune(folder);
        return project;
    }

    private static void prune(Path folder) throws IOException {
        var oldest = Instant.now().minus(KEPT);
        try (DirectoryStream<Path> projects = Files.newDirectoryStream(folder)) {
            for (var project : projects) {
                try {
                    if (Files.getLastModifiedTime(project.resolve(USED))
                            .toInstant()
                            .isBefore(oldest)) {
                        delete(project);
                    }
                } catch (NoSuchFileException e) {
                    // Another process makes it, or deletes it.
                    continue;
                }
            }
        }
    }

    private static void delete(Path project) throws IOException {
        try (var all = Files.walk(project)) {
            for (var file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
