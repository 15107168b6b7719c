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
import org.oxur.compiler.types.Uncompilable;
import org.oxur.module.Function;
import org.oxur.module.Meaning;
import org.oxur.text.Span;

/// Closures that do not outlive the expression or variable that holds them: Rust's closures.
final class Closures {
    private final Lowering lowering;

    Closures(Lowering lowering) {
        this.lowering = lowering;
    }

    /// A closure written out.
    Code closure(Expr.Closure closure, List<Ty> inputs) throws Uncompilable {
        if (closure.name() != null) {
            throw new Uncompilable(closure.span(), "a closure that calls itself");
        }
        if (closure.inputs().size() != inputs.size()) {
            throw new Uncompilable(closure.span(), "a closure of another number of arguments");
        }
        var names = new ArrayList<String>();
        var openings = new ArrayList<Supplier<String>>();
        for (int i = 0; i < inputs.size(); i++) {
            if (!(closure.inputs().get(i) instanceof FnArg.Typed(var span, var pat, var type))) {
                throw new Uncompilable(closure.span(), "a closure with a rest parameter");
            }
            var declared = type;
            while (pat instanceof Pat.Typed typed) {
                declared = typed.type();
                pat = typed.pat();
            }
            if (declared != null) {
                Unify.same(lowering.types.read(declared), inputs.get(i), span);
            }
            var name = lowering.temporary();
            names.add(name);
            var input = inputs.get(i);
            openings.add(
                    lowering.patterns.let(
                            pat, lowering.stored(Code.place(input, () -> name)), span));
        }
        var output = closure.output();
        var result = output == null ? new Ty.Var() : lowering.types.read(output);
        var reopen = lowering.control.closed();
        Code body;
        try {
            body =
                    lowering.stored(
                            lowering.expr(closure.body(), Lowering.hint(result), true, false));
        } finally {
            reopen.run();
        }
        if (!body.never()) {
            body = lowering.coerce(body, result, closure.span());
        }
        var value = body;
        return Code.value(
                new Ty.Closure(inputs, result),
                () -> {
                    var out = new StringBuilder(closure.move() ? "move |" : "|");
                    for (int i = 0; i < names.size(); i++) {
                        var input = inputs.get(i);
                        out.append(names.get(i));
                        if (RustTypes.hasName(input)) {
                            out.append(": ").append(lowering.whole.rust().name(input, ""));
                        }
                        out.append(", ");
                    }
                    out.append("| { ");
                    openings.forEach(opening -> out.append(opening.get()));
                    return out.append(value.get()).append(" }").toString();
                });
    }

    /// A closure that a variable will hold.
    Code kept(Expr.Closure closure) throws Uncompilable {
        var inputs = new ArrayList<Ty>();
        closure.inputs().forEach(_ -> inputs.add(new Ty.Var()));
        return closure(closure, inputs);
    }

    /// What a built-in function calls: a closure, a function by its name, an operator.
    Code callable(Expr expr, List<Ty> inputs) throws Uncompilable {
        if (expr instanceof Expr.Closure closure) {
            return closure(closure, inputs);
        }
        if (expr instanceof Expr.Name name) {
            if (lowering.facts.variable(name) != null) {
                var code = lowering.value(name);
                if (code.type().known() instanceof Ty.Closure(var takes, _)
                        && takes.size() == inputs.size()) {
                    for (int i = 0; i < inputs.size(); i++) {
                        Unify.same(takes.get(i), inputs.get(i), expr.span());
                    }
                    return new Code(code.type(), false, () -> "&mut " + code.get());
                }
                throw new Uncompilable(expr.span(), "a function as a value");
            }
            return named(name, inputs);
        }
        throw new Uncompilable(expr.span(), "a function as a value");
    }

    private Code named(Expr.Name name, List<Ty> inputs) throws Uncompilable {
        var span = name.span();
        var names = new ArrayList<String>();
        var codes = new ArrayList<Code>();
        for (var input : inputs) {
            var local = lowering.temporary();
            names.add(local);
            codes.add(lowering.stored(Code.place(input, () -> local)));
        }
        var meaning = lowering.calls.meaning(name.path());
        Function function =
                meaning instanceof Meaning.Value(var global)
                                && global.value() instanceof Function defined
                        ? defined
                        : meaning instanceof Meaning.OfFunction(var member) ? member : null;
        Code value;
        var op = operator(name.path().name());
        if (function != null) {
            value = lowering.calls.invokeCodes(function, codes, span, false);
        } else if (meaning instanceof Meaning.Unknown && op != null && codes.size() == 2) {
            value = lowering.operators.operate(span, op, codes.getFirst(), codes.getLast());
        } else {
            throw new Uncompilable(span, "a function as a value");
        }
        return Code.value(
                new Ty.Closure(inputs, value.type()),
                () -> names.stream().collect(Collectors.joining(", ", "|", "| ")) + value.get());
    }

    private static @Nullable BinOp operator(String name) {
        for (var op : BinOp.values()) {
            if (op.symbol().equals(name) && op != BinOp.AND && op != BinOp.OR) {
                return op;
            }
        }
        return name.equals("=") ? BinOp.EQ : null;
    }

    /// `(f x)` of a variable that holds a closure.
    Code call(Span span, Code closure, List<Expr> arguments) throws Uncompilable {
        if (!(closure.type().known() instanceof Ty.Closure(var inputs, var output))
                || inputs.size() != arguments.size()) {
            throw new Uncompilable(span, "a call of a value");
        }
        lowering.control.busy++;
        var codes = new ArrayList<Code>();
        for (int i = 0; i < inputs.size(); i++) {
            var code =
                    lowering.stored(
                            lowering.expr(
                                    arguments.get(i), Lowering.hint(inputs.get(i)), true, false));
            codes.add(lowering.coerce(code, inputs.get(i), span));
        }
        return Code.value(
                output,
                () ->
                        codes.stream()
                                .map(Code::get)
                                .collect(Collectors.joining(", ", closure.get() + "(", ")")));
    }
}
