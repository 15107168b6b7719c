package org.oxur.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RustNamesTest {
    @Test
    void aNameOfRustHasOneHere() {
        assertEquals("assert-eq", meant("(assert_eq! 1 2)", 1, 11));
        assertEquals("f64::consts::PI", meant("f64::PI", 0, 7));
        assertEquals("(Vec i64)", meant("Vec<i64>", 0, 8));
    }

    @Test
    void aFunctionOfATypeIsNoField() {
        assertEquals("String::from", meant("(String.from 1)", 1, 7));
        assertNull(meant("(string.from 1)", 1, 7));
        assertNull(meant("(String 1)", 1, 7));
    }

    private static @Nullable String meant(String text, int start, int end) {
        return RustNames.meant(
                text.substring(start, end), new SourceText("t", text).span(start, end));
    }
}
