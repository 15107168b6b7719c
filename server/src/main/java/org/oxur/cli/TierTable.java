package org.oxur.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.oxur.engine.FunctionInfo;
import org.oxur.engine.Session;
import org.oxur.text.Counted;

/// What executed the functions of a run, those called most often first: `oxur run --tiers`.
final class TierTable {
    private TierTable() {}

    static List<String> of(Session session) {
        var called =
                session.functions().stream()
                        .filter(function -> function.calls() > 0)
                        .sorted(Comparator.comparing(FunctionInfo::calls).reversed())
                        .toList();
        int width = called.stream().mapToInt(function -> function.name().length()).max().orElse(0);
        var lines = new ArrayList<String>();
        for (var function : called) {
            lines.add(line(function, width));
        }
        var forecast = session.tiers().background().forecast();
        if (forecast.made() > 0) {
            lines.add(
                    "compiled on a guess: %d, hot later: %d, redefined before: %d"
                            .formatted(forecast.made(), forecast.hits(), forecast.misses()));
        }
        return lines;
    }

    private static String line(FunctionInfo function, int width) {
        var standing = function.standing();
        var words =
                new StringBuilder(
                        String.format(
                                Locale.ROOT,
                                "%-" + Math.max(1, width) + "s  %-11s  %,12d %s",
                                function.name(),
                                function.tier(),
                                function.calls(),
                                Counted.noun(function.calls(), "call")));
        if (standing.millis() > 0) {
            words.append("  compiled in ").append(standing.millis()).append(" ms");
        }
        if (function.reason() != null) {
            words.append("  (").append(function.reason()).append(')');
        }
        return words.toString();
    }
}
