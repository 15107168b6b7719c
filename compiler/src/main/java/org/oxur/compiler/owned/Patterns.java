package org.oxur.compiler.owned;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.oxur.ast.Lit;
import org.oxur.ast.Pat;
import org.oxur.compiler.types.Uncompilable;
import org.oxur.text.Span;

/// Patterns, as Rust's where Rust has them. What it has not (a literal in a `String`, the elements
/// of a vector, what is inside of a box) becomes a step after the match.
final class Patterns {
    private final Lowering lowering;

    Patterns(Lowering lowering) {
        this.lowering = lowering;
    }

    /// How what a pattern binds is had.
    enum Mode {
        VALUE,
        SHARED,
        UNIQUE
    }

    /// What is done once the pattern before it matches.
    @FunctionalInterface
    private interface Step {
        /// @param fail what to do when it does not match after all
        String text(String fail);
    }

    /// A pattern and the value that it is matched with, as one statement after the other.
    ///
    /// @param always it matches every value
    record Test(boolean always, java.util.function.UnaryOperator<String> text) {}

    // Bindings

    /// `let`: the pattern must match.
    Supplier<String> let(Pat pat, Code value, Span span) throws Uncompilable {
        switch (pat) {
            case Pat.Wild _ -> {
                return () -> "let _ = " + value.get() + "; ";
            }
            case Pat.Binding binding when binding.subpat() == null -> {
                var variable = lowering.facts.variable(binding);
                if (variable == null) {
                    return () -> "let _ = " + value.get() + "; ";
                }
                var local = lowering.bind(variable, value.type());
                return () -> "let mut " + local.name() + typed(local.type()) + value.get() + "; ";
            }
            default -> {
                var name = lowering.temporary();
                var held = Code.place(value.type(), () -> name);
                var test = test(pat, held);
                int point = lowering.whole.point(new Point.NoMatch(span, value.type()));
                return () ->
                        "let mut "
                                + name
                                + typed(value.type())
                                + value.get()
                                + "; "
                                + test.text()
                                        .apply(
                                                test.always()
                                                        ? "unreachable()"
                                                        : Macros.trapWith(point, name));
            }
        }
    }

    String typed(Ty type) {
        return RustTypes.hasName(type)
                ? ": " + lowering.whole.rust().name(type, "") + " = "
                : " = ";
    }

    /// A parameter: the text that takes it apart.
    Supplier<String> local(Pat pat, Ty given, String name) throws Uncompilable {
        if (pat instanceof Pat.Binding binding && binding.subpat() == null) {
            var variable = lowering.facts.variable(binding);
            if (variable != null) {
                lowering.bind(variable, new Lowering.Local(name, given));
            }
            return () -> "";
        }
        return pat instanceof Pat.Wild
                ? () -> ""
                : let(pat, Code.place(given, () -> name), pat.span());
    }

    /// Statements that bind what the pattern binds, or do `fail`.
    Test test(Pat pat, Code subject) throws Uncompilable {
        if (pat instanceof Pat.Wild) {
            return new Test(true, _ -> "");
        }
        if (pat instanceof Pat.Binding binding && binding.subpat() == null) {
            var text = let(binding, lowering.stored(subject), pat.span());
            return new Test(true, _ -> text.get());
        }
        var steps = new ArrayList<Step>();
        boolean direct = pat instanceof Pat.Reference || pat instanceof Pat.Typed;
        var type = direct ? subject.type().known() : subject.type().seen();
        var mode = direct ? Mode.VALUE : mode(subject.type());
        var text = pattern(pat, type, mode, steps, true);
        boolean boxed = isBoxed(type);
        return new Test(
                isTotal(pat),
                fail -> {
                    var seen = direct ? subject.get() : subject.seen().get();
                    var inner = boxed ? "(*" + seen + ")" : seen;
                    var value =
                            switch (mode) {
                                case VALUE -> inner;
                                case SHARED -> "&" + inner;
                                case UNIQUE -> "&mut " + inner;
                            };
                    return "let "
                            + text.get()
                            + " = "
                            + value
                            + " else { "
                            + fail
                            + " }; "
                            + steps.stream()
                                    .map(step -> step.text(fail))
                                    .collect(Collectors.joining());
                });
    }

    private static boolean isTotal(Pat pat) {
        return switch (pat) {
            case Pat.Wild _ -> true;
            case Pat.Binding(_, _, _, var sub) -> sub == null || isTotal(sub);
            case Pat.Tuple(_, var parts) -> parts.stream().allMatch(Patterns::isTotal);
            case Pat.Reference(_, _, var target) -> isTotal(target);
            default -> false;
        };
    }

    private static Mode mode(Ty type) {
        var mode = Mode.VALUE;
        for (var at = type.known();
                at instanceof Ty.Ref(var mutable, var target) && target.known() != Ty.Basic.STR;
                at = target.known()) {
            mode = mutable && mode != Mode.SHARED ? Mode.UNIQUE : Mode.SHARED;
        }
        return mode;
    }

    static boolean isBoxed(Ty type) {
        return type.known() instanceof Ty.Named(var nominal, _) && RustTypes.isBoxed(nominal);
    }

    // Patterns

    private Supplier<String> pattern(Pat pat, Ty given, Mode outer, List<Step> steps, boolean top)
            throws Uncompilable {
        var type = given.known();
        var mode = outer;
        boolean own =
                pat instanceof Pat.Wild
                        || pat instanceof Pat.Binding
                        || pat instanceof Pat.Reference
                        || pat instanceof Pat.Typed;
        while (!own
                && type instanceof Ty.Ref(var mutable, var target)
                && target.known() != Ty.Basic.STR) {
            mode = mutable && mode != Mode.SHARED ? Mode.UNIQUE : Mode.SHARED;
            type = target.known();
        }
        if (!top && !own && isBoxed(type)) {
            return unboxed(pat, type, mode, steps);
        }
        var at = type;
        return switch (pat) {
            case Pat.Wild _ -> () -> "_";
            case Pat.Binding binding -> binding(binding, at, mode, steps);
            case Pat.Literal(var span, var lit) -> literal(span, lit, at, mode, steps);
            case Pat.Range(var span, var from, var to, var inclusive) -> {
                var low = from == null ? "" : end(span, from, at);
                var high = to == null ? "" : end(span, to, at);
                yield () -> low + (inclusive ? "..=" : "..") + high;
            }
            case Pat.Tuple(var span, var parts) -> {
                if (at instanceof Ty.Var) {
                    var unknown = new ArrayList<Ty>();
                    parts.forEach(_ -> unknown.add(new Ty.Var()));
                    Unify.same(at, new Ty.Tuple(unknown), span);
                }
                if (!(at.known() instanceof Ty.Tuple(var types)) || types.size() != parts.size()) {
                    throw other(span, at);
                }
                var inner = list(parts, types, mode, steps);
                yield () -> "(" + joined(inner) + (inner.size() == 1 ? ",)" : ")");
            }
            case Pat.Named(var span, var path) -> variant(span, path, List.of(), at, mode, steps);
            case Pat.TupleStruct(var span, var path, var parts) ->
                    variant(span, path, parts, at, mode, steps);
            case Pat.Struct struct -> struct(struct, at, mode, steps);
            case Pat.Or(var span, var cases) -> {
                var inner = new ArrayList<Supplier<String>>();
                var none = new ArrayList<Step>();
                for (var each : cases) {
                    if (each instanceof Pat.Binding) {
                        throw new Uncompilable(each.span(), "a choice of patterns that binds");
                    }
                    inner.add(pattern(each, at, mode, none, top));
                }
                if (!none.isEmpty()) {
                    throw new Uncompilable(span, "a choice of patterns that takes apart");
                }
                yield () ->
                        inner.stream()
                                .map(Supplier::get)
                                .collect(Collectors.joining(" | ", "(", ")"));
            }
            case Pat.Reference(var span, _, var target) -> {
                if (!(at instanceof Ty.Ref(_, var to)) || mode != Mode.VALUE) {
                    yield pattern(target, at, mode, steps, top);
                }
                if (!to.isCopy()) {
                    throw new Uncompilable(span, "a pattern that takes from what is lent");
                }
                var inner = pattern(target, to, Mode.VALUE, steps, false);
                yield () -> "&" + inner.get();
            }
            case Pat.Typed(var span, var inner, var declared) -> {
                Unify.same(at, lowering.types.read(declared), span);
                yield pattern(inner, at, mode, steps, top);
            }
            case Pat.Slice slice -> slice(slice, at, mode, steps);
            case Pat.Quote(var span, _) -> throw new Uncompilable(span, "a quoted pattern");
            case Pat.Map(var span, _) -> throw new Uncompilable(span, "a pattern for a map");
        };
    }

    private static Uncompilable other(Span span, Ty type) {
        return new Uncompilable(span, "a pattern of another type than the value, " + type.shown());
    }

    private static String joined(List<Supplier<String>> parts) {
        return parts.stream().map(Supplier::get).collect(Collectors.joining(", "));
    }

    private List<Supplier<String>> list(
            List<Pat> parts, List<Ty> types, Mode mode, List<Step> steps) throws Uncompilable {
        var inner = new ArrayList<Supplier<String>>();
        for (int i = 0; i < parts.size(); i++) {
            inner.add(pattern(parts.get(i), types.get(i), mode, steps, false));
        }
        return inner;
    }

    /// What is in a box is looked at once there is a name for the box.
    private Supplier<String> unboxed(Pat pat, Ty type, Mode mode, List<Step> steps)
            throws Uncompilable {
        var name = lowering.temporary();
        var later = new ArrayList<Step>();
        var text = pattern(pat, type, mode, later, true);
        steps.add(fail ->
                "let "
                        + text.get()
                        + " = "
                        + (mode == Mode.VALUE ? "*" : mode == Mode.SHARED ? "&**" : "&mut **")
                        + name
                        + " else { "
                        + fail
                        + " }; ");
        steps.addAll(later);
        return () -> name;
    }

    private Supplier<String> binding(Pat.Binding binding, Ty type, Mode mode, List<Step> steps)
            throws Uncompilable {
        var variable = lowering.facts.variable(binding);
        if (type instanceof Ty.Var) {
            lowering.whole.settle();
        }
        var found = type.known();
        boolean copied =
                mode == Mode.SHARED
                        && (found.isScalar() || found instanceof Ty.Ref(var m, _) && !m);
        var bound = mode == Mode.VALUE || copied ? found : new Ty.Ref(mode == Mode.UNIQUE, found);
        var sub = binding.subpat();
        var inner = sub == null ? null : pattern(sub, type, mode, steps, false);
        if (variable == null) {
            return inner == null ? () -> "_" : inner;
        }
        var name = lowering.bind(variable, bound).name();
        if (copied) {
            steps.addFirst(_ -> "let mut " + name + " = *" + name + "; ");
        } else if (variable.mutable() && mode != Mode.VALUE) {
            steps.addFirst(_ -> "let mut " + name + " = " + name + "; ");
        }
        var start = mode == Mode.VALUE && variable.mutable() ? "mut " + name : name;
        return inner == null ? () -> start : () -> start + " @ " + inner.get();
    }

    private Supplier<String> literal(Span span, Lit lit, Ty type, Mode mode, List<Step> steps)
            throws Uncompilable {
        if (lit instanceof Lit.Str(var text) && type.known() == Ty.Basic.STRING) {
            var name = lowering.temporary();
            steps.add(fail ->
                    "if " + name + ".as_str() != " + Operators.quoted(text) + " { " + fail + " } ");
            return () -> (mode == Mode.VALUE ? "ref " : "") + name;
        }
        if (lit instanceof Lit.Float) {
            var name = lowering.temporary();
            var value = end(span, lit, type);
            steps.add(fail ->
                    "if "
                            + (mode == Mode.VALUE ? "" : "*")
                            + name
                            + " != "
                            + value
                            + " { "
                            + fail
                            + " } ");
            return () -> name;
        }
        var text = end(span, lit, type);
        return () -> text;
    }

    private String end(Span span, Lit lit, Ty type) throws Uncompilable {
        var code = lowering.operators.literal(span, lit, Lowering.hint(type));
        if (type.known() instanceof Ty.Var || code.type().known().equals(type.known())) {
            Unify.same(code.type(), type, span);
        } else {
            throw other(span, type);
        }
        return switch (lit) {
            case Lit.Int(var value, _, _) -> value + type.shown();
            case Lit.Keyword(var name) -> "Kw(" + lowering.whole.keyword(name) + ")";
            default -> code.get();
        };
    }

    private Supplier<String> variant(
            Span span,
            org.oxur.ast.Path path,
            List<Pat> parts,
            Ty type,
            Mode mode,
            List<Step> steps)
            throws Uncompilable {
        var maker = lowering.calls.makers.maker(path, span);
        if (maker == null) {
            if (parts.isEmpty()) {
                var constant = lowering.places.name(new org.oxur.ast.Expr.Name(span, path));
                var name = lowering.temporary();
                Unify.same(constant.type(), type, span);
                steps.add(fail ->
                        "if "
                                + (mode == Mode.VALUE ? "" : "*")
                                + name
                                + " != "
                                + constant.get()
                                + " { "
                                + fail
                                + " } ");
                return () -> (mode == Mode.VALUE ? "ref " : "") + name;
            }
            throw new Uncompilable(span, "`" + span.text() + "` as a pattern");
        }
        if (maker.types().size() != parts.size()) {
            throw other(span, type);
        }
        Unify.same(maker.made(), type, span);
        var inner = list(parts, maker.types(), mode, steps);
        return () -> maker.path(lowering) + (inner.isEmpty() ? maker.empty() : maker.wrap(inner));
    }

    private Supplier<String> struct(Pat.Struct struct, Ty type, Mode mode, List<Step> steps)
            throws Uncompilable {
        var maker = lowering.calls.makers.maker(struct.path(), struct.span());
        if (maker == null) {
            throw new Uncompilable(struct.span(), "`" + struct.span().text() + "` as a pattern");
        }
        Unify.same(maker.made(), type, struct.span());
        var fields = new ArrayList<Supplier<String>>();
        for (var field : struct.fields()) {
            int at = maker.indexOf(field.ident().name());
            if (at < 0) {
                throw new Uncompilable(struct.span(), "a field that is not there");
            }
            var inner = pattern(field.pat(), maker.types().get(at), mode, steps, false);
            fields.add(() -> "m" + at + ": " + inner.get());
        }
        return () ->
                maker.path(lowering)
                        + " { "
                        + fields.stream().map(f -> f.get() + ", ").collect(Collectors.joining())
                        + ".. }";
    }

    private Supplier<String> slice(Pat.Slice slice, Ty type, Mode mode, List<Step> steps)
            throws Uncompilable {
        if (type.known() instanceof Ty.Var) {
            Unify.same(type, new Ty.Vec(new Ty.Var()), slice.span());
        }
        if (!(type.known() instanceof Ty.Vec(var item))) {
            throw other(slice.span(), type);
        }
        lowering.whole.settle();
        boolean lent = mode != Mode.VALUE;
        if (mode == Mode.UNIQUE || !lent && !item.isCopy()) {
            throw new Uncompilable(slice.span(), "a pattern that takes elements out of a vector");
        }
        var name = lowering.temporary();
        var later = new ArrayList<Step>();
        var inner = new ArrayList<Supplier<String>>();
        for (var part : slice.parts()) {
            inner.add(pattern(part, item, Mode.SHARED, later, false));
        }
        var rest = slice.rest();
        if (rest instanceof Pat.Binding binding && binding.subpat() == null && !lent) {
            var variable = lowering.facts.variable(binding);
            var bound =
                    variable == null
                            ? lowering.temporary()
                            : lowering.bind(variable, new Ty.Vec(item)).name();
            inner.add(() -> bound + " @ ..");
            later.add(_ -> "let mut " + bound + " = " + bound + ".to_vec(); ");
        } else if (rest instanceof Pat.Wild) {
            inner.add(() -> "..");
        } else if (rest != null) {
            throw new Uncompilable(rest.span(), "a pattern for the rest of a vector");
        }
        steps.add(fail ->
                "let [" + joined(inner) + "] = " + name + ".as_slice() else { " + fail + " }; ");
        steps.addAll(later);
        return () -> (lent ? "" : "ref ") + name;
    }
}
