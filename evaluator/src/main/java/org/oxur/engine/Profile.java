package org.oxur.engine;

import java.util.ArrayList;
import org.oxur.interpret.Definitions;
import org.oxur.interpret.FunctionCode;
import org.oxur.module.Function;
import org.oxur.tier.Background;

/// What was counted of a function, as text. Nobody measures its time: that would cost each call
/// more than many functions take.
final class Profile {
    private Profile() {}

    static String of(Function function, Background background) {
        var standing = background.standing(function);
        var lines = new ArrayList<String>();
        lines.add(
                "%s v%d, %s"
                        .formatted(
                                function.name(),
                                function.current().number(),
                                FunctionCode.tier(function).word()));
        long calls = function.earlierCalls() + Definitions.calls(function);
        lines.add("calls: %,d, without those from compiled code".formatted(calls));
        lines.add(
                "turns of loops: %,d, as far as they were interpreted"
                        .formatted(FunctionCode.turns(function)));
        for (var version : function.versions()) {
            background
                    .millis(function, version)
                    .forEach((tier, millis) ->
                            lines.add(
                                    "v%d compiled to %s in %,d ms"
                                            .formatted(version.number(), tier.word(), millis)));
        }
        var deopt = standing.lastDeopt();
        if (deopt != null) {
            lines.add("code thrown away: %,d, last: %s".formatted(deopt.count(), deopt.reason()));
        }
        return String.join("\n", lines) + "\n";
    }
}
