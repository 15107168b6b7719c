package org.oxur.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.oxur.ast.IntType;
import org.oxur.error.OxurPanic;
import org.oxur.error.Site;
import org.oxur.text.SourceText;
import org.oxur.text.Span;

class PrinterTest {
    private static final Site SITE = () -> new Span(new SourceText("test", ""), 0, 0);

    @Test
    void theReplsFormReadsBack() {
        check("nil", Unit.UNIT);
        check("10u8", SizedInt.of(IntType.U8, 10));
        check("18446744073709551615u64", SizedInt.of(IntType.U64, -1));
        check("-1i128", new WideInt(IntType.I128, BigInteger.ONE.negate()));
        check("2.5f32", 2.5f);
        check("1e16", 1e16);
        check("-inf", Double.NEGATIVE_INFINITY);
        check("\\a", Char.of('a'));
        check("\\newline", Char.of('\n'));
        check("\\space", Char.of(' '));
        check("\\😀", Char.of(0x1F600));
        check("\\u{7}", Char.of(7));
        check("\"a\\tb\\\"c\\\"\"", StrLiteral.of("a\tb\"c\""));
        check("\"café\"", StringValue.of("café"));
        check("\"\\u{200b}\\u{7f}\"", StrLiteral.of("\u200b\u007f"));
        check(":inc", Keyword.of("inc"));
        check("[1 [2.0 true] :a]", VecValue.of(1L, VecValue.of(2.0, true), Keyword.of("a")));
        check("{1}", new TupleValue(1L));
        check(
                "(a b (c))",
                new ListValue(
                        List.of(
                                Symbol.of("a"),
                                Symbol.of("b"),
                                new ListValue(List.of(Symbol.of("c"))))));
        check("(Some 3)", EnumValue.some(3L));
        check("None", EnumValue.NONE);
        check("[0 1 2]", new RangeValue(0L, 3L, false));
        check("(..= 1.0 2.0)", new RangeValue(1.0, 2.0, true));
        check("(.. 1 nil)", new RangeValue(1L, null, false));
        check("(rc [1])", new RcValue(VecValue.of(1L)));
        check("[1]", Ref.toTemporary(VecValue.of(1L)));
    }

    @Test
    void mapsAndSetsKeepTheirOrder() {
        var map = new MapValue();
        map.put(Keyword.of("b"), 1L, Hashing.KEYS);
        map.put(Keyword.of("a"), VecValue.of(2L), Hashing.KEYS);
        check("#{:b 1 :a [2]}", map);
        check("#{}", new MapValue());
        var set = new SetValue();
        set.add(2L, Hashing.KEYS);
        set.add(1L, Hashing.KEYS);
        set.add(2L, Hashing.KEYS);
        check("(hash-set 2 1)", set);
        check("(hash-set)", new SetValue());
    }

    @Test
    void structsAndVariants() {
        var point = new StructType("Point", "", List.of("x", "y"), "dd", true, false);
        check("(Point :x 1.0 :y 2.0)", new StructValue(point, new Object[] {1.0, 2.0}));
        check(
                "(Slow)",
                new StructValue(
                        new StructType("Slow", "", List.of(), "", false, false), new Object[0]));
        var shape = new EnumType("Shape", "", false, false);
        check("(Shape::Circle 2.0)", shape.variant("Circle", 1, null).of(2.0));
        check(
                "(Shape::Rect :w 1.0 :h 2.0)",
                shape.variant("Rect", 2, List.of("w", "h")).of(1.0, 2.0));
        check("Shape::Empty", shape.variant("Empty", 0, null).of());
    }

    @Test
    void boundsShowAsAnEllipsis() {
        var vec = new VecValue();
        for (long i = 0; i < 1000; i++) {
            vec.add(i);
        }
        assertEquals("[0 1 2 …]", Printer.repl(vec, 3, 10, 100));
        assertEquals("[[…]]", Printer.repl(VecValue.of(VecValue.of(VecValue.of(1L))), 3, 2, 100));
        assertEquals("[0 1 2 3 …", Printer.repl(vec, 1000, 10, 10));
        assertEquals(
                "[0 1 2 …]", Printer.repl(new RangeValue(0L, Long.MAX_VALUE, false), 3, 10, 100));
        var huge = new StringValue();
        huge.append("é".repeat(1_000_000));
        assertEquals(10, Printer.repl(huge, 10, 10, 10).length());
        assertEquals(10, Printer.bounded(Printer.Form.DISPLAY, huge, 10, 10, 10).length());
    }

    @Test
    void traversalsSurviveHundredThousandLevels() throws InterruptedException {
        onALargeStack(() -> {
            Object a = 1L;
            Object b = 1L;
            for (int i = 0; i < 100_000; i++) {
                a = i % 2 == 0 ? VecValue.of(a) : EnumValue.some(a);
                b = i % 2 == 0 ? VecValue.of(b) : EnumValue.some(b);
            }
            assertTrue(Equality.equal(a, b, Host.NONE, SITE));
            assertEquals(Hashing.KEYS.hash(a), Hashing.KEYS.hash(b));
            Hashing.checkKey(a, Host.NONE, SITE);
            assertTrue(Hashing.KEYS.same(a, b));
            assertEquals(0, Order.partial(a, b, Host.NONE, SITE));
            var clone = Cloner.clone(a, Host.NONE, SITE);
            assertTrue(Equality.equal(clone, b, Host.NONE, SITE));
            assertTrue(Printer.repl(a).length() > 400_000);
            var deeper = a;
            for (int i = 0; i < 200_000; i++) {
                deeper = VecValue.of(deeper);
            }
            var value = deeper;
            assertEquals(
                    "recursion-limit",
                    assertThrows(OxurPanic.class, () -> Printer.repl(value)).error().code());
        });
    }

    @Test
    void equalityHasOneTypeAtTheTopAndAnyInside() {
        assertTrue(equal(VecValue.of(1L, 2L), VecValue.of(1L, 2L)));
        assertTrue(equal(StrLiteral.of("a"), StringValue.of("a")));
        assertFalse(equal(1L, Unit.UNIT));
        assertFalse(equal(VecValue.of(1L, 2L), VecValue.of(1L, Keyword.of("a"))));
        assertFalse(equal(VecValue.of(Double.NaN), VecValue.of(Double.NaN)));
        assertTrue(equal(0.0, -0.0));
        assertTrue(equal(new RangeValue(0L, 3L, false), VecValue.of(0L, 1L, 2L)));
        assertEquals(
                "type-mismatch",
                assertThrows(OxurPanic.class, () -> equal(1L, 1.0)).error().code());
        assertEquals(
                "type-mismatch",
                assertThrows(OxurPanic.class, () -> equal(1L, StrLiteral.of("a"))).error().code());
        var left = new MapValue();
        left.put(1L, 2L, Hashing.KEYS);
        left.put(3L, 4L, Hashing.KEYS);
        var right = new MapValue();
        right.put(3L, 4L, Hashing.KEYS);
        right.put(1L, 2L, Hashing.KEYS);
        assertTrue(equal(left, right));
        assertEquals(
                "type-mismatch",
                assertThrows(
                                OxurPanic.class,
                                () -> Hashing.checkKey(VecValue.of(1.5), Host.NONE, SITE))
                        .error()
                        .code());
    }

    @Test
    void orderIsRusts() {
        assertEquals(-1, Order.partial(StrLiteral.of("a"), StringValue.of("ab"), Host.NONE, SITE));
        assertEquals(1, Order.partial(StrLiteral.of("é"), StringValue.of("z"), Host.NONE, SITE));
        assertEquals(
                1,
                Order.partial(
                        SizedInt.of(IntType.U64, -1),
                        SizedInt.of(IntType.U64, 1),
                        Host.NONE,
                        SITE));
        assertEquals(-1, Order.partial(VecValue.of(1L, 2L), VecValue.of(1L, 3L), Host.NONE, SITE));
        assertEquals(-1, Order.partial(EnumValue.NONE, EnumValue.some(1L), Host.NONE, SITE));
        assertEquals(Order.UNORDERED, Order.partial(Double.NaN, 1.0, Host.NONE, SITE));
        assertFalse(
                Order.less(Double.NaN, 1.0, Host.NONE, SITE)
                        || Order.greaterOrEqual(Double.NaN, 1.0, Host.NONE, SITE)
                        || Order.lessOrEqual(Double.NaN, 1.0, Host.NONE, SITE));
        assertEquals(
                "type-mismatch",
                assertThrows(OxurPanic.class, () -> Order.partial(1L, 1.0, Host.NONE, SITE))
                        .error()
                        .code());
    }

    private static boolean equal(Object a, Object b) {
        return Equality.equal(a, b, Host.NONE, SITE);
    }

    private static void check(String expected, Object value) {
        assertEquals(expected, Printer.repl(value));
    }

    private static void onALargeStack(Runnable body) throws InterruptedException {
        var failure = new AtomicReference<Throwable>();
        var thread = new Thread(null, body, "large stack", 1L << 30);
        thread.setUncaughtExceptionHandler((_, thrown) -> failure.set(thrown));
        thread.start();
        thread.join();
        if (failure.get() != null) {
            throw new AssertionError(failure.get());
        }
    }
}
