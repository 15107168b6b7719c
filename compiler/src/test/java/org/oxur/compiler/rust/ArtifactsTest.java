package org.oxur.compiler.rust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Compiled libraries that several processes keep in one directory.
final class ArtifactsTest {
    @TempDir Path folder;

    private static Path kept(Artifacts artifacts, String content, String... keys)
            throws IOException {
        var made = artifacts.begin();
        Files.writeString(made, content);
        artifacts.keep(made, List.of(keys));
        artifacts.discard(made);
        return Objects.requireNonNull(artifacts.find(keys[0]));
    }

    @Test
    void whatWasCompiledTogetherIsFoundByEachOfItsKeys() throws IOException {
        var artifacts = new Artifacts(folder);
        kept(artifacts, "library", "a", "b");
        assertTrue(text(artifacts.find("b")).startsWith("library"));
        assertNull(artifacts.find("c"));
        assertEquals(List.of("a.so", "b.so"), files());
    }

    private static String text(@Nullable Path library) throws IOException {
        return new String(
                Files.readAllBytes(Objects.requireNonNull(library)), StandardCharsets.ISO_8859_1);
    }

    private List<String> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void whatIsNotWholeIsMadeAnew() throws IOException {
        var artifacts = new Artifacts(folder);
        var library = kept(artifacts, "library", "a");
        try (var channel = Files.newByteChannel(library, StandardOpenOption.WRITE)) {
            channel.truncate(20);
        }
        assertNull(artifacts.find("a"));
        Files.write(library, new byte[0]);
        assertNull(artifacts.find("a"));
        kept(artifacts, "library", "a");
        assertNotNull(artifacts.find("a"));
        Files.writeString(library, "Library", StandardOpenOption.WRITE);
        assertNull(artifacts.find("a"));
    }

    @Test
    void nobodySeesALibraryThatIsStillBeingMade() throws Exception {
        var artifacts = new Artifacts(folder);
        var content = "library".repeat(10_000);
        var writers = new ArrayList<Thread>();
        var failures = new ArrayList<Throwable>();
        for (int i = 0; i < 4; i++) {
            var writer =
                    new Thread(() -> {
                        try {
                            for (int n = 0; n < 50; n++) {
                                var seen = new Artifacts(folder).find("a");
                                if (seen == null && Files.exists(folder.resolve("a.so"))) {
                                    // It came between the two looks, whole.
                                    assertNotNull(new Artifacts(folder).find("a"));
                                }
                                kept(new Artifacts(folder), content, "a");
                            }
                        } catch (IOException | AssertionError e) {
                            synchronized (failures) {
                                failures.add(e);
                            }
                        }
                    });
            writers.add(writer);
            writer.start();
        }
        for (var writer : writers) {
            writer.join();
        }
        assertEquals(List.of(), failures);
        assertEquals(List.of("a.so"), files());
        assertTrue(text(artifacts.find("a")).startsWith(content));
    }

    @Test
    void whatRustcLeftBehindWhenItWasEndedGoesAfterAWhile() throws IOException {
        var artifacts = new Artifacts(folder);
        var made = artifacts.begin();
        Files.createDirectory(made.resolveSibling("rustcXYZ"));
        Files.writeString(made.resolveSibling("library.o"), "half");
        var work = Objects.requireNonNull(made.getParent());
        kept(artifacts, "library", "a");
        assertTrue(Files.exists(work));
        var yesterday = FileTime.from(Instant.now().minus(Duration.ofDays(1)));
        Files.setLastModifiedTime(work, yesterday);
        Files.setLastModifiedTime(Files.createFile(folder.resolve("new1.o")), yesterday);
        kept(artifacts, "library", "b");
        assertEquals(List.of("a.so", "b.so"), files());
    }

    @Test
    void nobodyElseMayWriteThere() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        kept(new Artifacts(folder), "library", "a");
        assertEquals(
                "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
    }

    @Test
    void theOldestGoWhenThereAreTooMany() throws IOException {
        var artifacts = new Artifacts(folder);
        for (int i = 0; i < 505; i++) {
            kept(artifacts, "library " + i, "k" + i);
        }
        assertEquals(500, files().size());
        assertNull(artifacts.find("k0"));
        assertNotNull(artifacts.find("k504"));
    }
}
