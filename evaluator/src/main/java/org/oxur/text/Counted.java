package org.oxur.text;

/// Counted things in a message: `1 argument`, `2 arguments`.
public final class Counted {
    private Counted() {}

    /// @param noun one of them, of those whose plural ends in `s`
    public static String of(long count, String noun) {
        return count + " " + noun(count, noun);
    }

    /// The word alone, behind a number that is written another way.
    public static String noun(long count, String noun) {
        return count == 1 ? noun : noun + "s";
    }
}
