package org.oxur.compiler.rust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// What every crate begins with: the machine's way in and out, and the checked operations.
final class Prelude {
    private static final String TEXT = read();

    private Prelude() {}

    static String text() {
        return TEXT;
    }

    private static String read() {
        try (var stream = Prelude.class.getResourceAsStream("prelude.rs")) {
            if (stream == null) {
                throw new IllegalStateException("prelude.rs is not in the jar");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
