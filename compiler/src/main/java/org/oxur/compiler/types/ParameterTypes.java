package org.oxur.compiler.types;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.FnArg;
import org.oxur.ast.Pat;
import org.oxur.ast.Type;
import org.oxur.module.Function;

/// For which types a function is compiled: those that it declares, else those that it was called
/// with.
public final class ParameterTypes {
    private ParameterTypes() {}

    /// @param samples arguments of a call, null where they have no type that is known here; empty
    ///   when there was none
    /// @throws Uncompilable when a type is neither declared nor known from a call
    public static List<ValueType> of(Function function, List<@Nullable Object> samples)
            throws Uncompilable {
        var types = new ArrayList<ValueType>();
        var inputs = function.signature().inputs();
        for (int i = 0; i < inputs.size(); i++) {
            var input = inputs.get(i);
            var declared = input instanceof FnArg.Typed typed ? declared(typed) : null;
            if (declared != null) {
                types.add(Types.of(declared));
                continue;
            }
            if (samples.isEmpty()) {
                throw new Uncompilable(input.span(), "a parameter of unknown type (call it once)");
            }
            var sample = samples.get(i);
            var type = sample == null ? null : Types.of(sample);
            if (type == null) {
                throw new Uncompilable(input.span(), "a parameter that is not a number or boolean");
            }
            types.add(type);
        }
        return types;
    }

    private static @Nullable Type declared(FnArg.Typed input) {
        var type = input.type();
        for (var pat = input.pat(); pat instanceof Pat.Typed typed; pat = typed.pat()) {
            type = typed.type();
        }
        return type;
    }
}
