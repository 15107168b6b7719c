package org.oxur.frontend.lisp;

import java.util.ArrayList;
import java.util.List;
import org.oxur.ast.Datum.Shape;
import org.oxur.ast.Generics;
import org.oxur.ast.Ident;
import org.oxur.ast.Lit;
import org.oxur.ast.Path;
import org.oxur.ast.Type;
import org.oxur.text.Span;

/// Forms that stand where a type is meant.
final class Types {
    private Types() {}

    static Type type(Form form) {
        var prefixed = Forms.prefixed(form);
        if (prefixed != null) {
            return switch (prefixed.prefix()) {
                case BORROW -> new Type.Reference(form.span(), false, type(prefixed.form()));
                case BORROW_MUT -> new Type.Reference(form.span(), true, type(prefixed.form()));
                case QUOTE, QUASIQUOTE, UNQUOTE, SPLICE -> throw notType(form);
            };
        }
        return switch (form) {
            case Form.Symbol(var span, var name, _) when name.equals("_") -> new Type.Infer(span);
            case Form.Symbol symbol -> new Type.Named(symbol.span(), path(symbol, List.of()));
            case Form.Literal(var span, Lit.Unit()) -> new Type.Tuple(span, List.of());
            case Form.Sequence(var span, var shape, var items) when shape == Shape.TUPLE ->
                    new Type.Tuple(span, types(items));
            case Form.Sequence list when list.is(Shape.LIST) && !list.items().isEmpty() ->
                    application(list);
            case Form.Literal _, Form.Sequence _, Form.Prefixed _ -> throw notType(form);
        };
    }

    static List<Type> types(List<Form> forms) {
        return forms.stream().map(Types::type).toList();
    }

    private static Type application(Form.Sequence list) {
        var items = list.items();
        var span = list.span();
        if (items.size() == 1 && Forms.prefixed(items.getFirst()) != null) {
            return type(items.getFirst());
        }
        if (!(items.getFirst() instanceof Form.Symbol head)) {
            throw notType(list);
        }
        var arguments = Forms.arguments(list);
        return switch (head.name()) {
            case "&" -> new Type.Reference(span, false, type(only(list)));
            case "dyn" -> new Type.TraitObject(span, traitPath(only(list)));
            case "Fn" -> function(list);
            default -> {
                if (!Forms.namesDefinition(head.name())) {
                    throw notType(list);
                }
                yield new Type.Named(span, path(head, types(arguments)));
            }
        };
    }

    private static Form only(Form.Sequence list) {
        if (list.items().size() != 2) {
            throw notType(list);
        }
        return list.items().get(1);
    }

    private static Type function(Form.Sequence list) {
        var cursor = new Cursor(Forms.arguments(list));
        var inputs = cursor.takeSequence(Shape.VEC);
        if (inputs == null) {
            throw notFunction(list);
        }
        Type output = null;
        if (cursor.takeSymbol("->")) {
            if (!cursor.hasNext()) {
                throw notFunction(list);
            }
            output = type(cursor.take());
        }
        if (cursor.hasNext()) {
            throw notFunction(list);
        }
        return new Type.Function(list.span(), types(inputs.items()), output);
    }

    private static Refused notFunction(Form form) {
        return Refused.malformed(form, "malformed function type", "`(Fn [A B] -> R)`");
    }

    private static Refused notType(Form form) {
        return Refused.malformed(
                form,
                "this is no type",
                "types are `i64`, `(Vec T)`, `{A B}`, `&T`, `(Fn [A] -> R)` …");
    }

    /// `Display`, `(From String)`, `(& T)` are paths of traits only in the first two shapes.
    static Path traitPath(Form form) {
        return type(form) instanceof Type.Named(_, var path) ? path : throwNotTrait(form);
    }

    private static Path throwNotTrait(Form form) {
        throw Refused.malformed(form, "the name of a trait must stand here");
    }

    static Path path(Form.Symbol symbol, List<Type> arguments) {
        return path(symbol, arguments, symbol.mark() != 0);
    }

    /// `a::b::c`; the arguments belong to the last segment.
    static Path path(Form.Symbol symbol, List<Type> arguments, boolean global) {
        var name = symbol.name();
        if (!name.contains("::")) {
            return new Path(
                    symbol.span(),
                    List.of(new Path.Segment(new Ident(symbol.span(), name), arguments)),
                    global);
        }
        var segments = new ArrayList<Path.Segment>();
        int from = 0;
        while (from <= name.length()) {
            int end = name.indexOf("::", from);
            boolean last = end < 0;
            int to = last ? name.length() : end;
            if (to == from) {
                throw Refused.malformed(symbol, "`" + name + "` is no path", "`module::name`");
            }
            var ident = new Ident(part(symbol, from, to), name.substring(from, to));
            segments.add(new Path.Segment(ident, last ? arguments : List.of()));
            from = last ? name.length() + 1 : to + 2;
        }
        return new Path(symbol.span(), segments, global);
    }

    /// The place of a part of a name; of the whole name where it does not stand in the text as it
    /// is.
    static Span part(Form.Symbol symbol, int from, int to) {
        var span = symbol.span();
        if (span.template() != null || span.length() != symbol.name().length()) {
            return span;
        }
        return span.source().span(span.start() + from, span.start() + to);
    }

    /// `[T (U Display Clone)]`.
    static Generics generics(Form.Sequence vector) {
        var parameters = new ArrayList<Generics.Parameter>();
        for (var item : vector.items()) {
            if (item instanceof Form.Symbol(var span, var name, _) && isParameter(name)) {
                parameters.add(new Generics.Parameter(new Ident(span, name), List.of()));
            } else if (Forms.head(item) instanceof Form.Symbol(var span, var name, _)
                    && isParameter(name)) {
                var bounds =
                        Forms.arguments((Form.Sequence) item).stream()
                                .map(Types::traitPath)
                                .toList();
                parameters.add(new Generics.Parameter(new Ident(span, name), bounds));
            } else {
                throw Refused.malformed(item, "a type parameter is a capitalised name");
            }
        }
        return new Generics(parameters);
    }

    /// A vector of capitalised names, so type parameters and no parameters or fields.
    static boolean areGenerics(Form.Sequence vector) {
        return !vector.items().isEmpty()
                && vector.items().stream()
                        .allMatch(item -> {
                            var name =
                                    item instanceof Form.Symbol symbol ? symbol : Forms.head(item);
                            return name != null && isParameter(name.name());
                        });
    }

    private static boolean isParameter(String name) {
        return Character.isUpperCase(name.codePointAt(0)) && !name.contains("::");
    }

    /// Could stand for a type where one is optional: `(parse s i64)`.
    static boolean looksLikeType(Form form) {
        return switch (form) {
            case Form.Symbol(_, var name, _) -> isTypeName(name);
            case Form.Sequence(_, var shape, var items) ->
                    shape == Shape.TUPLE
                            ? items.stream().allMatch(Types::looksLikeType)
                            : Forms.head(form) instanceof Form.Symbol(_, var name, _)
                                    && isTypeName(name);
            case Form.Literal(_, var lit) -> lit instanceof Lit.Unit;
            case Form.Prefixed _ -> false;
        };
    }

    private static boolean isTypeName(String name) {
        return switch (name) {
            case "i8", "i16", "i32", "i64", "i128", "isize" -> true;
            case "u8", "u16", "u32", "u64", "u128", "usize" -> true;
            case "f32", "f64", "bool", "char", "str", "_" -> true;
            default ->
                    Character.isUpperCase(
                            name.codePointAt(
                                    name.lastIndexOf(':') + 1 < name.length()
                                            ? name.lastIndexOf(':') + 1
                                            : 0));
        };
    }
}
