package org.oxur.compiler.crate;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A public function of a crate.
///
/// @param path below the crate: modules, type, name
/// @param names of the parameters
/// @param parameters empty where it cannot be called
/// @param why it cannot be called, in words that follow its name; null where it can
record ApiFunction(
        List<String> path,
        List<String> names,
        List<RustType> parameters,
        RustType result,
        String doc,
        @Nullable String why) {
    ApiFunction {
        path = List.copyOf(path);
        names = List.copyOf(names);
        parameters = List.copyOf(parameters);
    }

    static ApiFunction beyond(List<String> path, String doc, String why) {
        return new ApiFunction(path, List.of(), List.of(), RustType.Plain.UNIT, doc, why);
    }

    String name() {
        return path.getLast();
    }

    /// `levenshtein [a b]`: all is taken as it is given, references as references.
    String plainSignature() {
        return name() + " [" + (why == null ? String.join(" ", names) : "& arguments") + "]";
    }

    /// `levenshtein [(a &str) (b &str)] -> usize`, for people.
    String shown() {
        return name()
                + IntStream.range(0, parameters.size())
                        .mapToObj(i -> "(" + names.get(i) + " " + parameters.get(i).shown() + ")")
                        .collect(Collectors.joining(" ", " [", "]"))
                + (result == RustType.Plain.UNIT ? "" : " -> " + result.shown());
    }
}
