package org.oxur.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.oxur.value.EnumValue;
import org.oxur.value.MapValue;
import org.oxur.value.RangeValue;
import org.oxur.value.RcValue;
import org.oxur.value.StrLiteral;
import org.oxur.value.StringValue;
import org.oxur.value.VecValue;

class BuiltinsTest {
    @Test
    void everythingIsDescribedAndHasAnExample() {
        for (var chapter : Builtins.chapters()) {
            for (var function : chapter.functions()) {
                assertTrue(
                        function.doc().endsWith("."),
                        () -> function.name() + ": " + function.doc());
                assertTrue(
                        function.example().matches("(?s).*;(=>|!>|>>) .*"),
                        () -> function.name() + ": " + function.example());
            }
        }
        assertTrue(Builtins.functions().size() > 400, () -> "" + Builtins.functions().size());
    }

    @Test
    void methodsAreFoundByTheirReceiver() {
        assertNotNull(Builtins.method(new VecValue(), "push"));
        assertNotNull(Builtins.method(StrLiteral.of("a"), "len"));
        assertNotNull(Builtins.method(new StringValue(), "push-str"));
        assertNotNull(Builtins.method(new MapValue(), "entry"));
        assertNotNull(Builtins.method(1L, "pow"));
        assertNotNull(Builtins.method(1.0, "sqrt"));
        assertNotNull(Builtins.method(EnumValue.NONE, "unwrap-or"));
        assertNotNull(Builtins.method(new RangeValue(1L, 2L, false), "map"));
        assertNull(Builtins.method(new RangeValue(1L, 2L, false), "next"));
        assertNull(Builtins.method(new VecValue(), "map"));
        assertNotNull(Builtins.method(new RcValue(1L), "len"));
        assertNull(Builtins.method(1L, "nope"));
    }

    @Test
    void methodsThatChangeTheirReceiverAreFunctionsWithABang() {
        for (var name :
                List.of("push!", "insert!", "sort!", "pop!", "clear!", "retain!", "take!")) {
            assertNotNull(Builtins.function(name), name);
        }
        assertNull(Builtins.function("push"));
        assertEquals(List.of(Mode.BORROW_MUT, Mode.MOVE), List.copyOf(function("push!").modes()));
        assertEquals(List.of(Mode.LEND, Mode.BORROW), List.copyOf(function("get").modes()));
        assertEquals("#<fn len/1>", function("len").printed());
        assertEquals("at least 2 arguments", function("+").arity());
    }

    @Test
    void pathsNameFunctionsMethodsAndConstants() {
        assertNotNull(Builtins.function("String::new"));
        assertNotNull(Builtins.function("f64::sqrt"));
        assertNotNull(Builtins.function("std::mem::swap"));
        assertEquals(Long.MAX_VALUE, Builtins.constant("i64::MAX"));
        assertEquals(Math.PI, Builtins.constant("std::f64::consts::PI"));
        assertNull(Builtins.constant("nope"));
        assertNull(Builtins.function("Nope::nope"));
    }

    private static BuiltinFunction function(String name) {
        var function = Builtins.function(name);
        if (function == null) {
            throw new AssertionError("no function " + name);
        }
        return function;
    }
}
