package org.oxur.compiler.owned;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Expr;
import org.oxur.ast.Path;
import org.oxur.compiler.types.Uncompilable;
import org.oxur.module.Global;
import org.oxur.module.Meaning;
import org.oxur.module.TypeDefinition;
import org.oxur.text.Span;
import org.oxur.value.EnumType;
import org.oxur.value.StructType;

/// What makes values of several parts: literals of collections, structs, variants.
final class Makers {
    private final Lowering lowering;

    Makers(Lowering lowering) {
        this.lowering = lowering;
    }

    /// A struct or variant, with fresh types for what is open in it.
    ///
    /// @param shape null for the variants of `Option` and `Result`
    record Maker(Ty made, List<Ty> types, String name, Nominal.@Nullable Shape shape) {
        String path(Lowering lowering) {
            if (shape == null) {
                return name;
            }
            var rust = lowering.whole.rust().nominal((Ty.Named) made.resolved());
            return ((Ty.Named) made.known()).nominal().isStruct() ? rust : rust + "::" + name;
        }

        int indexOf(String field) {
            return shape == null ? -1 : shape.indexOf(field);
        }

        /// What stands behind the path where there is nothing in it.
        String empty() {
            return shape == null ? "" : " {}";
        }

        String wrap(List<Supplier<String>> parts) {
            if (shape == null) {
                return parts.isEmpty() ? "" : "(" + parts.getFirst().get() + ")";
            }
            var out = new ArrayList<String>();
            for (int i = 0; i < parts.size(); i++) {
                out.add("m" + i + ": " + parts.get(i).get());
            }
            return " { " + String.join(", ", out) + " }";
        }
    }

    /// Null when the path means neither.
    @Nullable Maker maker(Path named, Span span) throws Uncompilable {
        var path = lowering.ofSelf(named);
        return switch (lowering.calls.meaning(path)) {
            case Meaning.OfVariant(var variant) -> variant(path, variant, span);
            case Meaning.Value(var global)
                    when global.kind() == Global.Kind.STRUCT
                            && global.value() instanceof StructType struct -> {
                var definition = global.module().type(struct.name());
                yield definition == null ? null : nominal(definition, 0);
            }
            case Meaning.Unknown _ -> builtIn(path.name());
            default -> null;
        };
    }

    private @Nullable Maker variant(Path path, EnumType.Variant variant, Span span)
            throws Uncompilable {
        if (variant.type() == EnumType.OPTION || variant.type() == EnumType.RESULT) {
            return builtIn(variant.name());
        }
        var module = lowering.routine.function.module();
        var names = path.segments().stream().map(s -> s.ident().name()).toList();
        var definition =
                names.size() > 1
                        ? lowering.whole.type(module, names.subList(0, names.size() - 1))
                        : null;
        if (definition == null) {
            definition = lowering.whole.type(module, List.of(variant.type().name()));
        }
        if (definition == null || definition.enumeration() != variant.type()) {
            throw new Uncompilable(span, "a variant of an earlier definition");
        }
        return nominal(definition, variant.index());
    }

    private static @Nullable Maker builtIn(String name) {
        var item = new Ty.Var();
        return switch (name) {
            case "None" -> new Maker(new Ty.Option(item), List.of(), "None", null);
            case "Some" -> new Maker(new Ty.Option(item), List.of(item), "Some", null);
            case "Ok" -> new Maker(new Ty.Result(item, new Ty.Var()), List.of(item), "Ok", null);
            case "Err" -> new Maker(new Ty.Result(new Ty.Var(), item), List.of(item), "Err", null);
            default -> null;
        };
    }

    private Maker nominal(TypeDefinition definition, int index) throws Uncompilable {
        var nominal = lowering.whole.nominal(definition);
        var arguments = new ArrayList<Ty>();
        for (int i = 0; i < nominal.parameters; i++) {
            arguments.add(new Ty.Var());
        }
        var shape = nominal.shapes.get(index);
        return new Maker(
                new Ty.Named(nominal, arguments),
                shape.types().stream().map(type -> type.of(arguments)).toList(),
                RustTypes.variant(shape.name()),
                shape);
    }

    /// Types of what is expected help literals inside.
    private static void expect(Maker maker, @Nullable Ty expected, Span span) throws Uncompilable {
        if (expected != null
                && expected.known().getClass() == maker.made.getClass()
                && !(expected.known() instanceof Ty.Named(var nominal, _)
                        && nominal != ((Ty.Named) maker.made).nominal())) {
            Unify.same(maker.made, expected, span);
        }
    }

    /// `(Circle 1.0)`, `(Some x)`.
    Code make(Maker maker, List<Expr> arguments, @Nullable Ty expected, Span span)
            throws Uncompilable {
        if (arguments.size() != maker.types.size()) {
            throw new Uncompilable(span, "another number of parts");
        }
        expect(maker, expected, span);
        var parts = new ArrayList<Supplier<String>>();
        boolean reached = true;
        for (int i = 0; i < arguments.size(); i++) {
            var code = part(arguments.get(i), maker.types.get(i));
            reached &= !code.never();
            parts.add(code.text());
        }
        return Code.value(
                reached ? maker.made : Ty.Basic.NEVER,
                () -> boxed(maker, maker.path(lowering) + maker.wrap(parts)));
    }

    private Code part(Expr expr, Ty wanted) throws Uncompilable {
        var code = lowering.stored(lowering.expr(expr, Lowering.hint(wanted), true, false));
        return lowering.coerce(code, wanted, expr.span());
    }

    private static String boxed(Maker maker, String text) {
        return Patterns.isBoxed(maker.made) ? "Box::new(" + text + ")" : text;
    }

    Code struct(Expr.Struct struct, @Nullable Ty expected) throws Uncompilable {
        var span = struct.span();
        var maker = maker(struct.path(), span);
        if (maker == null) {
            throw new Uncompilable(span, "`" + struct.path().name() + "` is no struct");
        }
        expect(maker, expected, span);
        var fields = new ArrayList<Supplier<String>>();
        boolean reached = true;
        for (var field : struct.fields()) {
            int at = maker.indexOf(field.ident().name());
            if (at < 0) {
                throw new Uncompilable(span, "a field that is not there");
            }
            var code = part(field.value(), maker.types.get(at));
            reached &= !code.never();
            fields.add(() -> "m" + at + ": " + code.get());
        }
        var rest = struct.rest();
        if (rest != null) {
            var code = lowering.coerce(lowering.value(rest), maker.made, span);
            boolean boxed = Patterns.isBoxed(maker.made);
            fields.add(() -> ".." + (boxed ? "*" : "") + code.get());
        } else if (fields.size() != maker.types.size()) {
            throw new Uncompilable(span, "a field that is left out");
        }
        return Code.value(
                reached ? maker.made : Ty.Basic.NEVER,
                () ->
                        boxed(
                                maker,
                                maker.path(lowering)
                                        + fields.stream()
                                                .map(Supplier::get)
                                                .collect(Collectors.joining(", ", " { ", " }"))));
    }

    Code vector(Span span, List<Expr> items, @Nullable Ty expected) throws Uncompilable {
        var item =
                expected != null && expected.known() instanceof Ty.Vec(var of) ? of : new Ty.Var();
        var codes = new ArrayList<Code>();
        for (var expr : items) {
            codes.add(part(expr, item));
        }
        return Code.value(
                new Ty.Vec(item),
                () ->
                        codes.stream()
                                .map(Code::get)
                                .collect(Collectors.joining(", ", "vec![", "]")));
    }

    Code tuple(List<Expr> parts, @Nullable Ty expected) throws Uncompilable {
        var codes = new ArrayList<Code>();
        var types = new ArrayList<Ty>();
        for (int i = 0; i < parts.size(); i++) {
            var wanted =
                    expected != null
                                    && expected.known() instanceof Ty.Tuple(var of)
                                    && of.size() == parts.size()
                            ? of.get(i)
                            : new Ty.Var();
            var code = part(parts.get(i), wanted);
            codes.add(code);
            types.add(code.never() ? wanted : code.type());
        }
        return Code.value(
                new Ty.Tuple(types),
                () ->
                        codes.stream().map(Code::get).collect(Collectors.joining(", ", "(", ""))
                                + (codes.size() == 1 ? ",)" : ")"));
    }

    Code map(Span span, List<Expr.MapEntry> entries, @Nullable Ty expected) throws Uncompilable {
        var type =
                expected != null && expected.known() instanceof Ty.Map given
                        ? given
                        : new Ty.Map(new Ty.Var(), new Ty.Var());
        var codes = new ArrayList<Supplier<String>>();
        for (var entry : entries) {
            var key = part(entry.key(), type.key());
            var value = part(entry.value(), type.value());
            codes.add(() -> "m.insert(" + key.get() + ", " + value.get() + "); ");
        }
        return Code.value(
                type,
                () ->
                        codes.stream()
                                .map(Supplier::get)
                                .collect(
                                        Collectors.joining(
                                                "", "{ let mut m = Map::new(); ", "m }")));
    }
}
