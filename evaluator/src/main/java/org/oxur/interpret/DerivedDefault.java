package org.oxur.interpret;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Block;
import org.oxur.ast.Expr;
import org.oxur.ast.Generics;
import org.oxur.ast.Ident;
import org.oxur.ast.Item;
import org.oxur.ast.Lit;
import org.oxur.ast.Path;
import org.oxur.ast.Signature;
import org.oxur.ast.Stmt;
import org.oxur.ast.Type;
import org.oxur.error.OxurPanic;
import org.oxur.error.TypeError;
import org.oxur.text.Span;

/// What `:derive [Default]` stands for: an `impl` that makes the struct of the defaults of its
/// fields.
final class DerivedDefault {
    private final Item.Struct struct;
    private final Span span;

    private DerivedDefault(Item.Struct struct, Span span) {
        this.struct = struct;
        this.span = span;
    }

    /// @param derive the word `Default`, where it stands
    /// @throws OxurPanic `type-mismatch` where a field has no type that has a default
    static Item.Impl of(Item.Struct struct, Path derive) {
        return new DerivedDefault(struct, derive.span()).implementation(derive);
    }

    private Item.Impl implementation(Path derive) {
        var fields = new ArrayList<Expr.FieldValue>();
        for (var field : struct.fields()) {
            fields.add(new Expr.FieldValue(field.ident(), value(field, field.type())));
        }
        var own = Path.of(struct.ident());
        var body =
                new Block(
                        span,
                        List.of(
                                new Stmt.Evaluation(
                                        span, new Expr.Struct(span, own, fields, null), false)));
        var sig = new Signature(span, new Ident(span, "default"), Generics.NONE, List.of(), null);
        return new Item.Impl(
                span,
                struct.generics(),
                derive,
                new Type.Named(span, own),
                List.of(new Item.Fn(span, true, sig, body, null)));
    }

    private Expr value(Item.FieldDef field, @Nullable Type type) {
        return switch (type) {
            case Type.Named(_, var path) -> named(field, path);
            case Type.Tuple(_, var parts) ->
                    parts.isEmpty()
                            ? new Expr.Literal(span, new Lit.Unit())
                            : new Expr.Tuple(
                                    span, parts.stream().map(part -> value(field, part)).toList());
            case Type.Reference(_, var mutable, Type.Named(_, var path))
                    when !mutable && path.name().equals("str") ->
                    new Expr.Literal(span, new Lit.Str(""));
            case Type.Reference _, Type.Function _, Type.TraitObject _, Type.Infer _ ->
                    throw none(field);
            case null -> throw none(field);
        };
    }

    private Expr named(Item.FieldDef field, Path path) {
        var arguments = path.segments().getLast().arguments();
        var name = path.name();
        if (!arguments.isEmpty()) {
            switch (name) {
                case "Box":
                    return value(field, arguments.getFirst());
                case "Rc", "RefCell":
                    return call(List.of(name, "new"), List.of(value(field, arguments.getFirst())));
                default:
                    break;
            }
        }
        if (name.equals("nil")) {
            return new Expr.Literal(span, new Lit.Unit());
        }
        var names = new ArrayList<>(Types.names(path));
        names.add("default");
        return call(names, List.of());
    }

    private Expr call(List<String> names, List<Expr> arguments) {
        var segments =
                names.stream()
                        .map(name -> new Path.Segment(new Ident(span, name), List.of()))
                        .toList();
        return new Expr.Call(span, new Expr.Name(span, new Path(span, segments, false)), arguments);
    }

    private OxurPanic none(Item.FieldDef field) {
        return new OxurPanic(
                new TypeError.TypeMismatch(
                        span,
                        "`Default` cannot be derived: the field `"
                                + field.ident().name()
                                + "` has no type with a default",
                        "`(impl Default "
                                + struct.ident().name()
                                + " (defn default [] …))` says what it is"));
    }
}
