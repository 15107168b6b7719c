package org.oxur.compiler.rust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// What every crate begins with: the machine's way in and out, and the checked operations.
final class Prelude {
    private static final String TEXT = read("prelude.rs");
    private static final String OWNED = read("owned.rs");

    private Prelude() {}

    static String text() {
        return TEXT;
    }

    /// What crates are linked against whose values own memory.
    static String owned() {
        return OWNED;
    }

    private static String read(String name) {
        try (var stream = Prelude.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException(name + " is not in the jar");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
