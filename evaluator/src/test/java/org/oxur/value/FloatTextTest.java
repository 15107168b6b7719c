package org.oxur.value;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class FloatTextTest {
    @Test
    void debugIsRusts() {
        assertEquals("1000.0", FloatText.debug(1000.0));
        assertEquals("1e16", FloatText.debug(1e16));
        assertEquals("1000000000000000.0", FloatText.debug(1e15));
        assertEquals("0.0001", FloatText.debug(0.0001));
        assertEquals("1e-5", FloatText.debug(0.00001));
        assertEquals("1.5e-5", FloatText.debug(0.000015));
        assertEquals("-0.0", FloatText.debug(-0.0));
        assertEquals("0.1", FloatText.debug(0.1));
        assertEquals("0.30000000000000004", FloatText.debug(0.1 + 0.2));
        assertEquals("NaN", FloatText.debug(Double.NaN));
        assertEquals("-inf", FloatText.debug(Double.NEGATIVE_INFINITY));
        assertEquals("5e-324", FloatText.debug(Double.MIN_VALUE));
        assertEquals("1e-323", FloatText.debug(2 * Double.MIN_VALUE));
        assertEquals("1.7976931348623157e308", FloatText.debug(Double.MAX_VALUE));
        assertEquals("12345678.9", FloatText.debug(12345678.9));
        assertEquals("2.5", FloatText.debug(2.5f));
        assertEquals("0.1", FloatText.debug(0.1f));
        assertEquals("1e16", FloatText.debug(1e16f));
        assertEquals("1e-45", FloatText.debug(Float.MIN_VALUE));
        assertEquals("16777216.0", FloatText.debug(16777216f));
    }

    @Test
    void displayHasNoExponentAndNoNeedlessPoint() {
        assertEquals("2", FloatText.display(2.0));
        assertEquals("-0", FloatText.display(-0.0));
        assertEquals("10000000000000000", FloatText.display(1e16));
        assertEquals("0.00001", FloatText.display(0.00001));
        assertEquals("1" + "0".repeat(308), FloatText.display(1e308));
        assertEquals("1.5", FloatText.display(1.5f));
    }

    @Test
    void precisionRoundsTheExactValue() {
        assertEquals("3.14", FloatText.fixed(3.14159, 2));
        assertEquals("2", FloatText.fixed(2.5, 0));
        assertEquals("4", FloatText.fixed(3.5, 0));
        assertEquals("0.2", FloatText.fixed(0.25, 1));
        assertEquals("0.3", FloatText.fixed(0.35, 1));
        assertEquals("-0.0", FloatText.fixed(-0.04, 1));
        assertEquals("1.00", FloatText.fixed(0.999, 2));
        assertEquals("NaN", FloatText.fixed(Double.NaN, 2));
    }

    @Test
    void exponents() {
        assertEquals("1.2345e3", FloatText.exponent(1234.5));
        assertEquals("0e0", FloatText.exponent(0.0));
        assertEquals("1e0", FloatText.exponent(1.0));
        assertEquals("1.23e3", FloatText.exponent(1234.5, 2));
        assertEquals("1.0e1", FloatText.exponent(9.99, 1));
        assertEquals("-1e-3", FloatText.exponent(-0.001, 0));
        assertEquals("0.00e0", FloatText.exponent(0.0, 2));
    }

    @Test
    void whatDebugWritesReadsBackAsTheSameNumber() {
        var random = new Random(42);
        for (int i = 0; i < 200_000; i++) {
            double x = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(x)) {
                assertEquals(x, Double.parseDouble(FloatText.debug(x)));
                assertEquals(x, Double.parseDouble(FloatText.display(x)));
                assertEquals(x, Double.parseDouble(FloatText.exponent(x)));
            }
            float f = Float.intBitsToFloat(random.nextInt());
            if (Float.isFinite(f)) {
                assertEquals(f, Float.parseFloat(FloatText.debug(f)));
            }
        }
    }
}
