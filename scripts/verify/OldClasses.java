import java.io.IOException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Names the classes older than Java 8 in some jars and fails if there is one: they would be left
/// out of the AOT cache.
final class OldClasses {
    private static final int JAVA_8 = 52;

    public static void main(String[] jars) throws IOException {
        int old = 0;
        for (String name : jars) {
            try (var jar = new ZipFile(name)) {
                for (ZipEntry entry : jar.stream().toList()) {
                    if (entry.getName().endsWith(".class") && version(jar, entry) < JAVA_8) {
                        IO.println(name + ": " + entry.getName());
                        old++;
                    }
                }
            }
        }
        System.exit(old == 0 ? 0 : 1);
    }

    private static int version(ZipFile jar, ZipEntry entry) throws IOException {
        byte[] head = jar.getInputStream(entry).readNBytes(8);
        return (head[6] & 0xff) << 8 | head[7] & 0xff;
    }
}
