package org.oxur.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where the REPL keeps what was typed.
final class HistoryFile {
    private HistoryFile() {}

    /// Null when its directory cannot be made: then nothing is kept.
    static @Nullable Path of(Map<String, String> environment) {
        var file = named(environment);
        var directory = file.toAbsolutePath().getParent();
        try {
            if (directory != null) {
                Files.createDirectories(directory);
            }
            return file;
        } catch (IOException unwritable) {
            return null;
        }
    }

    static Path named(Map<String, String> environment) {
        var asked = environment.getOrDefault("OXUR_HISTORY", "");
        if (!asked.isEmpty()) {
            return Path.of(asked);
        }
        var state = environment.getOrDefault("XDG_STATE_HOME", "");
        var base =
                state.isEmpty()
                        ? Path.of(System.getProperty("user.home"), ".local", "state")
                        : Path.of(state);
        return base.resolve("oxur").resolve("history");
    }
}
