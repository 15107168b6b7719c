package org.oxur.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/// What `oxur --version` prints: the product's version, written into the jar when it is packaged,
/// and the Java that executes it.
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"oxur " + product(), "java " + Runtime.version()};
    }

    static String product() {
        // Null when the classes are run from a directory and not from the packaged jar.
        @Nullable String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
