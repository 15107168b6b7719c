package org.oxur.watch;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// Which files of a folder and those in it changed since one last looked. Belongs to one thread.
public final class FolderChanges {
    /// A file to watch may lie in somebody's home: looking must stay cheap.
    private static final int MAX_VISITED = 5_000;

    private static final int MAX_DEPTH = 6;
    private static final Set<String> PASSED_OVER = Set.of("target", "node_modules", "build");

    private final Path folder;
    private final String extension;
    private Map<Path, Stamp> known;

    private record Stamp(FileTime time, long bytes) {}

    /// @param extension of the files that count, without a dot
    public FolderChanges(Path folder, String extension) {
        this.folder = folder;
        this.extension = "." + extension;
        this.known = look();
    }

    /// Files that are new, have another size or time, or have gone.
    public Set<Path> next() {
        var now = look();
        var changed = new LinkedHashSet<Path>();
        now.forEach((file, stamp) -> {
            if (!stamp.equals(known.get(file))) {
                changed.add(file);
            }
        });
        known.keySet().stream().filter(file -> !now.containsKey(file)).forEach(changed::add);
        known = now;
        return changed;
    }

    private Map<Path, Stamp> look() {
        var found = new HashMap<Path, Stamp>();
        try {
            Files.walkFileTree(
                    folder, EnumSet.noneOf(FileVisitOption.class), MAX_DEPTH, new Visitor(found));
        } catch (IOException unreadable) {
            // What could be read counts.
            return found;
        }
        return found;
    }

    private final class Visitor extends SimpleFileVisitor<Path> {
        private final Map<Path, Stamp> found;
        private int visited;

        Visitor(Map<Path, Stamp> found) {
            this.found = found;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            var name = String.valueOf(directory.getFileName());
            boolean hidden = name.startsWith(".") || PASSED_OVER.contains(name);
            return hidden && !directory.equals(folder)
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(extension)) {
                found.put(file, new Stamp(attributes.lastModifiedTime(), attributes.size()));
            }
            return ++visited < MAX_VISITED ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
            return FileVisitResult.CONTINUE;
        }
    }
}
