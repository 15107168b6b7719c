package org.oxur.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.text.Span;
import org.oxur.tier.Standing;

/// A function of the program, as it is now.
///
/// @param name with its module or type
/// @param version of the current definition, from 1
/// @param tier what executes it: `interpreted`, `jit`, `native`
/// @param reason why no faster tier executes it, in words; null when there is nothing to say
/// @param calls so far, of all versions
/// @param arity `1`, or `1+` with a rest parameter
/// @param signature as written: `[n]`, `[(w f64) (h f64)] -> f64`
/// @param span where the current version is defined
/// @param source text of the current version
/// @param versions numbers of the versions that are kept, oldest first
/// @param uses names of the functions, statics and types that its current version mentions
/// @param turns of its loops, as far as they were interpreted
/// @param author the text that the current version came from
/// @param standing why it is in its tier
public record FunctionInfo(
        String name,
        int version,
        String tier,
        @Nullable String reason,
        long calls,
        String arity,
        String signature,
        @Nullable String doc,
        Span span,
        String source,
        List<Integer> versions,
        List<String> uses,
        long turns,
        String author,
        Standing standing) {
    public FunctionInfo {
        versions = List.copyOf(versions);
        uses = List.copyOf(uses);
    }
}
