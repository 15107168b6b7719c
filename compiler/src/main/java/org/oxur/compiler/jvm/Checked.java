package org.oxur.compiler.jvm;

/// Arithmetic as Rust's, checked, on integers that lie in `long`s extended as their types say. The
/// last two parameters of each are what to say when it fails.
///
/// Public because the compiled classes call it; small, so that it is always inlined.
public final class Checked {
    private Checked() {}

    // i64

    public static long add(long a, long b, Guard guard, int point) {
        long sum = a + b;
        if (((a ^ sum) & (b ^ sum)) < 0) {
            throw guard.failed(a, b, point);
        }
        return sum;
    }

    public static long sub(long a, long b, Guard guard, int point) {
        long difference = a - b;
        if (((a ^ b) & (a ^ difference)) < 0) {
            throw guard.failed(a, b, point);
        }
        return difference;
    }

    public static long mul(long a, long b, Guard guard, int point) {
        long product = a * b;
        if (Math.multiplyHigh(a, b) != product >> 63) {
            throw guard.failed(a, b, point);
        }
        return product;
    }

    public static long div(long a, long b, Guard guard, int point) {
        if (b == 0 || b == -1 && a == Long.MIN_VALUE) {
            throw guard.failed(a, b, point);
        }
        return a / b;
    }

    public static long rem(long a, long b, Guard guard, int point) {
        if (b == 0 || b == -1 && a == Long.MIN_VALUE) {
            throw guard.failed(a, b, point);
        }
        return a % b;
    }

    // Narrower types: computed in 64 bits, which cannot overflow but for products of `u32`

    public static long addWithin(long a, long b, long min, long max, Guard guard, int point) {
        return within(a + b, a, b, min, max, guard, point);
    }

    public static long subWithin(long a, long b, long min, long max, Guard guard, int point) {
        return within(a - b, a, b, min, max, guard, point);
    }

    public static long mulWithin(long a, long b, long min, long max, Guard guard, int point) {
        long product = a * b;
        if (Math.multiplyHigh(a, b) != product >> 63) {
            throw guard.failed(a, b, point);
        }
        return within(product, a, b, min, max, guard, point);
    }

    private static long within(
            long result, long a, long b, long min, long max, Guard guard, int point) {
        if (result < min || result > max) {
            throw guard.failed(a, b, point);
        }
        return result;
    }

    public static long divWithin(long a, long b, long min, long max, Guard guard, int point) {
        if (b == 0) {
            throw guard.failed(a, b, point);
        }
        return within(a / b, a, b, min, max, guard, point);
    }

    public static long remWithin(long a, long b, long min, long max, Guard guard, int point) {
        if (b == 0 || b == -1 && a == min) {
            throw guard.failed(a, b, point);
        }
        return a % b;
    }

    // u64

    public static long addUnsigned(long a, long b, Guard guard, int point) {
        long sum = a + b;
        if (Long.compareUnsigned(sum, a) < 0) {
            throw guard.failed(a, b, point);
        }
        return sum;
    }

    public static long subUnsigned(long a, long b, Guard guard, int point) {
        if (Long.compareUnsigned(a, b) < 0) {
            throw guard.failed(a, b, point);
        }
        return a - b;
    }

    public static long mulUnsigned(long a, long b, Guard guard, int point) {
        if (Math.unsignedMultiplyHigh(a, b) != 0) {
            throw guard.failed(a, b, point);
        }
        return a * b;
    }

    public static long divUnsigned(long a, long b, Guard guard, int point) {
        if (b == 0) {
            throw guard.failed(a, b, point);
        }
        return Long.divideUnsigned(a, b);
    }

    public static long remUnsigned(long a, long b, Guard guard, int point) {
        if (b == 0) {
            throw guard.failed(a, b, point);
        }
        return Long.remainderUnsigned(a, b);
    }

    // Shifts: the amount is of any integer type

    public static long shl(long a, long amount, int bits, Guard guard, int point) {
        if (amount < 0 || amount >= bits) {
            throw guard.failed(a, amount, point);
        }
        return a << amount;
    }

    public static long shr(long a, long amount, int bits, Guard guard, int point) {
        if (amount < 0 || amount >= bits) {
            throw guard.failed(a, amount, point);
        }
        return a >> amount;
    }

    public static long shrUnsigned(long a, long amount, int bits, Guard guard, int point) {
        if (amount < 0 || amount >= bits) {
            throw guard.failed(a, amount, point);
        }
        return a >>> amount;
    }

    // Others

    public static long neg(long a, long min, Guard guard, int point) {
        if (a == min) {
            throw guard.failed(a, 0, point);
        }
        return -a;
    }

    public static long abs(long a, long min, Guard guard, int point) {
        if (a == min) {
            throw guard.failed(a, 0, point);
        }
        return Math.abs(a);
    }

    public static long remEuclid(long a, long b, long min, Guard guard, int point) {
        if (b == 0 || b == -1 && a == min) {
            throw guard.failed(a, b, point);
        }
        long rest = a % b;
        return rest < 0 ? rest + Math.abs(b) : rest;
    }

    public static long divEuclid(long a, long b, long min, Guard guard, int point) {
        if (b == 0 || b == -1 && a == min) {
            throw guard.failed(a, b, point);
        }
        long quotient = a / b;
        return a % b >= 0 ? quotient : b > 0 ? quotient - 1 : quotient + 1;
    }

    public static long minUnsigned(long a, long b) {
        return Long.compareUnsigned(a, b) <= 0 ? a : b;
    }

    public static long maxUnsigned(long a, long b) {
        return Long.compareUnsigned(a, b) >= 0 ? a : b;
    }

    // Casts

    public static double unsignedToDouble(long bits) {
        return bits >= 0 ? bits : halved(bits) * 2.0;
    }

    public static float unsignedToFloat(long bits) {
        return bits >= 0 ? bits : (float) halved(bits) * 2.0f;
    }

    /// Half of an unsigned number; the bit that falls off is kept below, so that rounding still
    /// sees it.
    private static long halved(long bits) {
        return bits >>> 1 | bits & 1;
    }

    public static long doubleToUnsigned(double value) {
        // NaN is 0, as in Rust.
        if (!(value > 0)) {
            return 0;
        }
        if (value < 0x1p63) {
            return (long) value;
        }
        return value >= 0x1p64 ? -1 : (long) (value - 0x1p63) ^ Long.MIN_VALUE;
    }

    public static long clamp(long value, long min, long max) {
        return Math.max(min, Math.min(max, value));
    }

    /// Where the next 1024 turns of a counted loop end: between them nothing is polled.
    public static long chunk(long from, long to) {
        long end = from + 1024;
        return end < from || end > to ? to : end;
    }
}
