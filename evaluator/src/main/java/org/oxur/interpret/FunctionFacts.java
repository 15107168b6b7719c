package org.oxur.interpret;

import java.util.ArrayList;
import org.oxur.module.Function;
import org.oxur.text.Counted;
import org.oxur.tier.Background;
import org.oxur.tier.Promotion;
import org.oxur.tier.Standing;
import org.oxur.tier.Tier;
import org.oxur.value.Hashing;
import org.oxur.value.Keyword;
import org.oxur.value.MapValue;
import org.oxur.value.StringValue;
import org.oxur.value.VecValue;

/// What is known of a function's past and future, for `versions` and `explain`.
final class FunctionFacts {
    private FunctionFacts() {}

    /// The versions that are kept, oldest first: a map for each.
    static VecValue versions(Function function, Background background) {
        var versions = new VecValue();
        for (var version : function.versions()) {
            var map = new MapValue();
            put(map, "version", (long) version.number());
            put(map, "author", StringValue.of(version.author()));
            put(map, "time", StringValue.of(version.made().toString()));
            var millis = new MapValue();
            background
                    .millis(function, version)
                    .forEach((tier, took) -> put(millis, tier.word(), took));
            put(map, "compile-ms", millis);
            versions.add(map);
        }
        return versions;
    }

    private static void put(MapValue map, String key, Object value) {
        map.put(Keyword.of(key), value, Hashing.KEYS);
    }

    /// Lines of text: where it is, why, and what could come next.
    static String explanation(Function function, Background background, Promotion promotion) {
        var standing = background.standing(function);
        var tier = FunctionCode.tier(function);
        long calls = Definitions.calls(function);
        long turns = FunctionCode.turns(function);
        var lines = new ArrayList<String>();
        lines.add(
                "`%s` v%d is %s: %s"
                        .formatted(
                                function.name(),
                                function.current().number(),
                                tier.word(),
                                why(standing, tier, calls, promotion)));
        lines.add(
                "called %,d %s; its loops took %,d %s, which weigh as %,d %s"
                        .formatted(
                                calls,
                                Counted.noun(calls, "time"),
                                turns,
                                Counted.noun(turns, "turn"),
                                turns / Promotion.TURNS,
                                Counted.noun(turns / Promotion.TURNS, "call")));
        var next = standing.next();
        if (next != null) {
            var reason = next.reason();
            boolean outdated = calls > 0 && reason != null && reason.contains("(call it once)");
            lines.add(
                    next.tier().word()
                            + ": "
                            + (reason == null
                                    ? next.state().word()
                                    : outdated ? "not asked for since it was called" : reason));
        } else if (promotion.highest().compareTo(tier) > 0) {
            lines.add(thresholds(promotion, tier));
        }
        var deopt = standing.lastDeopt();
        if (deopt != null) {
            lines.add(
                    "its code was thrown away %s: %s"
                            .formatted(
                                    deopt.count() == 1 ? "once" : deopt.count() + " times",
                                    deopt.reason()));
        }
        return String.join("\n", lines) + "\n";
    }

    private static String why(Standing standing, Tier tier, long calls, Promotion promotion) {
        if (standing.pinned()) {
            return "it is pinned there";
        }
        if (tier != Tier.INTERPRETED) {
            return switch (standing.madeFor()) {
                case ASKED ->
                        promotion.forced()
                                ? "everything is compiled at its first call"
                                : "someone asked for it";
                case SPECULATIVE -> "something that is called often calls it";
                case HOT -> "it was called often";
                case null -> "it came there with what calls it";
            };
        }
        var next = standing.next();
        if (next != null && next.state() == Standing.State.BLOCKED) {
            return "it was not compiled";
        }
        return calls == 0 ? "it was not called" : "it was not called often";
    }

    private static String thresholds(Promotion promotion, Tier tier) {
        if (promotion.forced()) {
            return "it is compiled at its first call";
        }
        return tier == Tier.INTERPRETED
                ? "jit after %,d calls, native after %,d"
                        .formatted(promotion.warmCalls(), promotion.hotCalls())
                : "native after %,d calls".formatted(promotion.hotCalls());
    }
}
