package org.oxur.compiler.crate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.oxur.ast.IntType;
import org.oxur.error.OxurPanic;
import org.oxur.error.Site;
import org.oxur.text.SourceText;
import org.oxur.text.Span;
import org.oxur.value.StringValue;
import org.oxur.value.VecValue;

/// What is said of an argument that a crate's function does not take.
class CrossingTest {
    private static final Site HERE = () -> new Span(new SourceText("t", "(f s)"), 3, 4);
    private static final RustType NUMBERS = new RustType.Sequence(new RustType.Int(IntType.U8));

    private static @Nullable String hint(RustType type, Object given) {
        return assertThrows(OxurPanic.class, () -> Crossing.argument(type, given, HERE))
                .error()
                .hint();
    }

    private static RustType lent(boolean mutable, RustType target) {
        return new RustType.Reference(mutable, target);
    }

    @Test
    void whatFitsButIsNotLentIsToBeLent() {
        var numbers = new VecValue();
        numbers.add(1L);
        assertEquals("lend it with `&mut`", hint(lent(true, NUMBERS), numbers));
        assertEquals("lend it with `&`", hint(lent(false, NUMBERS), numbers));
        assertEquals(
                "lend it with `&`",
                hint(lent(false, RustType.Plain.STRING), StringValue.of("owned")));
    }

    @Test
    void whatDoesNotFitIsNoBetterWhenItIsLent() {
        var tooLarge = new VecValue();
        tooLarge.add(1_000L);
        assertNull(hint(lent(false, NUMBERS), tooLarge));
        assertNull(hint(lent(false, RustType.Plain.STR), 1L));
        assertNull(hint(NUMBERS, StringValue.of("s")));
    }
}
