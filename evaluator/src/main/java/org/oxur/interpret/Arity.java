package org.oxur.interpret;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.FnArg;
import org.oxur.ast.Pat;
import org.oxur.error.OxurPanic;
import org.oxur.error.ResolveError;
import org.oxur.error.Site;
import org.oxur.text.Counted;

/// Calls with too many arguments, or too few.
final class Arity {
    private Arity() {}

    static OxurPanic mismatch(Code code, int found, Site site) {
        var function = code.function;
        int wanted = code.rest ? code.parameters - 1 : code.parameters;
        var words = (code.rest ? "at least " : "") + Counted.of(wanted, "argument");
        var hint = function == null ? null : misreadType(function.current().tree().sig().inputs());
        var declared =
                function == null ? code.span : function.current().tree().sig().ident().span();
        return new OxurPanic(
                new ResolveError.ArityMismatch(
                        site.span(), code.name, words, found, hint, declared));
    }

    /// A parameter that is called like a type was to be the type of the one before it.
    private static @Nullable String misreadType(List<FnArg> inputs) {
        for (int i = 1; i < inputs.size(); i++) {
            if (inputs.get(i - 1)
                            instanceof FnArg.Typed(_, Pat.Binding(_, var name, _, _), var given)
                    && inputs.get(i) instanceof FnArg.Typed(_, Pat.Binding(_, var type, _, _), _)
                    && given == null
                    && Types.isBuiltIn(type.name())) {
                var bare = name.name().replaceFirst(":$", "");
                return "`"
                        + type.name()
                        + "` is a parameter here; one with its type is `("
                        + bare
                        + " "
                        + type.name()
                        + ")`";
            }
        }
        return null;
    }
}
