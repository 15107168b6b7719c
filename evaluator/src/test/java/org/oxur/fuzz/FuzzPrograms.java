package org.oxur.fuzz;

import java.io.IOException;
import java.util.SplittableRandom;

/// The programs of a seed, one after the other: mutations of good ones, calls of all that is built
/// in with values of all kinds, and programs made whole.
final class FuzzPrograms {
    private final Mutations mutations;
    private final RandomCalls calls;
    private final RandomPrograms programs;
    private int made;

    FuzzPrograms(long seed) throws IOException {
        var random = new SplittableRandom(seed);
        mutations = new Mutations(random, Syntaxes.corpus());
        calls = new RandomCalls(random);
        programs = new RandomPrograms(random);
    }

    String next() {
        return switch (made++ % 8) {
            case 0 -> calls.program();
            case 2, 6 -> programs.program();
            default -> mutations.program();
        };
    }
}
