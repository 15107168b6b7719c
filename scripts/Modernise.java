import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Copies the jars of one directory into another and lifts classes older than Java 8 to class
/// version 52, with stack maps, on the way, and drops signatures. The JVM leaves older classes (they
/// need its old verifier) and signed ones out of an AOT cache, and start-up pays for it.
///
/// `java scripts/Modernise.java FROM TO`; a jar that is already there and newer is left alone, a
/// jar in TO that is no longer in FROM goes away. Run by the build of `server`.
final class Modernise {
    /// Java 8, the first whose classes all carry stack maps.
    private static final int OLDEST = 52;

    public static void main(String[] args) throws IOException {
        Path from = Path.of(args[0]);
        Path to = Files.createDirectories(Path.of(args[1]));
        List<Path> jars = jars(from);
        removeOthers(to, jars);
        try (var loader = new URLClassLoader(urls(jars), ClassLoader.getPlatformClassLoader())) {
            var rewriter = new Modernise(loader);
            for (Path jar : jars) {
                rewriter.copy(jar, to.resolve(jar.getFileName()));
            }
        }
    }

    private final ClassFile classFile;

    private Modernise(ClassLoader loader) {
        classFile =
                ClassFile.of(
                        StackMapsOption.GENERATE_STACK_MAPS,
                        ClassHierarchyResolverOption.of(
                                ClassHierarchyResolver.ofResourceParsing(loader)
                                        .orElse(ClassHierarchyResolver.defaultResolver())));
    }

    private void copy(Path jar, Path target) throws IOException {
        if (Files.exists(target)
                && Files.getLastModifiedTime(target).compareTo(Files.getLastModifiedTime(jar)) > 0) {
            return;
        }
        Path unfinished = target.resolveSibling(target.getFileName() + ".part");
        try (var in = new ZipFile(jar.toFile());
                var out = new ZipOutputStream(Files.newOutputStream(unfinished))) {
            for (ZipEntry entry : in.stream().toList()) {
                if (isSignature(entry)) {
                    continue;
                }
                byte[] bytes = in.getInputStream(entry).readAllBytes();
                var copy = new ZipEntry(entry.getName());
                copy.setTimeLocal(entry.getTimeLocal());
                out.putNextEntry(copy);
                out.write(entry.getName().endsWith(".class") ? lifted(bytes, entry) : bytes);
                out.closeEntry();
            }
        }
        Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
    }

    /// Signatures go: they no longer hold, and the classes of a signed jar are left out of a cache too.
    private static boolean isSignature(ZipEntry entry) {
        return entry.getName().matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");
    }

    private byte[] lifted(byte[] bytes, ZipEntry entry) throws IOException {
        int version = (bytes[6] & 0xff) << 8 | bytes[7] & 0xff;
        if (version >= OLDEST) {
            return bytes;
        }
        byte[] lifted = classFile.transformClass(classFile.parse(bytes), LIFT);
        var mistakes = classFile.verify(lifted);
        if (!mistakes.isEmpty()) {
            throw new IOException(entry.getName() + " cannot be lifted: " + mistakes);
        }
        return lifted;
    }

    private static final ClassTransform LIFT =
            (builder, element) -> {
                switch (element) {
                    case ClassFileVersion _ -> builder.withVersion(OLDEST, 0);
                    // Written anew, instruction by instruction: only then are stack maps made.
                    case MethodModel method ->
                            builder.transformMethod(
                                    method, MethodTransform.transformingCode(CodeBuilder::with));
                    default -> builder.with(element);
                }
            };

    private static List<Path> jars(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        }
    }

    private static void removeOthers(Path directory, List<Path> wanted) throws IOException {
        Set<Path> names = new HashSet<>();
        wanted.forEach(jar -> names.add(jar.getFileName()));
        for (Path jar : jars(directory)) {
            if (!names.contains(jar.getFileName())) {
                Files.delete(jar);
            }
        }
    }

    private static URL[] urls(List<Path> jars) throws IOException {
        List<URL> urls = new ArrayList<>();
        for (Path jar : jars) {
            URI uri = jar.toUri();
            urls.add(uri.toURL());
        }
        return urls.toArray(URL[]::new);
    }
}
