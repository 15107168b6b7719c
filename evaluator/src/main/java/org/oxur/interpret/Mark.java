package org.oxur.interpret;

/// In compiled code a value of unknown kind is a pair, a number and an object: these objects say
/// that the number counts, any other is the value itself. Never a value of a program.
final class Mark {
    static final Object LONG = new Mark("i64");

    /// The number is the float's bits.
    static final Object DOUBLE = new Mark("f64");

    private final String name;

    private Mark(String name) {
        this.name = name;
    }

    static Object of(Object value) {
        return value instanceof Long ? LONG : value instanceof Double ? DOUBLE : value;
    }

    static long number(Object value) {
        return value instanceof Long l
                ? l
                : value instanceof Double d ? Double.doubleToRawLongBits(d) : 0;
    }

    static Object boxed(long number, Object object) {
        return object == LONG
                ? (Object) number
                : object == DOUBLE ? (Object) Double.longBitsToDouble(number) : object;
    }

    @Override
    public String toString() {
        return name;
    }
}
