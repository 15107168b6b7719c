package org.oxur.compiler.trap;

import java.util.List;
import org.oxur.error.OxurPanic;
import org.oxur.module.Function;
import org.oxur.module.Version;
import org.oxur.text.Span;
import org.oxur.tier.Tier;

/// A version of a function that was compiled together with others.
///
/// @param definition all of it
/// @param ident its name there
public record Part(String name, int version, Span definition, Span ident) {
    public static Part of(Function function, Version version) {
        return new Part(
                function.name(),
                version.number(),
                version.tree().span(),
                version.tree().sig().ident().span());
    }

    /// Adds to the trace of an error what native code, which keeps no frames, lets know: in which
    /// function it happened, where that is not the one that was called from outside.
    ///
    /// @param parts the first was called
    public static void trace(OxurPanic panic, List<Part> parts) {
        var entry = parts.getFirst();
        for (var part : parts) {
            if (part.definition.contains(panic.at())) {
                if (part != entry) {
                    panic.left(part.name, part.version, Tier.NATIVE.word(), entry.ident);
                }
                return;
            }
        }
    }
}
