package org.oxur.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// `UPDATE_EXPECT=1 mvn test -pl protocol` writes the document's generated part anew.
class ProtocolDocumentTest {
    private static final String MARK =
            "<!-- From here on generated from org.oxur.protocol.Messages; a test compares. -->\n";

    @Test
    void documentSaysWhatTheRecordsSay() throws IOException {
        Path file = Path.of(System.getProperty("oxur.root"), "docs", "protocol.md");
        String document = Files.readString(file);
        int start = document.indexOf(MARK) + MARK.length();
        if (System.getenv("UPDATE_EXPECT") != null) {
            Files.writeString(file, document.substring(0, start) + ProtocolDocument.generate());
            return;
        }
        assertEquals(
                ProtocolDocument.generate(),
                document.substring(start),
                "run UPDATE_EXPECT=1 mvn test -pl protocol");
    }
}
