package org.oxur.print;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.IntType;
import org.oxur.ast.Path;
import org.oxur.ast.Type;
import org.oxur.text.Span;

/// Types as Rust writes them.
final class RustTypes {
    private static final Set<String> DYNAMIC =
            Set.of("Any", "Keyword", "Symbol", "List", "Pid", "Ref");

    /// Where a type stands decides what references and functions in it are called.
    enum Place {
        /// Of a function: lifetimes are left to rustc.
        PARAMETER,
        /// Of a function whose result borrows from more than one parameter.
        NAMED_LIFETIME,
        /// Of a struct or an enum.
        FIELD,
        RESULT,
        /// Of a binding, cast or type argument.
        LOCAL
    }

    private final Depth depth;
    private final RustProgram program;

    RustTypes(RustProgram program, Depth depth) {
        this.program = program;
        this.depth = depth;
    }

    String text(Type type, Place place) {
        depth.enter(type.span());
        var text =
                switch (type) {
                    case Type.Named(var span, var path) -> named(span, path, place);
                    case Type.Reference(_, var mutable, var target) ->
                            "&" + lifetime(place) + (mutable ? "mut " : "") + target(target, place);
                    case Type.Tuple(_, var parts) ->
                            parts.size() == 1
                                    ? "(" + text(parts.getFirst(), place) + ",)"
                                    : "(" + all(parts, place) + ")";
                    case Type.Function(var span, var inputs, var output) ->
                            function(span, inputs, output, place);
                    case Type.TraitObject(_, var trait) -> "dyn " + path(trait, place);
                    case Type.Infer _ -> "_";
                };
        depth.leave();
        return text;
    }

    /// What a `type` alone is: `str` behind a reference is not a reference once more.
    private String target(Type target, Place place) {
        return target instanceof Type.Named(_, var path) && path.name().equals("str")
                ? "str"
                : text(target, place);
    }

    private static String lifetime(Place place) {
        return switch (place) {
            case FIELD, NAMED_LIFETIME -> "'a ";
            case PARAMETER, RESULT, LOCAL -> "";
        };
    }

    private String named(Span span, Path path, Place place) {
        var name = path.name();
        if (DYNAMIC.contains(name)) {
            throw new NoCounterpart(span, "the type " + name + " has no counterpart in Rust");
        }
        if (name.equals("Box")) {
            throw new NoCounterpart(span, "boxes are not seen in Oxur, and must be in Rust");
        }
        return switch (name) {
            case "nil" -> "()";
            // A literal's type: a borrowed part of a string is `(& str)`.
            case "str" -> "&'static str";
            default -> path(path, place);
        };
    }

    String path(Path path, Place place) {
        if (isConstant(path)) {
            return (path.segments().size() > 2 ? "std::" : "") + path.name();
        }
        return path.segments().stream()
                        .map(segment -> {
                            var name = RustNames.rust(segment.ident());
                            return segment.arguments().isEmpty()
                                    ? name
                                    : name + "<" + all(segment.arguments(), place) + ">";
                        })
                        .collect(Collectors.joining("::"))
                + (place == Place.FIELD && program.borrows(path.name()) ? "<'a>" : "");
    }

    /// `f64::MIN_POSITIVE`, `f64::consts::PI`: what Rust has under the same name.
    private static boolean isConstant(Path path) {
        var type = path.first().name();
        return path.segments().size() > 1
                && (IntType.named(type) != null || type.equals("f64") || type.equals("f32"))
                && path.last().name().matches("[A-Z][A-Z0-9_]*");
    }

    private String all(List<Type> types, Place place) {
        return types.stream().map(type -> text(type, place)).collect(Collectors.joining(", "));
    }

    private String function(Span span, List<Type> inputs, @Nullable Type output, Place place) {
        var shape =
                "("
                        + all(inputs, place)
                        + ")"
                        + (output == null ? "" : " -> " + text(output, Place.RESULT));
        return switch (place) {
            case PARAMETER, NAMED_LIFETIME, RESULT -> "impl Fn" + shape;
            case FIELD, LOCAL ->
                    throw new NoCounterpart(span, "a function that is stored needs a box in Rust");
        };
    }

    /// True if a value of this type holds a reference in itself.
    boolean borrows(Type type) {
        return switch (type) {
            case Type.Reference _ -> true;
            case Type.Named(_, var path) ->
                    program.borrows(path.name())
                            || path.segments().stream()
                                    .anyMatch(s -> s.arguments().stream().anyMatch(this::borrows));
            case Type.Tuple(_, var parts) -> parts.stream().anyMatch(this::borrows);
            case Type.Function _, Type.TraitObject _, Type.Infer _ -> false;
        };
    }
}
