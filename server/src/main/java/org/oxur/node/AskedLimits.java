package org.oxur.node;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.oxur.engine.Limits;
import org.oxur.frontend.PrintLimits;
import org.oxur.protocol.Print;

/// What a message says of limits, in the engine's terms; what it leaves open is as usual.
final class AskedLimits {
    private AskedLimits() {}

    static Limits limits(org.oxur.protocol.@Nullable Limits asked) {
        if (asked == null) {
            return Limits.NONE;
        }
        var time = asked.wallMs() == null ? null : Duration.ofMillis(asked.wallMs());
        return new Limits(
                time,
                asked.reductions() == null ? 0 : Math.max(0, asked.reductions()),
                Limits.DEFAULT_DEPTH,
                asked.heapBytes() == null ? 0 : Math.max(0, asked.heapBytes()));
    }

    static PrintLimits printLimits(@Nullable Print asked) {
        var usual = PrintLimits.PROMPT;
        if (asked == null) {
            return usual;
        }
        return new PrintLimits(
                asked.maxItems() == null ? usual.maxItems() : asked.maxItems(),
                asked.maxDepth() == null ? usual.maxDepth() : asked.maxDepth(),
                asked.maxBytes() == null ? usual.maxChars() : asked.maxBytes());
    }
}
