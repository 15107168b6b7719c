package org.oxur.ide;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.IntType;
import org.oxur.builtin.Builtins;

/// The methods that values have by themselves, each with what it is called on.
public final class ReceiverMethods {
    /// What every value has.
    public static final String ANY = "All values";

    private ReceiverMethods() {}

    /// @param receiver as the language reference titles it: `Strings`
    /// @param signature without the name: `[&s] -> String`
    public record Method(String name, String receiver, String signature, String doc) {}

    public static List<Method> builtIn() {
        return Builtins.chapters().stream()
                .filter(Builtins.Chapter::methods)
                .flatMap(chapter ->
                        chapter.functions().stream()
                                .map(function ->
                                        new Method(
                                                function.name(),
                                                chapter.title(),
                                                function.signature()
                                                        .substring(function.name().length())
                                                        .strip(),
                                                function.doc())))
                .toList();
    }

    /// The receiver that a type of that name is, `String` or `(Vec i64)`; null for types of the
    /// program and those nobody can write.
    public static @Nullable String of(String type) {
        var name = type.replaceFirst("^\\(", "").split("[\\s)<]", 2)[0];
        if (IntType.named(name) != null) {
            return "Integers";
        }
        return switch (name) {
            case "f64", "f32" -> "Floats";
            case "str", "String" -> "Strings";
            case "Vec" -> "Vectors";
            case "HashMap" -> "Maps";
            case "HashSet" -> "Sets";
            case "Option" -> "Option";
            case "Result" -> "Result";
            case "char" -> "Characters";
            case "bool" -> "Booleans";
            case "Ordering" -> "Orderings";
            default -> null;
        };
    }

    /// The type of a value that is written out at the beginning of the text, told from its first
    /// characters; null when that does not tell.
    public static @Nullable String ofLiteral(String text) {
        var value = text.stripLeading().replaceFirst("^&(?:mut )?", "");
        if (value.startsWith("#{")) {
            return "Maps";
        }
        if (value.startsWith("true") || value.startsWith("false")) {
            return "Booleans";
        }
        return switch (value.isEmpty() ? ' ' : value.charAt(0)) {
            case '"' -> "Strings";
            case '[' -> "Vectors";
            case '\\' -> "Characters";
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' ->
                    value.matches("(?s)-?[\\d_]+\\.\\d.*") ? "Floats" : "Integers";
            default -> null;
        };
    }
}
