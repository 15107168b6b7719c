package org.oxur.print;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.BinOp;
import org.oxur.ast.Expr;
import org.oxur.ast.FloatType;
import org.oxur.ast.Ident;
import org.oxur.ast.Lit;
import org.oxur.ast.Pat;
import org.oxur.ast.Path;
import org.oxur.ast.Type;
import org.oxur.text.Span;

/// The locals in scope and what is plain about their types. It infers no more than a reader does at
/// a glance: rustc does the rest.
final class RustScope {
    private static final Set<String> LENGTHS = Set.of("len", "count");

    /// No more is looked at: a reader would not either.
    private static final int MAX_DEPTH = 20;

    private final RustProgram program;
    private int depth;
    private Map<String, Type> locals = new HashMap<>();

    RustScope(RustProgram program) {
        this.program = program;
    }

    /// To be handed to [#leave] at the end of a block.
    Map<String, Type> enter() {
        var saved = locals;
        locals = new HashMap<>(saved);
        return saved;
    }

    void leave(Map<String, Type> saved) {
        locals = saved;
    }

    boolean isLocal(Path path) {
        return path.segments().size() == 1 && locals.containsKey(path.first().toString());
    }

    void bind(Ident ident, @Nullable Type type) {
        locals.put(ident.toString(), type == null ? new Type.Infer(ident.span()) : type);
    }

    /// Binds what a pattern binds. Only of plain names and tuples of them the types are kept.
    void bind(Pat pat, @Nullable Type type) {
        switch (pat) {
            case Pat.Binding(_, var ident, _, var subpat) -> {
                bind(ident, type);
                if (subpat != null) {
                    bind(subpat, type);
                }
            }
            case Pat.Typed(_, var inner, var declared) -> bind(inner, declared);
            case Pat.Tuple(_, var parts) -> {
                var types =
                        type instanceof Type.Tuple(_, var t) && t.size() == parts.size() ? t : null;
                for (int i = 0; i < parts.size(); i++) {
                    bind(parts.get(i), types == null ? null : types.get(i));
                }
            }
            case Pat.Slice(_, var parts, var rest) -> {
                bindAll(parts);
                if (rest != null) {
                    bind(rest, null);
                }
            }
            case Pat.TupleStruct(_, var path, var parts) -> {
                for (int i = 0; i < parts.size(); i++) {
                    bind(parts.get(i), program.variantField(path, i));
                }
            }
            case Pat.Struct(_, var path, var fields) ->
                    fields.forEach(f -> bind(f.pat(), program.namedField(path, f.ident().name())));
            case Pat.Or(_, var cases) -> bindAll(cases);
            case Pat.Reference(_, _, var target) ->
                    bind(target, type instanceof Type.Reference(_, _, var t) ? t : null);
            case Pat.Map(_, var entries) -> entries.forEach(entry -> bind(entry.pat(), null));
            case Pat.Wild _, Pat.Literal _, Pat.Quote _, Pat.Range _, Pat.Named _ -> {}
        }
    }

    private void bindAll(List<Pat> pats) {
        pats.forEach(pat -> bind(pat, null));
    }

    /// The type, or null when it is not plain to see. Type arguments may be missing: a vector
    /// literal is a `Vec`.
    @Nullable Type typeOf(Expr expr) {
        if (++depth > MAX_DEPTH) {
            depth--;
            return null;
        }
        var type = shallowTypeOf(expr);
        depth--;
        return type;
    }

    private @Nullable Type shallowTypeOf(Expr expr) {
        return switch (expr) {
            case Expr.Literal(var span, var lit) -> literal(span, lit);
            case Expr.Name(_, var path) -> name(path);
            case Expr.Vec(var span, var items) -> {
                var element = items.isEmpty() ? null : typeOf(items.getFirst());
                yield element == null ? named(span, "Vec") : named(span, "Vec", element);
            }
            case Expr.Map(var span, _) -> named(span, "HashMap");
            case Expr.Struct(var span, var path, _, _) -> {
                var choice = program.enumOf(path.last().name());
                yield program.struct(path.last().name()) == null && choice != null
                        ? named(span, choice.ident().name())
                        : new Type.Named(span, path);
            }
            case Expr.Reference(var span, var mutable, var place) -> {
                var target = typeOf(place);
                yield target == null ? null : new Type.Reference(span, mutable, target);
            }
            case Expr.Unary(_, var op, var operand) -> {
                var type = typeOf(operand);
                yield op == Expr.UnOp.DEREF && type instanceof Type.Reference(_, _, var target)
                        ? target
                        : type;
            }
            case Expr.Binary(var span, var op, var left, var right) -> {
                if (op.isComparison() || op == BinOp.AND || op == BinOp.OR) {
                    yield named(span, "bool");
                }
                yield isAdapting(left) ? typeOf(right) : typeOf(left);
            }
            case Expr.Comparison(var span, _, _) -> named(span, "bool");
            case Expr.Cast(_, _, var type) -> type;
            case Expr.Field(_, var base, var field) ->
                    target(typeOf(base)) instanceof Type.Named(_, var path)
                            ? program.namedField(path, field.name())
                            : null;
            case Expr.TupleField(_, var base, var index) ->
                    target(typeOf(base)) instanceof Type.Tuple(_, var parts) && index < parts.size()
                            ? parts.get(index)
                            : null;
            case Expr.Index(_, var base, _) -> argument(target(typeOf(base)));
            case Expr.Call(var span, var callee, _) -> call(span, callee);
            case Expr.MethodCall(var span, _, var method, _, _) -> {
                var sig = program.onlyMethod(method.name());
                yield sig != null
                        ? sig.output()
                        : LENGTHS.contains(method.name()) ? named(span, "i64") : null;
            }
            case Expr.Macro(var span, var macro, _, _) ->
                    macro == Expr.KnownMacro.FORMAT ? named(span, "String") : null;
            case Expr.If(_, _, var then, _) -> typeOf(then);
            default -> null;
        };
    }

    private @Nullable Type name(Path path) {
        if (isLocal(path)) {
            var type = locals.get(path.first().toString());
            return type instanceof Type.Infer ? null : type;
        }
        var constant = program.constant(path.last().name());
        if (constant != null) {
            return constant.type() != null ? constant.type() : typeOf(constant.expr());
        }
        var value = program.namedConst(path.last().name());
        if (value != null) {
            return value.type() != null ? value.type() : typeOf(value.expr());
        }
        var choice = program.enumOf(path.last().name());
        return choice == null ? null : named(path.span(), choice.ident().name());
    }

    private @Nullable Type call(Span span, Expr callee) {
        if (!(callee instanceof Expr.Name(_, var path)) || isLocal(path)) {
            return null;
        }
        var name = path.last().name();
        var sig = path.segments().size() == 1 ? program.function(name) : program.onlyMethod(name);
        if (sig != null) {
            return sig.generics().parameters().isEmpty() ? sig.output() : null;
        }
        var choice = program.enumOf(name);
        if (choice != null) {
            return named(span, choice.ident().name());
        }
        if (program.struct(name) != null) {
            return named(span, name);
        }
        return switch (name) {
            case "len", "count" -> named(span, "i64");
            case "str", "to-string" -> named(span, "String");
            case "hash-set" -> named(span, "HashSet");
            default -> null;
        };
    }

    private static @Nullable Type literal(Span span, Lit lit) {
        return switch (lit) {
            case Lit.Int(_, var type, _) -> named(span, type.rustName());
            case Lit.Float(_, var type) -> named(span, type == FloatType.F32 ? "f32" : "f64");
            case Lit.Bool _ -> named(span, "bool");
            case Lit.Char _ -> named(span, "char");
            case Lit.Str _ -> named(span, "str");
            case Lit.Unit _ -> named(span, "nil");
            case Lit.Keyword _ -> named(span, "Keyword");
        };
    }

    /// An integer literal without a suffix, or operators on nothing but such.
    static boolean isAdapting(Expr expr) {
        return isAdapting(expr, MAX_DEPTH);
    }

    private static boolean isAdapting(Expr expr, int depth) {
        return switch (expr) {
            case Expr.Literal(_, Lit.Int i) -> i.adapts();
            case Expr.Binary(_, _, var left, var right) ->
                    depth > 0 && isAdapting(right, depth - 1) && isAdapting(left, depth - 1);
            default -> false;
        };
    }

    /// References seen through.
    static @Nullable Type target(@Nullable Type type) {
        var seen = type;
        while (seen instanceof Type.Reference(_, _, var target)) {
            seen = target;
        }
        return seen;
    }

    /// True for `(name …)`, behind references too.
    static boolean is(@Nullable Type type, String name) {
        return target(type) instanceof Type.Named(_, var path) && path.name().equals(name);
    }

    /// The first type argument: what a vector holds.
    static @Nullable Type argument(@Nullable Type type) {
        return argument(type, 0);
    }

    static @Nullable Type argument(@Nullable Type type, int index) {
        return type instanceof Type.Named(_, var path)
                        && path.segments().getLast().arguments().size() > index
                ? path.segments().getLast().arguments().get(index)
                : null;
    }

    static Type named(Span span, String name, Type... arguments) {
        var segment = new Path.Segment(new Ident(span, name), List.of(arguments));
        return new Type.Named(span, new Path(span, List.of(segment), false));
    }
}
