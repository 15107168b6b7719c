package org.oxur.value;

import java.math.BigInteger;
import org.oxur.ast.IntType;

/// An `i128` or `u128`.
public record WideInt(IntType type, BigInteger value) {
    public WideInt {
        if (type.bits() != 128 || !type.holds(value)) {
            throw new IllegalArgumentException(value + " is no " + type.rustName());
        }
    }
}
