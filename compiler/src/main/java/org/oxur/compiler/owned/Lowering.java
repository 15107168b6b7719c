package org.oxur.compiler.owned;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Block;
import org.oxur.ast.Expr;
import org.oxur.ast.FnArg;
import org.oxur.ast.Ident;
import org.oxur.ast.Pat;
import org.oxur.ast.Path;
import org.oxur.ast.Stmt;
import org.oxur.ast.Type;
import org.oxur.compiler.trap.TrapPoint;
import org.oxur.compiler.types.Uncompilable;
import org.oxur.resolve.Facts;
import org.oxur.resolve.Variable;
import org.oxur.text.Span;

/// One [Routine] as a Rust function: goes through the body once, noting types as it learns them;
/// the text is made at the end.
final class Lowering {
    final Whole whole;
    final Routine routine;
    final Facts facts;
    final TypeReader types;
    final Patterns patterns;
    final Control control;
    final Operators operators;
    final Places places;
    final Calls calls;
    private final Map<Variable, Local> locals = new IdentityHashMap<>();
    private int temporaries;

    /// A variable as Rust has it.
    record Local(String name, Ty type) {}

    Lowering(Whole whole, Routine routine) {
        this.whole = whole;
        this.routine = routine;
        this.facts = routine.facts;
        this.types = new TypeReader(whole, routine.function.module(), Map.of());
        this.patterns = new Patterns(this);
        this.control = new Control(this);
        this.operators = new Operators(this);
        this.places = new Places(this);
        this.calls = new Calls(this);
    }

    void lower(Span call) throws Uncompilable {
        var tree = routine.version.tree();
        var sig = tree.sig();
        if (sig.inputs().size() != routine.parameters.size()) {
            throw new Uncompilable(call, "it is called with another number of arguments");
        }
        types.self(routine.function);
        types.generics(sig.generics().parameters());
        var names = new ArrayList<String>();
        var openings = new ArrayList<Supplier<String>>();
        for (int i = 0; i < routine.parameters.size(); i++) {
            var name = temporary();
            names.add(name);
            openings.add(parameter(sig.inputs().get(i), routine.parameters.get(i), name));
        }
        var output = sig.output();
        if (output != null) {
            Unify.same(routine.result, types.read(output), output.span());
        }
        var body = control.function(names, tree.body());
        routine.text = () -> text(names, openings, body);
    }

    private String text(
            List<String> names, List<Supplier<String>> openings, Supplier<String> body) {
        var tree = routine.version.tree();
        var cycle = routine.cycle;
        boolean fixed = routine.result.known().equals(Ty.Ref.TEXT) && Literals.only(tree.body());
        boolean lends =
                cycle != null
                        ? cycle.lends()
                        : !fixed
                                && !Closures.isOne(routine.result)
                                && RustTypes.lends(routine.result);
        boolean texts =
                routine.parameters.stream()
                        .anyMatch(type -> type.any(part -> part.equals(Ty.Ref.TEXT)));
        var other = !lends ? "" : cycle != null ? "'a " : "'b ";
        var out = new StringBuilder(cycle != null ? cycle.head(routine, names, whole.rust()) : "");
        out.append("unsafe fn ").append(routine.name()).append(cycle != null ? "b" : "");
        out.append(Closures.generics(whole.rust(), routine, lends)).append('(');
        for (int i = 0; i < names.size(); i++) {
            var given = routine.parameters.get(i);
            var type =
                    Closures.isOne(given)
                            ? Closures.parameter(given, i)
                            : whole.rust().name(given, lends ? "'a " : "", other);
            out.append("mut ").append(names.get(i)).append(": ").append(type).append(", ");
        }
        out.append("c: C, d: u32) -> ");
        var lifetime = lends ? "'a " : fixed ? "'static " : "";
        out.append(
                        cycle != null
                                ? cycle.type()
                                : Closures.isOne(routine.result)
                                        ? Closures.given(whole.rust(), routine.result)
                                        : whole.rust()
                                                .name(
                                                        routine.result,
                                                        lifetime,
                                                        lends && texts ? other : lifetime))
                .append(" {\n");
        if (routine.isRecursive()) {
            out.append("    ").append(poll(tree.sig().span())).append("\n");
        }
        openings.forEach(opening -> out.append(opening.get()));
        return out.append("    ").append(routine.given(body.get())).append("\n}\n").toString();
    }

    private Supplier<String> parameter(FnArg input, Ty given, String name) throws Uncompilable {
        switch (input) {
            case FnArg.Receiver receiver -> {
                var variable = facts.variable(receiver);
                if (types.self() instanceof Ty.Named own && given.seen() instanceof Ty.Named) {
                    Unify.same(own, given.seen(), input.span());
                }
                types.name("Self", given.seen());
                if (variable != null) {
                    locals.put(variable, new Local(name, given));
                }
                return () -> "";
            }
            case FnArg.Rest(_, var pat) -> {
                return patterns.local(pat, given, name);
            }
            case FnArg.Typed(var span, var pat, var type) -> {
                Type declared = type;
                var inner = pat;
                while (inner instanceof Pat.Typed typed) {
                    declared = typed.type();
                    inner = typed.pat();
                }
                if (declared != null) {
                    Unify.same(types.read(declared), given, span);
                }
                return patterns.local(inner, given, name);
            }
        }
    }

    // Names

    /// A path that begins with `Self`, with the name of that type instead; any other as it is.
    Path ofSelf(Path path) {
        if (!path.first().name().equals("Self")
                || !(types.self() instanceof Ty.Named(var nominal, _))) {
            return path;
        }
        var segments = new ArrayList<Path.Segment>();
        for (var name : ("crate::" + nominal.definition().key()).split("::")) {
            segments.add(new Path.Segment(new Ident(path.span(), name), List.of()));
        }
        segments.addAll(path.segments().subList(1, path.segments().size()));
        return new Path(path.span(), segments, true);
    }

    String temporary() {
        return "t" + temporaries++;
    }

    Local bind(Variable variable, Ty type) {
        var local = new Local("v" + temporaries++, type);
        locals.put(variable, local);
        return local;
    }

    void bind(Variable variable, Local local) {
        locals.put(variable, local);
    }

    /// The local that a variable is, be it seen from inside a closure; null where it is unknown.
    @Nullable Local local(Variable variable) {
        Variable at = variable;
        while (at != null) {
            var local = locals.get(at);
            if (local != null) {
                return local;
            }
            at = at.captured();
        }
        return null;
    }

    String poll(Span span) {
        return "poll(c, " + trap(new TrapPoint.Poll(span)) + ");";
    }

    int trap(TrapPoint point) {
        return whole.point(new Point.Plain(point));
    }

    // Blocks

    Code block(Block block, @Nullable Ty expected, boolean used, boolean tail) throws Uncompilable {
        var parts = new ArrayList<Supplier<String>>();
        Code value = null;
        boolean reached = true;
        var stmts = block.stmts();
        for (int i = 0; i < stmts.size(); i++) {
            boolean last = i == stmts.size() - 1;
            switch (stmts.get(i)) {
                case Stmt.Local local -> {
                    var done = local(local);
                    reached &= !done.never();
                    parts.add(done.text());
                }
                case Stmt.Definition(var span, _) ->
                        throw new Uncompilable(span, "it makes a definition when it runs");
                case Stmt.Evaluation(_, var expr, var semi) -> {
                    if (last && !semi && used) {
                        value = expr(expr, expected, true, tail);
                        reached &= !value.never();
                    } else {
                        var code = expr(expr, null, false, last && !semi && tail);
                        reached &= !code.never();
                        parts.add(() -> code.get() + "; ");
                    }
                }
            }
        }
        var given = value;
        var type = !reached ? Ty.Basic.NEVER : given == null ? Ty.Basic.UNIT : given.type();
        boolean ends = reached;
        return Code.value(
                type,
                () -> {
                    var out = new StringBuilder("{ ");
                    parts.forEach(part -> out.append(part.get()));
                    if (given != null) {
                        out.append(given.get()).append(ends ? "" : ";");
                    }
                    return out.append(" }").toString();
                });
    }

    /// A `let` by itself: its names stay.
    Code statement(Block single) throws Uncompilable {
        return local((Stmt.Local) single.stmts().getFirst());
    }

    private Code local(Stmt.Local local) throws Uncompilable {
        var pat = local.pat();
        var type = local.type();
        while (pat instanceof Pat.Typed typed) {
            type = typed.type();
            pat = typed.pat();
        }
        var init = local.init();
        if (init == null) {
            throw new Uncompilable(local.span(), "a variable without a value");
        }
        var declared = type == null ? null : types.read(type);
        var value = expr(init, hint(declared), true, false);
        if (declared != null) {
            value = coerce(value, declared, init.span());
        }
        if (value.never()) {
            return new Code(Ty.Basic.NEVER, false, suffixed(value, "; "));
        }
        var text = patterns.let(pat, stored(value), local.span());
        return Code.unit(() -> whole.mark(local.span()) + text.get());
    }

    static Supplier<String> suffixed(Code code, String suffix) {
        return () -> code.get() + suffix;
    }

    /// A shared reference to a number and the like is that number, as soon as it is kept.
    Code stored(Code value) {
        return value.type().known() instanceof Ty.Ref(var mutable, var to)
                        && !mutable
                        && to.isScalar()
                ? value.target()
                : value;
    }

    /// A type that a literal may adapt to; null where that is not known.
    static @Nullable Ty hint(@Nullable Ty type) {
        return type == null || type.known() instanceof Ty.Var ? null : type.known();
    }

    // Expressions

    /// Any expression, used.
    Code value(Expr expr) throws Uncompilable {
        return expr(expr, null, true, false);
    }

    Code value(Expr expr, Ty wanted) throws Uncompilable {
        return coerce(expr(expr, hint(wanted), true, false), wanted, expr.span());
    }

    Code expr(Expr expr, @Nullable Ty expected, boolean used, boolean tail) throws Uncompilable {
        var own = own(expr);
        if (own != null) {
            return calls.call(own, expected, tail);
        }
        return switch (expr) {
            case Expr.Literal(var span, var lit) -> operators.literal(span, lit, expected);
            case Expr.Name name -> places.name(name);
            case Expr.Vec(var span, var items) -> calls.makers.vector(span, items, expected);
            case Expr.Tuple(_, var parts) -> calls.makers.tuple(parts, expected);
            case Expr.Map(var span, var entries) -> calls.makers.map(span, entries, expected);
            case Expr.Struct struct -> calls.makers.struct(struct, expected);
            case Expr.Range(var span, var from, var to, var inclusive) ->
                    calls.iterators.range(span, from, to, inclusive);
            case Expr.Quote _, Expr.Template _ ->
                    throw new Uncompilable(expr.span(), "a form as a value");
            case Expr.Unary(var span, var op, var operand) ->
                    operators.unary(expr, span, op, operand, expected);
            case Expr.Binary binary -> operators.binary(binary, expected, tail);
            case Expr.Comparison(var span, var op, var operands) ->
                    operators.comparison(span, op, operands);
            case Expr.Cast(var span, var value, var type) -> operators.cast(span, value, type);
            case Expr.Reference(_, var mutable, var place) -> places.reference(mutable, place);
            case Expr.Try(var span, var value) -> control.attempt(span, value);
            case Expr.Field(var span, var base, var field) ->
                    places.field(span, value(base), field.name());
            case Expr.TupleField(var span, var base, var index) ->
                    places.part(span, value(base), index);
            case Expr.Index(var span, var base, var index) ->
                    places.index(span, base, index, false);
            case Expr.Assign(var span, var place, var value) -> places.assign(span, place, value);
            case Expr.AssignOp(var span, var op, var place, var value) ->
                    places.assignOp(span, op, place, value);
            case Expr.Call call -> calls.call(call, expected, tail);
            case Expr.MethodCall call -> calls.method(call, expected, tail);
            case Expr.Macro macro -> calls.macros.macro(macro);
            case Expr.Closure closure -> calls.closures.kept(closure);
            default -> control.expr(expr, expected, used, tail);
        };
    }

    /// The call that an operator is to which the program gave another meaning; null for all else.
    private Expr.@Nullable Call own(Expr expr) {
        return switch (expr) {
            case Expr.Binary binary -> operators.own.call(binary);
            case Expr.Comparison comparison -> operators.own.call(comparison);
            case Expr.Unary unary -> operators.own.call(unary);
            case Expr.Index index -> operators.own.call(index);
            default -> null;
        };
    }

    // Coercions

    /// As a value of the type that is wanted, where Oxur makes one of it by itself.
    Code coerce(Code code, Ty wanted, Span span) throws Uncompilable {
        if (code.never()) {
            return code;
        }
        var from = code.type().known();
        var to = wanted.known();
        if (from instanceof Ty.Ref(var mutable, var target)) {
            if (to instanceof Ty.Ref(var unique, var aim)) {
                boolean nested =
                        target.known() instanceof Ty.Ref(_, var inner)
                                && inner.known() != Ty.Basic.STR
                                && !(aim.known() instanceof Ty.Ref);
                if (nested) {
                    return coerce(code.target(), wanted, span);
                }
                if (!unique && aim.known() == Ty.Basic.STR && target.known() == Ty.Basic.STRING) {
                    return Code.value(Ty.Ref.TEXT, () -> code.get() + ".as_str()");
                }
                if (mutable && !unique) {
                    Unify.same(target, aim, span);
                    return Code.value(wanted, () -> "(&*" + code.get() + ")");
                }
            } else if (!(to instanceof Ty.Var) && !mutable && target.isCopy()) {
                Unify.same(target, wanted, span);
                return code.target();
            }
        }
        Unify.same(code.type(), wanted, span);
        return code;
    }

    /// Two values of which one is given: as one type.
    List<Code> join(List<Code> codes, Span span) throws Uncompilable {
        Ty common = null;
        for (var code : codes) {
            if (!code.never() && (common == null || common.known() instanceof Ty.Ref)) {
                var type = code.type().known();
                boolean value = !(type instanceof Ty.Ref) && !(type instanceof Ty.Var);
                common = common == null || value ? type : common;
            }
        }
        if (common == null) {
            return codes;
        }
        var joined = new ArrayList<Code>();
        for (var code : codes) {
            joined.add(coerce(code, common, span));
        }
        return joined;
    }
}
