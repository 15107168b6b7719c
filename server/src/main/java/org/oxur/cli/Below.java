package org.oxur.cli;

import java.nio.file.Path;
import java.util.List;
import org.oxur.engine.FunctionInfo;
import org.oxur.engine.Session;
import org.oxur.tier.Tier;

/// A function that was called and stayed below the tier that a run was forced into.
///
/// @param reason in words
record Below(Path file, FunctionInfo function, String reason) {
    /// Those of a session.
    static List<Below> of(Path file, Session session, Tier wanted) {
        return session.functions().stream()
                .filter(function -> function.calls() > 0)
                .filter(function -> isBelow(function.tier(), wanted))
                .map(function -> new Below(file, function, reason(function)))
                .toList();
    }

    private static boolean isBelow(String tier, Tier wanted) {
        for (var each : Tier.values()) {
            if (each.word().equals(tier)) {
                return each.compareTo(wanted) < 0;
            }
        }
        throw new IllegalArgumentException("no tier: " + tier);
    }

    private static String reason(FunctionInfo function) {
        return function.reason() == null ? "not compiled" : function.reason();
    }

    @Override
    public String toString() {
        return file + ": `" + function.name() + "` is " + function.tier() + " (" + reason + ")";
    }
}
