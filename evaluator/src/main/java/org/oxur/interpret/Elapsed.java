package org.oxur.interpret;

/// A duration as `time` prints it.
public final class Elapsed {
    private static final long NANOS_PER_MICRO = 1_000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private Elapsed() {}

    /// `15ms`, below that `380µs` or `120ns`.
    public static String words(long nanos) {
        if (nanos >= NANOS_PER_MILLI) {
            return nanos / NANOS_PER_MILLI + "ms";
        } else if (nanos >= NANOS_PER_MICRO) {
            return nanos / NANOS_PER_MICRO + "µs";
        }
        return nanos + "ns";
    }
}
