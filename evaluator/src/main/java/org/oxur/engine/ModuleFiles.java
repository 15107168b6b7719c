package org.oxur.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Item;
import org.oxur.text.SourceText;
import org.oxur.tier.Crates;

/// The files that modules are: `geometry` is `geometry.oxr` beside the text that names it, or
/// `src/geometry.oxr`; `geometry::solid` is `geometry/solid.oxr` there.
final class ModuleFiles {
    private ModuleFiles() {}

    /// @return null where there is no such file, or it cannot be read
    static @Nullable SourceText find(SourceText from, String module) {
        var file = module.replace("::", "/") + ".oxr";
        if (!isPath(file)) {
            return null;
        }
        for (var directory : directories(from, module.split("::").length)) {
            for (var candidate :
                    List.of(directory.resolve(file), directory.resolve("src/" + file))) {
                if (Files.isRegularFile(candidate)) {
                    return read(from, candidate);
                }
            }
        }
        return null;
    }

    /// A crate; its path is seen from the text that requires it.
    static CompletableFuture<Crates.Loaded> load(Crates crates, Item.ExternCrate crate) {
        var path = crate.path();
        if (path == null) {
            return crates.load(new Crates.Request(crate.crate(), null, crate.version()));
        }
        var home =
                path.startsWith("~/") ? System.getProperty("user.home") + path.substring(1) : path;
        if (!isPath(home)) {
            return CompletableFuture.completedFuture(
                    new Crates.Loaded.Refused("`:path` is no path of a file", null));
        }
        var from = directory(crate.span().source());
        var source = (from == null ? Path.of("") : from).resolve(home).toAbsolutePath().normalize();
        if (!Files.isRegularFile(source.resolve("Cargo.toml"))) {
            return CompletableFuture.completedFuture(
                    new Crates.Loaded.Refused(
                            "there is no `Cargo.toml` in " + source,
                            "`:path` is the directory of the crate, seen from the file that requires it"));
        }
        return crates.load(new Crates.Request(crate.crate(), source.toString(), null));
    }

    /// A name may hold characters that no file's can.
    private static boolean isPath(String text) {
        try {
            var _ = Path.of(text);
            return true;
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static @Nullable SourceText read(SourceText from, Path file) {
        try {
            var name = from.name().startsWith("file:") ? file.toUri().toString() : file.toString();
            return new SourceText(name, Files.readString(file));
        } catch (IOException e) {
            return null;
        }
    }

    /// Where to look: beside the text, and above it as far as it may lie in folders of modules.
    private static List<Path> directories(SourceText from, int depth) {
        var directories = new ArrayList<Path>();
        var at = directory(from);
        for (int i = 0; i < depth && at != null; i++) {
            directories.add(at);
            at = at.getParent();
        }
        directories.add(Path.of(""));
        return directories;
    }

    /// A text that is no file (an input at the prompt) stands in the working directory.
    private static @Nullable Path directory(SourceText from) {
        try {
            var file =
                    from.name().startsWith("file:")
                            ? Path.of(java.net.URI.create(from.name()))
                            : Path.of(from.name());
            if (Files.isRegularFile(file)) {
                var parent = file.getParent();
                return parent == null ? Path.of("") : parent;
            }
        } catch (IllegalArgumentException e) {
            return null;
        }
        return null;
    }
}
