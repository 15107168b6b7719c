package org.oxur.compiler.owned;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.BinOp;
import org.oxur.ast.Expr;
import org.oxur.ast.FnArg;
import org.oxur.ast.Pat;
import org.oxur.builtin.Builtins;
import org.oxur.compiler.trap.TrapPoint;
import org.oxur.compiler.types.Uncompilable;
import org.oxur.module.Function;
import org.oxur.module.Meaning;
import org.oxur.text.Span;

/// Functions as values: Rust's closures, each of a type of its own. A function of the program that
/// takes one is generic over it, so that there is one of it for each closure in use.
///
/// What is kept in a variable takes the depth of the call as its last argument; what is handed to
/// an iterator is called from where it stands.
final class Closures {
    private final Lowering lowering;

    Closures(Lowering lowering) {
        this.lowering = lowering;
    }

    // As types

    /// Whether it is a closure, or a reference to one.
    static boolean isOne(Ty type) {
        return type.seen() instanceof Ty.Closure;
    }

    private static String bound(RustTypes rust, Ty.Closure closure) {
        return (closure.unique() ? "FnMut(" : "Fn(")
                + closure.inputs().stream()
                        .map(input -> rust.name(input, "") + ", ")
                        .collect(Collectors.joining())
                + "u32) -> "
                + rust.name(closure.output(), "")
                + (closure.copied() ? " + Copy" : "");
    }

    /// What a function is generic over.
    static String generics(RustTypes rust, Routine routine, boolean lends) {
        var all = new ArrayList<String>();
        if (lends) {
            all.add("'a");
            all.add("'b");
        }
        for (int i = 0; i < routine.parameters.size(); i++) {
            if (routine.parameters.get(i).seen() instanceof Ty.Closure closure) {
                all.add("F" + i + ": " + bound(rust, closure));
            }
        }
        return all.isEmpty() ? "" : all.stream().collect(Collectors.joining(", ", "<", ">"));
    }

    static String parameter(Ty type, int number) {
        return type.known() instanceof Ty.Ref(var mutable, var target)
                ? (mutable ? "&mut " : "&") + parameter(target, number)
                : "F" + number;
    }

    /// As the result of a function.
    static String given(RustTypes rust, Ty type) {
        return type.known() instanceof Ty.Closure closure ? "impl " + bound(rust, closure) : "_";
    }

    // Written out

    /// What is done once it is known what the closure takes.
    interface Body {
        Code lower() throws Uncompilable;
    }

    /// Handed on at once.
    private Code closure(Expr.Closure closure, List<Ty> inputs) throws Uncompilable {
        return closure(closure, inputs, false);
    }

    private Code closure(Expr.Closure closure, List<Ty> inputs, boolean kept) throws Uncompilable {
        if (closure.name() != null) {
            throw new Uncompilable(closure.span(), "a closure that calls itself");
        }
        if (closure.inputs().size() != inputs.size()) {
            throw new Uncompilable(closure.span(), "a closure of another number of arguments");
        }
        var captures = captures(closure);
        boolean unique = changes(closure);
        boolean copied =
                closure.move() ? captures.stream().allMatch(l -> l.type().isCopy()) : !unique;
        var names = new ArrayList<String>();
        var openings = new ArrayList<Supplier<String>>();
        for (int i = 0; i < inputs.size(); i++) {
            if (!(closure.inputs().get(i) instanceof FnArg.Typed(var span, var pat, var type))) {
                throw new Uncompilable(closure.span(), "a closure with a rest parameter");
            }
            while (pat instanceof Pat.Typed typed) {
                type = typed.type();
                pat = typed.pat();
            }
            if (type != null) {
                Unify.same(lowering.types.read(type), inputs.get(i), span);
            }
            names.add(lowering.temporary());
        }
        var output = closure.output();
        var result = output == null ? new Ty.Var() : lowering.types.read(output);
        Body body =
                () -> {
                    for (int i = 0; i < inputs.size(); i++) {
                        var input = (FnArg.Typed) closure.inputs().get(i);
                        var pat = input.pat();
                        while (pat instanceof Pat.Typed typed) {
                            pat = typed.pat();
                        }
                        var name = names.get(i);
                        var given = lowering.stored(Code.place(inputs.get(i), () -> name));
                        openings.add(lowering.patterns.let(pat, given, input.span()));
                    }
                    var given = body(closure, result);
                    keepsCaptures(closure);
                    return given;
                };
        return deferred(
                new Ty.Closure(inputs, result, unique, copied),
                body,
                kept,
                closure.span(),
                value -> {
                    boolean moved =
                            closure.move()
                                    || !unique
                                            && captures.stream().allMatch(l -> l.type().isCopy());
                    var out = new StringBuilder(moved ? "move |" : "|");
                    for (int i = 0; i < names.size(); i++) {
                        out.append(typed(names.get(i), inputs.get(i))).append(", ");
                    }
                    out.append(kept ? "d: u32|" : "|").append(output(result)).append("{ ");
                    openings.forEach(opening -> out.append(opening.get()));
                    return out.append(value.get()).append(" }").toString();
                });
    }

    private String output(Ty type) {
        return RustTypes.hasName(type) && !RustTypes.lends(type) && type.isGround()
                ? " -> " + lowering.whole.rust().name(type, "") + " "
                : " ";
    }

    private String typed(String name, Ty type) {
        return RustTypes.hasName(type) ? name + ": " + lowering.whole.rust().name(type, "") : name;
    }

    private Code body(Expr.Closure closure, Ty result) throws Uncompilable {
        var reopen = lowering.control.closed(result);
        Code body;
        try {
            body =
                    lowering.stored(
                            lowering.expr(closure.body(), Lowering.hint(result), true, false));
        } finally {
            reopen.run();
        }
        return body.never() ? body : lowering.coerce(body, result, closure.span());
    }

    /// The variables outside that it uses.
    private List<Lowering.Local> captures(Expr.Closure closure) {
        var all = new ArrayList<Lowering.Local>();
        for (var variable : lowering.facts.frames(closure).captures()) {
            var local = lowering.local(variable);
            if (local != null) {
                all.add(local);
            }
        }
        return all;
    }

    /// Rust lets a closure that is called once give away what it captured; Oxur does not.
    private void keepsCaptures(Expr.Closure closure) throws Uncompilable {
        for (var variable : lowering.facts.frames(closure).captures()) {
            var local = lowering.local(variable);
            if (variable.movedByValue() && local != null && !local.type().isCopy()) {
                throw new Uncompilable(
                        closure.span(), "a closure that gives away what it captured");
            }
        }
    }

    private boolean changes(Expr.Closure closure) {
        for (var variable : lowering.facts.frames(closure).captures()) {
            var local = lowering.local(variable);
            boolean through =
                    local != null
                            && (local.type().known() instanceof Ty.Ref(var mutable, _) && mutable
                                    || local.type().known() instanceof Ty.Closure inner
                                            && inner.unique());
            if (variable.written() || through) {
                return true;
            }
        }
        return false;
    }

    /// The body of a closure that is kept waits until somebody has said what it is called with.
    private Code deferred(
            Ty.Closure type,
            Body body,
            boolean kept,
            Span span,
            java.util.function.Function<Code, String> text)
            throws Uncompilable {
        var made = new Code[1];
        Whole.Pending work =
                last -> {
                    boolean open = type.inputs().stream().anyMatch(t -> t.seen() instanceof Ty.Var);
                    if (kept && open && !last) {
                        return false;
                    }
                    var code = lowering.calls.undisturbed(body);
                    if (!code.never()) {
                        Unify.same(type.output(), code.type(), span);
                    }
                    made[0] = code;
                    return true;
                };
        if (kept) {
            lowering.control.busy++;
            lowering.whole.later(work);
        } else {
            work.proceed(true);
        }
        return Code.value(type, () -> text.apply(made[0]));
    }

    /// A closure that a variable will hold.
    Code kept(Expr.Closure closure) throws Uncompilable {
        var inputs = new ArrayList<Ty>();
        closure.inputs().forEach(_ -> inputs.add(new Ty.Var()));
        return closure(closure, inputs, true);
    }

    // By name

    /// A definition's name as a value; null when it names no function.
    @Nullable Code kept(Expr.Name name) throws Uncompilable {
        var function = function(name);
        int count;
        if (function != null) {
            count = function.signature().hasRest() ? -1 : function.signature().inputs().size();
        } else if (lowering.calls.meaning(name.path()) instanceof Meaning.Unknown) {
            boolean builtin = Builtins.function(name.path().name()) != null;
            count = operator(name.path().name()) != null ? 2 : builtin ? 1 : -1;
        } else {
            count = -1;
        }
        if (count < 0) {
            return null;
        }
        var inputs = new ArrayList<Ty>();
        for (int i = 0; i < count; i++) {
            inputs.add(new Ty.Var());
        }
        return named(name, inputs, true);
    }

    private @Nullable Function function(Expr.Name name) {
        return switch (lowering.calls.meaning(name.path())) {
            case Meaning.Value(var global) when global.value() instanceof Function defined ->
                    defined;
            case Meaning.OfFunction(var member) -> member;
            default -> null;
        };
    }

    private Code named(Expr.Name name, List<Ty> inputs, boolean kept) throws Uncompilable {
        var names = new ArrayList<String>();
        inputs.forEach(_ -> names.add(lowering.temporary()));
        return deferred(
                new Ty.Closure(inputs, new Ty.Var(), false, true),
                () -> called(name, inputs, names),
                kept,
                name.span(),
                value -> {
                    var out = new StringBuilder("move |");
                    for (int i = 0; i < names.size(); i++) {
                        out.append(typed(names.get(i), inputs.get(i))).append(", ");
                    }
                    return out.append(kept ? "d: u32| { " : "| { ")
                            .append(value.get())
                            .append(" }")
                            .toString();
                });
    }

    private Code called(Expr.Name name, List<Ty> inputs, List<String> names) throws Uncompilable {
        var span = name.span();
        var codes = new ArrayList<Code>();
        for (int i = 0; i < names.size(); i++) {
            var local = names.get(i);
            codes.add(lowering.stored(Code.place(inputs.get(i), () -> local)));
        }
        var function = function(name);
        if (function != null) {
            return lowering.calls.invokeCodes(function, codes, span, false);
        }
        var word = name.path().name();
        if (lowering.calls.meaning(name.path()) instanceof Meaning.Unknown) {
            var op = operator(word);
            if (op != null && codes.size() == 2) {
                return lowering.operators.operate(span, op, codes.getFirst(), codes.getLast());
            }
            if (op == null && codes.size() == 1 && Builtins.function(word) != null) {
                return lowering.calls.builtin(span, word, codes.getFirst());
            }
        }
        throw new Uncompilable(span, "a function as a value");
    }

    private static @Nullable BinOp operator(String name) {
        for (var op : BinOp.values()) {
            if (op.symbol().equals(name) && op != BinOp.AND && op != BinOp.OR) {
                return op;
            }
        }
        return name.equals("=") ? BinOp.EQ : null;
    }

    // In use

    /// What a built-in function calls: a closure, a function by its name, an operator.
    Code callable(Expr expr, List<Ty> inputs) throws Uncompilable {
        if (expr instanceof Expr.Closure closure) {
            return closure(closure, inputs);
        }
        if (expr instanceof Expr.Name name && lowering.facts.variable(name) == null) {
            return named(name, inputs, false);
        }
        var code = lowering.value(expr);
        if (!(code.type().seen() instanceof Ty.Closure type)
                || type.inputs().size() != inputs.size()) {
            throw new Uncompilable(expr.span(), "a function as a value");
        }
        mayCall(expr, type);
        var names = new ArrayList<String>();
        for (int i = 0; i < inputs.size(); i++) {
            Unify.same(type.inputs().get(i), inputs.get(i), expr.span());
            names.add(lowering.temporary());
        }
        lowering.whole.settle();
        return new Code(
                type,
                false,
                () -> {
                    var out = new StringBuilder("|");
                    for (int i = 0; i < names.size(); i++) {
                        out.append(typed(names.get(i), inputs.get(i))).append(", ");
                    }
                    out.append("| ").append(called(code)).append('(');
                    names.forEach(name -> out.append(name).append(", "));
                    return out.append("d)").toString();
                });
    }

    /// A closure that changes what it captured is called through what may be changed.
    private void mayCall(Expr callee, Ty.Closure type) throws Uncompilable {
        if (type.unique()) {
            lowering.places.writable(callee);
        }
    }

    private static String called(Code closure) {
        return closure.place() ? closure.seen().get() : "(" + closure.seen().get() + ")";
    }

    /// `(f x)` where `f` is no name of a definition.
    Code call(Span span, Expr callee, List<Expr> arguments) throws Uncompilable {
        boolean first = callee instanceof Expr.Name;
        var closure = first ? lowering.value(callee) : null;
        if (closure != null && !isOne(closure.type())) {
            throw new Uncompilable(span, "a call of a value");
        }
        lowering.control.busy++;
        var inputs = new ArrayList<Ty>();
        var codes = new ArrayList<Code>();
        for (int i = 0; i < arguments.size(); i++) {
            var input =
                    closure != null
                                    && closure.type().seen() instanceof Ty.Closure type
                                    && i < type.inputs().size()
                            ? type.inputs().get(i)
                            : new Ty.Var();
            var code =
                    lowering.stored(
                            lowering.expr(arguments.get(i), Lowering.hint(input), true, false));
            codes.add(lowering.coerce(code, input, span));
            inputs.add(code.never() ? input : codes.getLast().type());
        }
        var called = closure == null ? lowering.value(callee) : closure;
        if (!(called.type().seen() instanceof Ty.Closure type)
                || type.inputs().size() != arguments.size()) {
            throw new Uncompilable(span, "a call of a value");
        }
        mayCall(callee, type);
        for (int i = 0; i < inputs.size(); i++) {
            Unify.same(type.inputs().get(i), inputs.get(i), span);
        }
        if (type.output().known() instanceof Ty.Var) {
            lowering.whole.settle();
        }
        var names = new ArrayList<String>();
        codes.forEach(_ -> names.add(lowering.temporary()));
        return Code.value(
                codes.stream().anyMatch(Code::never) ? Ty.Basic.NEVER : type.output(),
                () -> {
                    int point = lowering.trap(new TrapPoint.Depth(span));
                    var out = new StringBuilder("{ ");
                    for (int i = 0; i < names.size(); i++) {
                        out.append("let ").append(names.get(i)).append(" = ");
                        out.append(codes.get(i).get()).append("; ");
                    }
                    out.append(called(called)).append('(');
                    names.forEach(name -> out.append(name).append(", "));
                    return out.append("deeper(c, d, ").append(point).append(")) }").toString();
                });
    }
}
