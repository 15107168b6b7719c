package org.oxur.compiler.rust;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Compiled libraries, kept by content in the user's cache directory: what was compiled once is not
/// compiled again, in this session or the next.
///
/// Several processes may use it at once: a library appears there whole, by a rename, and nobody
/// writes to one that is there. Each ends with a checksum of itself, which loaders do not look at:
/// what a full disk, a crash or someone else has cut short is not used, but made anew.
final class Artifacts {
    /// Libraries kept; those used longest ago go first. A few kilobytes each.
    private static final int KEPT = 500;

    /// What a process that was killed has left behind is deleted after so long.
    private static final Duration ABANDONED = Duration.ofHours(1);

    private static final byte[] MARK = "\noxur-sha256 ".getBytes(StandardCharsets.US_ASCII);
    private static final int SUM_BYTES = 32;

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

    /// What a content is kept under.
    static String key(String content) {
        return HexFormat.of()
                .formatHex(sha256(content.getBytes(StandardCharsets.UTF_8)))
                .substring(0, 40);
    }

    /// The library with that key; null if there is none, or none that is whole.
    @Nullable Path find(String key) throws IOException {
        var library = library(key);
        try {
            if (!isWhole(Files.readAllBytes(library))) {
                return null;
            }
            Files.setLastModifiedTime(library, FileTime.from(Instant.now()));
            return library;
        } catch (NoSuchFileException notThere) {
            return null;
        }
    }

    /// A place for a library that is about to be made.
    Path begin() throws IOException {
        Files.createDirectories(folder);
        return Files.createTempFile(folder, "new", ".tmp");
    }

    /// Keeps what was made under each of these keys, for all that look from now on.
    ///
    /// @param made from [#begin()]; it is there afterwards, for its maker to delete
    void keep(Path made, List<String> keys) throws IOException {
        var bytes = Files.readAllBytes(made);
        Files.write(made, MARK, StandardOpenOption.APPEND);
        Files.write(made, sha256(bytes), StandardOpenOption.APPEND);
        for (var key : keys) {
            var copy = begin();
            try {
                link(made, copy);
                Files.move(copy, library(key), StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(copy);
            }
        }
        prune();
    }

    private Path library(String key) {
        return folder.resolve(key + ".so");
    }

    /// Under several names it takes its place on the disk once, where that can be.
    private static void link(Path made, Path copy) throws IOException {
        Files.delete(copy);
        try {
            Files.createLink(copy, made);
        } catch (FileSystemException noLinks) {
            Files.copy(made, copy, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static boolean isWhole(byte[] library) {
        int end = library.length - SUM_BYTES - MARK.length;
        return end > 0
                && Arrays.equals(library, end, end + MARK.length, MARK, 0, MARK.length)
                && Arrays.equals(
                        sha256(Arrays.copyOf(library, end)),
                        Arrays.copyOfRange(library, end + MARK.length, library.length));
    }

    private void prune() throws IOException {
        var libraries = new ArrayList<Aged>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.{so,tmp}")) {
            for (var file : files) {
                var aged = Aged.of(file);
                if (file.toString().endsWith(".so")) {
                    libraries.add(aged);
                } else if (aged.used().toInstant().isBefore(Instant.now().minus(ABANDONED))) {
                    Files.deleteIfExists(file);
                }
            }
        }
        libraries.sort(Comparator.comparing(Aged::used));
        // A library that another process has loaded stays usable there after it is deleted here.
        for (int i = 0; i < libraries.size() - KEPT; i++) {
            Files.deleteIfExists(libraries.get(i).file());
        }
    }

    private record Aged(Path file, FileTime used) {
        static Aged of(Path file) {
            try {
                return new Aged(file, Files.getLastModifiedTime(file));
            } catch (IOException e) {
                // Another process deleted or moved it: nothing that is to be kept.
                return new Aged(file, FileTime.from(Instant.now()));
            }
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
