package org.oxur.print;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Expr;
import org.oxur.ast.FnArg;
import org.oxur.ast.Lit;
import org.oxur.ast.Path;
import org.oxur.ast.Signature;
import org.oxur.ast.Type;
import org.oxur.text.Span;

/// Calls as Rust writes them: of the program's functions, and of built-in ones, which are methods
/// in Rust.
final class RustCalls {
    /// How the arguments of a built-in method after its receiver are written: `i` a position, `b`
    /// borrowed, `v` a value, `u` a `u32`; `#` at the end: the result is a length, an `i64` in
    /// Oxur.
    private static final Map<String, String> METHODS =
            Map.ofEntries(
                    Map.entry("len", "#"),
                    Map.entry("count", "#"),
                    Map.entry("capacity", "#"),
                    Map.entry("push", "v"),
                    Map.entry("push-str", "b"),
                    Map.entry("truncate", "i"),
                    Map.entry("swap", "ii"),
                    Map.entry("extend", "v"),
                    Map.entry("append", "v"),
                    Map.entry("contains-key", "b"),
                    Map.entry("contains", "b"),
                    Map.entry("nth", "i"),
                    Map.entry("take", "i"),
                    Map.entry("skip", "i"),
                    Map.entry("step-by", "i"),
                    Map.entry("repeat", "i"),
                    Map.entry("pow", "u"),
                    Map.entry("powi", "v"),
                    Map.entry("starts-with", "b"),
                    Map.entry("ends-with", "b"),
                    Map.entry("split", "b"),
                    Map.entry("matches", "b"),
                    Map.entry("windows", "i"),
                    Map.entry("chunks", "i"),
                    Map.entry("strip-prefix", "b"),
                    Map.entry("map", "v"),
                    Map.entry("filter", "v"),
                    Map.entry("any", "v"),
                    Map.entry("all", "v"),
                    Map.entry("for-each", "v"),
                    Map.entry("zip", "v"),
                    Map.entry("chain", "v"),
                    Map.entry("and-then", "v"),
                    Map.entry("or-else", "v"),
                    Map.entry("unwrap-or", "v"),
                    Map.entry("unwrap-or-else", "v"),
                    Map.entry("map-err", "v"),
                    Map.entry("ok-or", "v"),
                    Map.entry("expect", "v"),
                    Map.entry("replace", "v"),
                    Map.entry("fold", "vv"),
                    Map.entry("min", "v"),
                    Map.entry("max", "v"),
                    Map.entry("retain", "v"),
                    Map.entry("retain-mut", "v"),
                    Map.entry("sort-by-key", "v"),
                    Map.entry("sort-by", "v"));

    /// Built-in methods without arguments.
    private static final Set<String> PLAIN =
            Set.of(
                    "clone",
                    "is-empty",
                    "pop",
                    "clear",
                    "iter",
                    "iter-mut",
                    "into-iter",
                    "cloned",
                    "copied",
                    "first",
                    "last",
                    "first-mut",
                    "last-mut",
                    "keys",
                    "values",
                    "values-mut",
                    "sum",
                    "rev",
                    "unwrap",
                    "unwrap-or-default",
                    "is-some",
                    "is-none",
                    "is-ok",
                    "is-err",
                    "ok",
                    "err",
                    "as-ref",
                    "as-mut",
                    "as-str",
                    "to-string",
                    "to-uppercase",
                    "to-lowercase",
                    "trim",
                    "trim-start",
                    "trim-end",
                    "chars",
                    "bytes",
                    "lines",
                    "split-whitespace",
                    "as-bytes",
                    "size-hint",
                    "abs",
                    "sqrt",
                    "floor",
                    "ceil",
                    "round",
                    "signum",
                    "sort",
                    "dedup",
                    "reverse",
                    "borrow",
                    "borrow-mut",
                    "max",
                    "min",
                    "take",
                    "to-vec",
                    "next",
                    "peekable",
                    "flatten",
                    "into-bytes");

    private final RustExprs exprs;
    private final RustWriter out;

    RustCalls(RustExprs exprs) {
        this.exprs = exprs;
        this.out = exprs.out;
    }

    /// @return how tightly what was written holds together
    int call(Expr.Call call, @Nullable Type expected) {
        var arguments = call.arguments();
        if (!(call.callee() instanceof Expr.Name(_, var path))) {
            exprs.value(call.callee(), RustExprs.ATOM, null);
            return arguments(arguments, null);
        }
        if (exprs.scope.isLocal(path)) {
            out.write(RustNames.rust(path.first()));
            return arguments(arguments, null);
        }
        var name = path.last().name();
        var program = exprs.program;
        boolean variant = program.enumOf(name) != null && program.function(name) == null;
        if (variant || program.struct(name) != null) {
            out.write(exprs.pats.path(path));
            return arguments.isEmpty() ? RustExprs.ATOM : variant(path, arguments);
        }
        if (path.segments().size() > 1) {
            out.write(exprs.types.path(path, RustTypes.Place.LOCAL).replace("<", "::<"));
            var sig =
                    program.onlyMethod(name) != null
                            ? program.onlyMethod(name)
                            : program.function(name);
            return arguments(arguments, sig);
        }
        var sig = program.function(name);
        if (sig != null) {
            out.write(RustNames.rust(path.first()));
            return arguments(arguments, sig);
        }
        return builtin(call, path, arguments, expected);
    }

    private int variant(Path path, List<Expr> arguments) {
        out.write("(");
        for (int i = 0; i < arguments.size(); i++) {
            out.write(i == 0 ? "" : ", ");
            exprs.value(arguments.get(i), RustExprs.ANY, exprs.program.variantField(path, i));
        }
        out.write(")");
        return RustExprs.POSTFIX;
    }

    private int arguments(List<Expr> arguments, @Nullable Signature sig) {
        List<FnArg> inputs =
                sig == null || !sig.generics().parameters().isEmpty() ? List.of() : sig.inputs();
        boolean method = !inputs.isEmpty() && inputs.getFirst() instanceof FnArg.Receiver;
        // `(Point::area p)` gives the receiver, `(.area p)` does not.
        int skipped = method ? inputs.size() - arguments.size() : 0;
        out.write("(");
        for (int i = 0; i < arguments.size(); i++) {
            out.write(i == 0 ? "" : ", ");
            int input = skipped + i;
            boolean declared = input >= 0 && input < inputs.size();
            var type = declared && inputs.get(input) instanceof FnArg.Typed(_, _, var t) ? t : null;
            exprs.value(arguments.get(i), RustExprs.ANY, type);
        }
        out.write(")");
        return RustExprs.POSTFIX;
    }

    int method(Expr.MethodCall call) {
        var name = call.method().name();
        if (exprs.program.hasMethod(name)) {
            exprs.value(call.receiver(), RustExprs.POSTFIX, null);
            out.write("." + RustNames.rust(call.method()));
            return arguments(call.arguments(), exprs.program.onlyMethod(name));
        }
        if (call.arguments().isEmpty()
                && !METHODS.containsKey(name)
                && !PLAIN.contains(name)
                && exprs.program.hasField(name)) {
            exprs.value(call.receiver(), RustExprs.POSTFIX, null);
            out.write("." + RustNames.rust(call.method()));
            return RustExprs.POSTFIX;
        }
        return builtinMethod(
                call.span(), name, call.receiver(), call.arguments(), call.turbofish());
    }

    private int builtin(Expr.Call call, Path path, List<Expr> arguments, @Nullable Type expected) {
        var name = path.last().name();
        var turbofish = path.segments().getLast().arguments();
        switch (name) {
            case "Some", "Ok", "Err" -> {
                out.write(name + "(");
                exprs.list(arguments, RustScope.argument(expected, name.equals("Err") ? 1 : 0));
                out.write(")");
                return RustExprs.POSTFIX;
            }
            case "str" -> {
                out.write("format!(\"" + "{}".repeat(arguments.size()) + "\"");
                arguments.forEach(argument -> {
                    out.write(", ");
                    exprs.value(argument);
                });
                out.write(")");
                return RustExprs.POSTFIX;
            }
            case "range" -> {
                if (arguments.size() == 2) {
                    return exprs.range(arguments.getFirst(), arguments.getLast(), false);
                }
            }
            case "rc", "ref-cell", "drop" -> {
                out.write(
                        name.equals("rc")
                                ? "Rc::new"
                                : name.equals("drop") ? "drop" : "RefCell::new");
                return arguments(arguments, null);
            }
            case "hash-set" -> {
                out.write("HashSet::from([");
                exprs.list(arguments, null);
                out.write("])");
                return RustExprs.POSTFIX;
            }
            case "slice" -> {
                if (arguments.size() == 2) {
                    out.write("&");
                    exprs.value(arguments.getFirst(), RustExprs.POSTFIX, null);
                    out.write("[");
                    exprs.position(arguments.getLast());
                    out.write("]");
                    return RustExprs.UNARY;
                }
            }
            case "into" -> {
                if (arguments.size() == 1 && turbofish.size() == 1) {
                    out.write(
                            exprs.types.text(turbofish.getFirst(), RustTypes.Place.LOCAL)
                                    + "::from");
                    return arguments(arguments, null);
                }
            }
            case "map", "filter" -> {
                if (arguments.size() == 2) {
                    eager(arguments.getLast());
                    out.write("." + name + "(");
                    exprs.value(arguments.getFirst());
                    out.write(").collect::<Vec<_>>()");
                    return RustExprs.POSTFIX;
                }
            }
            case "fold" -> {
                if (arguments.size() == 3) {
                    eager(arguments.getLast());
                    out.write(".fold(");
                    exprs.list(arguments.subList(0, 2), null);
                    out.write(")");
                    return RustExprs.POSTFIX;
                }
            }
            default -> {}
        }
        if (arguments.isEmpty()) {
            throw new NoCounterpart(call.span(), "`" + name + "` has no counterpart in Rust");
        }
        var method = name.endsWith("!") ? name.substring(0, name.length() - 1) : name;
        return builtinMethod(
                call.span(),
                method,
                arguments.getFirst(),
                arguments.subList(1, arguments.size()),
                turbofish);
    }

    private void eager(Expr iterated) {
        exprs.value(iterated, RustExprs.POSTFIX, null);
        out.write(".into_iter()");
    }

    private int builtinMethod(
            Span span, String name, Expr receiver, List<Expr> arguments, List<Type> turbofish) {
        var shape = shape(span, name, receiver, arguments.size());
        exprs.value(receiver, RustExprs.POSTFIX, null);
        out.write("." + RustNames.rust(name));
        if (name.equals("collect") || name.equals("parse") || name.equals("sum")) {
            out.write("::<" + result(name, turbofish) + ">");
        }
        out.write("(");
        for (int i = 0; i < arguments.size(); i++) {
            out.write(i == 0 ? "" : ", ");
            switch (shape.charAt(i)) {
                case 'i' -> exprs.position(arguments.get(i));
                case 'b' -> exprs.borrowed(arguments.get(i));
                case 'u' -> {
                    if (arguments.get(i) instanceof Expr.Literal) {
                        exprs.value(arguments.get(i), RustExprs.ANY, new Type.Infer(span));
                    } else {
                        exprs.value(arguments.get(i), RustExprs.CAST, null);
                        out.write(" as u32");
                    }
                }
                default ->
                        exprs.value(arguments.get(i), RustExprs.ANY, literalType(name, receiver));
            }
        }
        out.write(")");
        if (shape.endsWith("#")) {
            out.write(" as i64");
            return RustExprs.CAST;
        }
        return RustExprs.POSTFIX;
    }

    /// In arithmetic a literal takes the type of what it is computed with.
    private @Nullable Type literalType(String name, Expr receiver) {
        boolean arithmetic =
                name.startsWith("wrapping-")
                        || name.startsWith("checked-")
                        || name.startsWith("saturating-")
                        || Set.of("min", "max", "rem-euclid", "powi").contains(name);
        return arithmetic && !RustScope.isAdapting(receiver)
                ? new Type.Infer(receiver.span())
                : null;
    }

    private String result(String name, List<Type> turbofish) {
        if (!turbofish.isEmpty()) {
            var type = exprs.types.text(turbofish.getFirst(), RustTypes.Place.LOCAL);
            return switch (type) {
                case "Vec", "HashSet" -> type + "<_>";
                case "HashMap" -> "HashMap<_, _>";
                default -> type;
            };
        }
        return name.equals("collect") ? "Vec<_>" : "_";
    }

    private String shape(Span span, String name, Expr receiver, int arity) {
        var known = METHODS.get(name);
        if (known != null && known.replace("#", "").length() == arity) {
            return known;
        }
        if (arity == 0 && PLAIN.contains(name) || name.equals("collect") || name.equals("parse")) {
            return "v".repeat(arity);
        }
        if (arity == 1
                && (name.startsWith("wrapping-")
                        || name.startsWith("checked-")
                        || name.startsWith("saturating-")
                        || name.equals("rem-euclid"))) {
            return "v";
        }
        return switch (name) {
            case "get", "get-mut", "remove" -> byReceiver(span, name, receiver, "i", "b", "b");
            case "insert" -> byReceiver(span, name, receiver, "iv", "vv", "v");
            default -> throw new NoCounterpart(span, "`" + name + "` has no counterpart in Rust");
        };
    }

    private String byReceiver(
            Span span, String name, Expr receiver, String vec, String map, String set) {
        var type = exprs.scope.typeOf(receiver);
        if (RustScope.is(type, "Vec")) {
            return vec;
        }
        if (RustScope.is(type, "HashMap")) {
            return map;
        }
        if (RustScope.is(type, "HashSet")) {
            return set;
        }
        throw new NoCounterpart(
                span, "what `" + name + "` is called on has no type to be seen here");
    }

    int macro(Expr.Macro macro) {
        var name =
                switch (macro.macro()) {
                    case PRINT -> "print";
                    case PRINTLN -> "println";
                    case EPRINT -> "eprint";
                    case EPRINTLN -> "eprintln";
                    case FORMAT -> "format";
                    case PANIC -> "panic";
                    case ASSERT -> "assert";
                    case ASSERT_EQ -> "assert_eq";
                    case ASSERT_NE -> "assert_ne";
                    case DBG -> "dbg";
                    case TODO -> "todo";
                    case UNREACHABLE -> "unreachable";
                    case TIME ->
                            throw new NoCounterpart(
                                    macro.span(), "`time` has no counterpart in Rust");
                };
        out.write(name + "!(");
        var arguments = macro.arguments();
        boolean comparing =
                macro.macro() == Expr.KnownMacro.ASSERT_EQ
                        || macro.macro() == Expr.KnownMacro.ASSERT_NE;
        boolean adapting = comparing && !arguments.stream().allMatch(RustScope::isAdapting);
        int format =
                switch (macro.macro()) {
                    case ASSERT -> 1;
                    case ASSERT_EQ, ASSERT_NE -> 2;
                    default -> 0;
                };
        var separator = "";
        for (int i = 0; i < arguments.size(); i++) {
            var argument = arguments.get(i);
            out.write(separator);
            separator = ", ";
            if (i == format && argument instanceof Expr.Literal(_, Lit.Str(var text))) {
                out.write(RustLiterals.string(RustFormats.names(text)));
            } else {
                exprs.value(
                        argument, RustExprs.ANY, adapting ? new Type.Infer(macro.span()) : null);
            }
        }
        for (var argument : macro.named()) {
            out.write(separator + RustNames.rust(argument.name()) + " = ");
            separator = ", ";
            exprs.value(argument.value());
        }
        out.write(")");
        return RustExprs.POSTFIX;
    }
}
