package org.oxur.ast;

import java.math.BigInteger;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Rust's integer types. `isize` and `usize` are 64 bits wide.
public enum IntType {
    I8(8, true),
    I16(16, true),
    I32(32, true),
    I64(64, true),
    I128(128, true),
    ISIZE(64, true),
    U8(8, false),
    U16(16, false),
    U32(32, false),
    U64(64, false),
    U128(128, false),
    USIZE(64, false);

    private final int bits;
    private final boolean signed;
    private final String rustName;
    private final BigInteger min;
    private final BigInteger max;

    IntType(int bits, boolean signed) {
        this.bits = bits;
        this.signed = signed;
        this.rustName = name().toLowerCase(Locale.ROOT);
        this.min = signed ? BigInteger.TWO.pow(bits - 1).negate() : BigInteger.ZERO;
        this.max = BigInteger.TWO.pow(signed ? bits - 1 : bits).subtract(BigInteger.ONE);
    }

    public int bits() {
        return bits;
    }

    public boolean signed() {
        return signed;
    }

    /// `i64`, as written in a program.
    public String rustName() {
        return rustName;
    }

    public BigInteger min() {
        return min;
    }

    public BigInteger max() {
        return max;
    }

    public boolean holds(BigInteger value) {
        return value.compareTo(min) >= 0 && value.compareTo(max) <= 0;
    }

    /// The type of that name, or null when no integer type is called so.
    public static @Nullable IntType named(String name) {
        for (var type : values()) {
            if (type.rustName.equals(name)) {
                return type;
            }
        }
        return null;
    }
}
