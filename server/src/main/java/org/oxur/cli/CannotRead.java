package org.oxur.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// A file that the command line names cannot be read or written.
final class CannotRead extends IOException {
    private static final long serialVersionUID = 1L;

    CannotRead(Path file, IOException cause) {
        super("cannot read " + file + ": " + reason(cause), cause);
    }

    CannotRead(String message) {
        super(message);
    }

    private static String reason(IOException cause) {
        return switch (cause) {
            case NoSuchFileException _ -> "there is no such file";
            case AccessDeniedException _ -> "permission denied";
            case CharacterCodingException _ -> "it is not UTF-8";
            default -> String.valueOf(cause.getMessage());
        };
    }
}
