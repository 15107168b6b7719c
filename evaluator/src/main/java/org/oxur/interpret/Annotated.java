package org.oxur.interpret;

import org.jspecify.annotations.Nullable;
import org.oxur.ast.Pat;
import org.oxur.ast.Type;

/// A pattern without the types written around it.
///
/// @param type the test for the innermost of them, null if there is none
record Annotated(Pat pat, @Nullable TypeTest type) {
    /// @param type what is declared beside the pattern, or null
    static Annotated of(Pat pat, @Nullable Type type, Types types) {
        var test = type == null ? null : types.test(type);
        while (pat instanceof Pat.Typed(_, var inner, var declared)) {
            test = types.test(declared);
            pat = inner;
        }
        return new Annotated(pat, test);
    }
}
