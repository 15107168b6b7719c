package org.oxur.print;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RustNamesTest {
    @Test
    void ordinaryNamesReadAsARustProgrammerWouldWriteThem() {
        assertEquals("count_down", RustNames.rust("count-down"));
        assertEquals("_unused", RustNames.rust("_unused"));
        assertEquals("r#type", RustNames.rust("type"));
        assertEquals("is_ready__q", RustNames.rust("is-ready?"));
        assertEquals("push__b", RustNames.rust("push!"));
        assertEquals("a__d_b", RustNames.rust("a--b"));
        assertEquals("main__k", RustNames.rust("main"));
        assertEquals("Point", RustNames.rust("Point"));
    }

    @Test
    void everyNameIsAnIdentifierOfItsOwnAndComesBack() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var seen = new HashMap<String, String>();
        var letters = "ab1--__??!!*+<=>#λ→qbudmkx";
        for (int i = 0; i < 100_000; i++) {
            var name = new StringBuilder();
            for (int n = 1 + random.nextInt(6); n > 0; n--) {
                name.append(letters.charAt(random.nextInt(letters.length())));
            }
            if (name.toString().equals("_") || Character.isDigit(name.charAt(0))) {
                continue;
            }
            var rust = RustNames.rust(name.toString());
            var why = name + " -> " + rust + ", seed " + seed;
            assertTrue(rust.matches("[\\p{L}_][\\p{L}\\p{N}_]*"), why);
            assertEquals(name.toString(), RustNames.oxur(rust), why);
            var other = seen.put(rust, name.toString());
            assertTrue(other == null || other.contentEquals(name), why + " and " + other);
        }
    }

    @Test
    void namesOfThePrinterItselfAreNobodys() {
        assertNull(RustNames.oxur("next__n"));
    }
}
