package org.oxur.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class VersionTest {
    @Test
    void theSecondLineNamesTheJavaThatRuns() {
        assertEquals("java " + Runtime.version(), new Version().getVersion()[1]);
    }
}
