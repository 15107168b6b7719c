package org.oxur.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.oxur.text.SourceText;

/// Programs on disk.
final class SourceFile {
    private SourceFile() {}

    /// The file's text; errors name the file as the user did.
    static SourceText read(Path file) throws CannotRead {
        try {
            return new SourceText(file.toString(), Files.readString(file));
        } catch (IOException problem) {
            throw new CannotRead(file, problem);
        }
    }
}
