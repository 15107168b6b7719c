package org.oxur.ide;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// Which known name an unknown one may have been meant to be.
final class Spelling {
    private Spelling() {}

    /// The nearest of the names, or null when none is near: at most one edit per three letters,
    /// transpositions counted as one.
    static @Nullable String nearest(String wrong, Collection<String> names) {
        int limit = Math.max(1, wrong.length() / 3);
        String best = null;
        int least = limit + 1;
        for (var name : names) {
            if (Math.abs(name.length() - wrong.length()) >= least || name.equals(wrong)) {
                continue;
            }
            int distance = distance(wrong, name);
            if (distance < least
                    || (distance == least && best != null && name.compareTo(best) < 0)) {
                best = distance <= limit ? name : best;
                least = Math.min(least, distance);
            }
        }
        return wrong.length() < 2 ? null : best;
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
                if (i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
            }
            before = last;
            last = row;
        }
        return last[b.length()];
    }
}
