package org.oxur.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks running code to stop, within 100 ms.
public record NodeCancel(@Nullable String evalId) {
    public record Result(List<String> asked) {}
}
