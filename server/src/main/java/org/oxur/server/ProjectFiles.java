package org.oxur.server;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.eclipse.lsp4j.DidChangeWatchedFilesParams;
import org.eclipse.lsp4j.DidChangeWatchedFilesRegistrationOptions;
import org.eclipse.lsp4j.FileSystemWatcher;
import org.eclipse.lsp4j.Registration;
import org.eclipse.lsp4j.RegistrationParams;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.jspecify.annotations.Nullable;
import org.oxur.text.SourceText;

/// The workspace's texts that are not open in the editor: found when the server starts, read again
/// when the client says that they changed. Reading is done by workers.
final class ProjectFiles {
    private static final System.Logger LOG = System.getLogger("org.oxur.server");

    /// A workspace may be somebody's whole disk.
    private static final int MAX_FILES = 2_000;

    private static final int MAX_DEPTH = 12;
    private static final long MAX_BYTES = 2 << 20;
    private static final Set<String> PASSED_OVER = Set.of("target", "node_modules", "build");

    private final MainLoop loop;
    private final Client client;
    private final ExecutorService workers;
    private final org.oxur.server.Files files;
    private final String extension;

    ProjectFiles(
            MainLoop loop,
            Client client,
            ExecutorService workers,
            org.oxur.server.Files files,
            String extension) {
        this.loop = loop;
        this.client = client;
        this.workers = workers;
        this.files = files;
        this.extension = "." + extension;
    }

    void register(Routes routes) {
        routes.tell(
                "workspace/didChangeWatchedFiles",
                DidChangeWatchedFilesParams.class,
                this::changed);
        routes.outgoing("client/registerCapability");
    }

    void find(List<Path> roots) {
        workers.execute(() -> {
            Map<String, @Nullable SourceText> found = new HashMap<>();
            roots.forEach(root -> walk(root, found));
            loop.resume(() -> files.disk(found));
        });
        if (client.watchesFiles()) {
            var watcher = new FileSystemWatcher(Either.forLeft("**/*" + extension));
            var options = new DidChangeWatchedFilesRegistrationOptions(List.of(watcher));
            var registration =
                    new Registration("oxur-files", "workspace/didChangeWatchedFiles", options);
            var _ =
                    client.ask(
                            "client/registerCapability",
                            new RegistrationParams(List.of(registration)));
        }
    }

    private void walk(Path root, Map<String, @Nullable SourceText> found) {
        try {
            Files.walkFileTree(
                    root,
                    EnumSet.noneOf(java.nio.file.FileVisitOption.class),
                    MAX_DEPTH,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult preVisitDirectory(
                                Path directory, BasicFileAttributes attributes) {
                            var name = String.valueOf(directory.getFileName());
                            boolean hidden = name.startsWith(".") || PASSED_OVER.contains(name);
                            return hidden && !directory.equals(root)
                                    ? FileVisitResult.SKIP_SUBTREE
                                    : FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFile(
                                Path file, BasicFileAttributes attributes) {
                            if (file.toString().endsWith(extension)
                                    && attributes.size() <= MAX_BYTES) {
                                read(file.toUri().toString(), file, found);
                            }
                            return found.size() < MAX_FILES
                                    ? FileVisitResult.CONTINUE
                                    : FileVisitResult.TERMINATE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException unreadable) {
            LOG.log(Level.INFO, "not read: {0}: {1}", root, unreadable.getMessage());
        }
    }

    private static void read(String uri, Path file, Map<String, @Nullable SourceText> found) {
        try {
            found.put(uri, new SourceText(uri, Files.readString(file)));
        } catch (CharacterCodingException noText) {
            LOG.log(Level.DEBUG, "no text: {0}", file);
        } catch (IOException gone) {
            found.put(uri, null);
        }
    }

    private void changed(DidChangeWatchedFilesParams params) {
        workers.execute(() -> {
            Map<String, @Nullable SourceText> found = new HashMap<>();
            for (var event : params.getChanges()) {
                var path = path(event.getUri());
                if (path != null && event.getUri().endsWith(extension)) {
                    read(event.getUri(), path, found);
                }
            }
            loop.resume(() -> files.disk(found));
        });
    }

    /// What people call a text, as a path from the directory of another; its name where it is no
    /// file.
    static String seenFrom(String uri, String name) {
        var file = path(name);
        var here = path(uri);
        if (file == null || file.getFileName() == null) {
            return name;
        }
        var directory = here == null ? null : here.getParent();
        var shown =
                directory != null && Objects.equals(directory.getRoot(), file.getRoot())
                        ? directory.relativize(file)
                        : file;
        return shown.toString().replaceAll("\\p{Cntrl}", "\uFFFD");
    }

    /// Null for what is no file.
    static @Nullable Path path(@Nullable String uri) {
        try {
            return uri != null && uri.startsWith("file:") ? Path.of(URI.create(uri)) : null;
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}
