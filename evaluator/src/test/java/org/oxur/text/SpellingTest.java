package org.oxur.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {
    private static final List<String> NAMES =
            List.of("set", "test", "println", "print", "let", "len", "fold", "fib", "+", "-");

    @Test
    void twoLettersExchangedAreOneEdit() {
        assertEquals("test", Spelling.nearest("tset", NAMES));
        assertEquals("println", Spelling.nearest("pritnln", NAMES));
    }

    @Test
    void ofEquallyNearNamesTheLikeliestIsChosenWhateverTheOrder() {
        assertEquals("let", Spelling.nearest("lte", NAMES));
        assertEquals("let", Spelling.nearest("lte", NAMES.reversed()));
        assertEquals("fib", Spelling.nearest("fub", List.of("sub", "fib")));
    }

    @Test
    void whatIsFarIsNotNamed() {
        assertNull(Spelling.nearest("frobnicate", NAMES));
        assertNull(Spelling.nearest("x", NAMES));
        assertNull(Spelling.nearest("printer-driver", NAMES));
        assertNull(Spelling.nearest("a".repeat(100), NAMES));
    }
}
