package org.oxur.compiler.rust;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Compiled libraries, kept by content in the user's cache directory: what was compiled once is not
/// compiled again, in this session or the next.
///
/// Several processes may use it at once: a library appears there whole, by a rename, and nobody
/// writes to one that is there. Each ends with a checksum of itself, which loaders do not look at:
/// what a full disk or a crash has cut short is not used, but made anew. Nobody but the user may
/// write there, for what is found there is executed.
public final class Artifacts {
    /// Libraries kept; those used longest ago go first. A few kilobytes each.
    private static final int KEPT = 500;

    /// What a process that was killed has left behind is deleted after so long.
    private static final Duration ABANDONED = Duration.ofHours(1);

    /// What crates are linked against, of which there is one for each version of rustc and of us.
    private static final String ARCHIVE = ".rlib";

    private static final Duration UNUSED = Duration.ofDays(30);

    /// What is being made is in directories of such names.
    private static final String WORK = "new";

    private static final byte[] MARK = "\noxur-sha256 ".getBytes(StandardCharsets.US_ASCII);
    private static final int SUM_BYTES = 32;

    private static final String ONLY_USER = "rwx------";

    private final Path folder;
    private boolean secured;

    Artifacts(Path folder) {
        this.folder = folder;
    }

    /// `$XDG_CACHE_HOME/oxur/native`, or `~/.cache/oxur/native`.
    public static Artifacts ofUser() {
        return new Artifacts(cache("native"));
    }

    /// A directory of the user's cache, which may not be there yet.
    public static Path cache(String name) {
        var cache = System.getenv("XDG_CACHE_HOME");
        var base =
                cache == null || cache.isEmpty()
                        ? Path.of(System.getProperty("user.home"), ".cache")
                        : Path.of(cache);
        return base.resolve("oxur").resolve(name);
    }

    /// What a content is kept under.
    public static String key(String content) {
        return key(content.getBytes(StandardCharsets.UTF_8));
    }

    /// What a content is kept under.
    public static String key(byte[] content) {
        return HexFormat.of().formatHex(sha256(content)).substring(0, 40);
    }

    /// The library with that key; null if there is none, or none that is whole.
    public @Nullable Path find(String key) throws IOException {
        secure();
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

    /// What the machine executes of a library; null where that cannot be had, or the library was
    /// deleted since.
    @Nullable String disassembled(String key) {
        try {
            var library = find(key);
            return library == null ? null : Disassembly.of(library);
        } catch (IOException e) {
            return null;
        }
    }

    /// A place for a library that is about to be made, in a directory of its own: rustc puts more
    /// beside it, and leaves that behind where it is ended.
    public Path begin() throws IOException {
        secure();
        return Files.createTempDirectory(folder, WORK).resolve("library");
    }

    /// Deletes what was made, and all beside it. What was loaded of it stays loaded.
    ///
    /// @param made from [#begin()]
    public void discard(Path made) throws IOException {
        delete(Objects.requireNonNull(made.getParent()));
    }

    /// Keeps what was made under each of these keys, for all that look from now on.
    ///
    /// @param made from [#begin()]; it is there afterwards, for its maker to discard
    public void keep(Path made, List<String> keys) throws IOException {
        var bytes = Files.readAllBytes(made);
        Files.write(made, MARK, StandardOpenOption.APPEND);
        Files.write(made, sha256(bytes), StandardOpenOption.APPEND);
        for (var key : keys) {
            var copy = made.resolveSibling(key);
            link(made, copy);
            Files.move(copy, library(key), StandardCopyOption.ATOMIC_MOVE);
        }
        prune();
    }

    /// What crates are linked against, as it was kept; null if it is not there, or not whole. The
    /// checksum is part of its name: rustc reads such files to their end.
    @Nullable Path findArchive(String key) throws IOException {
        secure();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "lib" + key + "-*")) {
            for (var file : files) {
                if (file.equals(archive(key, Files.readAllBytes(file)))) {
                    Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
                    return file;
                }
            }
        } catch (NoSuchFileException gone) {
            return null;
        }
        return null;
    }

    /// @param made from [#begin()]
    Path keepArchive(Path made, String key) throws IOException {
        var archive = archive(key, Files.readAllBytes(made));
        Files.move(made, archive, StandardCopyOption.ATOMIC_MOVE);
        return archive;
    }

    private Path archive(String key, byte[] content) {
        return folder.resolve("lib" + key + "-" + key(content) + ARCHIVE);
    }

    private synchronized void secure() throws IOException {
        if (!secured) {
            secure(folder);
            secured = true;
        }
    }

    /// Makes a directory whose content is executed, and sees that it is the user's alone.
    public static void secure(Path folder) throws IOException {
        var only = PosixFilePermissions.fromString(ONLY_USER);
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(only));
        var mine = Files.createTempDirectory(folder, WORK);
        try {
            if (!Files.getOwner(folder).equals(Files.getOwner(mine))) {
                throw new IOException(folder + " belongs to another user");
            }
        } finally {
            Files.delete(mine);
        }
        Files.setPosixFilePermissions(folder, only);
    }

    private Path library(String key) {
        return folder.resolve(key + ".so");
    }

    /// Under several names it takes its place on the disk once, where that can be.
    private static void link(Path made, Path copy) throws IOException {
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
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                var aged = Aged.of(file);
                if (file.toString().endsWith(".so")) {
                    libraries.add(aged);
                } else if (aged.used()
                        .toInstant()
                        .isBefore(
                                Instant.now()
                                        .minus(
                                                file.toString().endsWith(ARCHIVE)
                                                        ? UNUSED
                                                        : ABANDONED))) {
                    delete(file);
                }
            }
        }
        libraries.sort(Comparator.comparing(Aged::used));
        // A library that another process has loaded stays usable there after it is deleted here.
        for (int i = 0; i < libraries.size() - KEPT; i++) {
            Files.deleteIfExists(libraries.get(i).file());
        }
    }

    /// A directory with all that is in it. Others may be at it too.
    private static void delete(Path file) throws IOException {
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(file)) {
                for (var each : files) {
                    delete(each);
                }
            } catch (NoSuchFileException gone) {
                return;
            }
        }
        Files.deleteIfExists(file);
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
