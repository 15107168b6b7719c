package org.oxur.value;

import org.oxur.ast.IntType;

/// An integer of up to 64 bits that is not an `i64` (those are [Long]).
///
/// @param bits the value, sign- or zero-extended as its type says; a `u64` or `usize` above
///   `i64::MAX` is negative here (two's complement)
public record SizedInt(IntType type, long bits) {
    private static final int CACHED_FROM = -128;
    private static final int CACHED_TO = 1024;
    private static final SizedInt[][] CACHE = cache();

    // Invariant: type is neither I64 nor 128 bits wide, and bits is in the type's range.
    public SizedInt {
        assert type != IntType.I64 && type.bits() <= 64;
        assert Integers.wrap(type, bits) == bits;
    }

    /// The value of that type; `bits` must be in its range.
    public static SizedInt of(IntType type, long bits) {
        if (bits >= CACHED_FROM && bits < CACHED_TO) {
            var cached = CACHE[type.ordinal()][(int) bits - CACHED_FROM];
            if (cached != null) {
                return cached;
            }
        }
        return new SizedInt(type, bits);
    }

    private static SizedInt[][] cache() {
        var all = new SizedInt[IntType.values().length][];
        for (var type : IntType.values()) {
            all[type.ordinal()] = new SizedInt[CACHED_TO - CACHED_FROM];
            if (type == IntType.I64 || type.bits() > 64) {
                continue;
            }
            for (int value = CACHED_FROM; value < CACHED_TO; value++) {
                if (Integers.wrap(type, value) == value && (type.signed() || value >= 0)) {
                    all[type.ordinal()][value - CACHED_FROM] = new SizedInt(type, value);
                }
            }
        }
        return all;
    }
}
