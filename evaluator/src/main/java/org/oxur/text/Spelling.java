package org.oxur.text;

import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// Which known name an unknown one may have been meant to be.
public final class Spelling {
    /// Beyond, a name is no slip of the fingers, and comparing costs.
    private static final int MAX_LENGTH = 40;

    private Spelling() {}

    /// The nearest of the names, or null when none is near: one edit, or one per three letters. Two
    /// neighbouring letters exchanged are one edit. Of several that are equally near, one with the
    /// same letters and one with the same beginning come first, then the order of the alphabet. A
    /// name of one letter resembles nothing.
    public static @Nullable String nearest(String wrong, Collection<String> names) {
        if (wrong.length() < 2 || wrong.length() > MAX_LENGTH) {
            return null;
        }
        int bound = Math.max(1, wrong.length() / 3);
        String best = null;
        int least = bound;
        for (var name : names) {
            if (Math.abs(name.length() - wrong.length()) > least || name.equals(wrong)) {
                continue;
            }
            int distance = distance(wrong, name);
            if (distance < least
                    || distance == least && (best == null || isLikelier(name, best, wrong))) {
                best = name;
                least = distance;
            }
        }
        return best;
    }

    private static boolean isLikelier(String name, String best, String wrong) {
        int score = score(name, wrong) - score(best, wrong);
        return score == 0 ? name.compareTo(best) < 0 : score > 0;
    }

    private static int score(String name, String wrong) {
        boolean sameLetters =
                name.length() == wrong.length()
                        && Arrays.equals(
                                name.chars().sorted().toArray(), wrong.chars().sorted().toArray());
        return (sameLetters ? 2 : 0) + (name.charAt(0) == wrong.charAt(0) ? 1 : 0);
    }

    private static int distance(String a, String b) {
        var before = new int[b.length() + 1];
        var last = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            var row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + change);
                boolean exchanged =
                        i > 1
                                && j > 1
                                && a.charAt(i - 1) == b.charAt(j - 2)
                                && a.charAt(i - 2) == b.charAt(j - 1);
                if (exchanged) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
            }
            before = last;
            last = row;
        }
        return last[b.length()];
    }
}
