package org.oxur.compiler.rust;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/// Compiled libraries, kept by content in the user's cache directory: what was compiled once is not
/// compiled again, in this session or the next.
///
/// Several processes may use it at once: a library appears there whole, by a rename.
final class Artifacts {
    /// Libraries kept; those used longest ago go first. A few kilobytes each.
    private static final int KEPT = 500;

    private final Path folder;

    Artifacts(Path folder) {
        this.folder = folder;
    }

    /// `$XDG_CACHE_HOME/oxur/native`, or `~/.cache/oxur/native`.
    static Artifacts ofUser() {
        var cache = System.getenv("XDG_CACHE_HOME");
        var base =
                cache == null || cache.isEmpty()
                        ? Path.of(System.getProperty("user.home"), ".cache")
                        : Path.of(cache);
        return new Artifacts(base.resolve("oxur").resolve("native"));
    }

    /// How a library is made that is not there yet.
    interface Maker {
        Toolchain.Run make(Path library) throws IOException;
    }

    /// The library of that content, made if need be.
    ///
    /// @param run what the maker had to say; ok when it was there
    record Found(Path library, Toolchain.Run run) {}

    Found find(String content, Maker maker) throws IOException {
        var library = folder.resolve(digest(content) + ".so");
        if (Files.exists(library)) {
            Files.setLastModifiedTime(library, FileTime.from(Instant.now()));
            return new Found(library, new Toolchain.Run(true, ""));
        }
        Files.createDirectories(folder);
        var made = Files.createTempFile(folder, "new", ".tmp");
        try {
            var run = maker.make(made);
            if (run.ok()) {
                Files.move(made, library, StandardCopyOption.ATOMIC_MOVE);
                prune();
            }
            return new Found(library, run);
        } finally {
            Files.deleteIfExists(made);
        }
    }

    private void prune() throws IOException {
        var libraries = new ArrayList<Path>();
        try (var files = Files.newDirectoryStream(folder, "*.so")) {
            files.forEach(libraries::add);
        }
        if (libraries.size() <= KEPT) {
            return;
        }
        // A library that another process has loaded stays usable there after it is deleted here.
        for (var library : oldestFirst(libraries).subList(0, libraries.size() - KEPT)) {
            Files.deleteIfExists(library);
        }
    }

    private static List<Path> oldestFirst(List<Path> libraries) {
        record Aged(Path library, FileTime used) {}
        var aged = new ArrayList<Aged>();
        for (var library : libraries) {
            try {
                aged.add(new Aged(library, Files.getLastModifiedTime(library)));
            } catch (IOException e) {
                // Another process deleted it: the oldest of all.
                aged.add(new Aged(library, FileTime.fromMillis(0)));
            }
        }
        aged.sort(Comparator.comparing(Aged::used));
        return aged.stream().map(Aged::library).toList();
    }

    private static String digest(String content) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(sha.digest(content.getBytes(StandardCharsets.UTF_8)))
                    .substring(0, 40);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
