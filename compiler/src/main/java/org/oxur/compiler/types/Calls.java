package org.oxur.compiler.types;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.BinOp;
import org.oxur.ast.Expr;
import org.oxur.ast.FnArg;
import org.oxur.ast.Pat;
import org.oxur.ast.Path;
import org.oxur.ast.Type;
import org.oxur.builtin.BuiltinFunction;
import org.oxur.builtin.Builtins;
import org.oxur.module.Function;
import org.oxur.module.Global;
import org.oxur.module.Meaning;

/// Names that mean no local, and calls of what they mean.
final class Calls {
    private final Inference inference;
    private final Instance instance;
    private final Bodies bodies;

    Calls(Inference inference, Instance instance, Bodies bodies) {
        this.inference = inference;
        this.instance = instance;
        this.bodies = bodies;
    }

    private Meaning meaning(Path path) {
        return inference.meaning(
                instance.function().module(),
                path.segments().stream().map(s -> s.ident().name()).toList());
    }

    /// The type of a constant that a name means.
    ValueType constant(Expr.Name name) throws Uncompilable {
        Object value =
                switch (meaning(name.path())) {
                    case Meaning.Value(var global) when global.kind() == Global.Kind.CONST ->
                            global.value();
                    case Meaning.Unknown _ -> Builtins.constant(name.path().name());
                    default -> null;
                };
        var type = value == null ? null : Types.of(value);
        if (value == null || type == null) {
            throw new Uncompilable(
                    name.span(), "`" + name.span().text() + "` is not a number of the program");
        }
        instance.constants.put(name, value);
        return type;
    }

    /// A program's own definition of an operator's name is called instead of the operator.
    void operator(Expr expr, String name) throws Uncompilable {
        if (isDefined(name)) {
            throw new Uncompilable(expr.span(), "`" + name + "` is defined by the program");
        }
    }

    /// As Oxur names it; `and` and `or` are forms, and `=` is not spelt as in Rust.
    static String name(BinOp op) {
        return switch (op) {
            case EQ -> "=";
            case NE -> "!=";
            case BIT_AND -> "bit-and";
            case BIT_OR -> "bit-or";
            case BIT_XOR -> "bit-xor";
            case SHL -> "shl";
            case SHR -> "shr";
            case ADD, SUB, MUL, DIV, REM, LT, LE, GT, GE, AND, OR -> op.symbol();
        };
    }

    private boolean isDefined(String name) {
        return !(inference.meaning(instance.function().module(), List.of(name))
                instanceof Meaning.Unknown);
    }

    boolean isRange(Expr iterated) {
        return iterated instanceof Expr.Range || !isDefined("range");
    }

    ValueType call(Expr.Call call, boolean tail) throws Uncompilable {
        if (!(call.callee() instanceof Expr.Name name) || instance.facts().variable(name) != null) {
            throw new Uncompilable(call.span(), "a call of a value");
        }
        return switch (meaning(name.path())) {
            case Meaning.Value(var global) when global.value() instanceof Function function ->
                    call(call, function, tail);
            case Meaning.OfFunction(var function) -> call(call, function, tail);
            case Meaning.Unknown _ -> {
                var function = Builtins.function(name.path().name());
                if (function == null) {
                    throw new Uncompilable(call.span(), "`" + name.span().text() + "`");
                }
                yield intrinsic(call, function, call.arguments());
            }
            default ->
                    throw new Uncompilable(
                            call.span(), "`" + name.span().text() + "` makes no number");
        };
    }

    private ValueType call(Expr.Call call, Function function, boolean tail) throws Uncompilable {
        var inputs = function.signature().inputs();
        var arguments = new ArrayList<ValueType>();
        boolean reached = true;
        for (int i = 0; i < call.arguments().size(); i++) {
            var declared = i < inputs.size() ? declared(inputs.get(i)) : null;
            var type = bodies.value(call.arguments().get(i), Types.integer(declared));
            arguments.add(type);
            reached &= type != ValueType.Simple.NEVER;
        }
        if (!reached) {
            return ValueType.Simple.NEVER;
        }
        var callee = inference.instance(function, arguments, call.span());
        instance.callees.put(call, callee);
        if (tail) {
            instance.tailCalls.put(call, true);
            instance.leavesEarly = true;
        }
        return instance.isSelfTailCall(call) ? ValueType.Simple.NEVER : callee.result();
    }

    private static @Nullable ValueType declared(FnArg input) throws Uncompilable {
        if (!(input instanceof FnArg.Typed(_, var pat, var type))) {
            return null;
        }
        Type found = type;
        while (pat instanceof Pat.Typed typed) {
            found = typed.type();
            pat = typed.pat();
        }
        return found == null ? null : Types.of(found);
    }

    ValueType method(Expr.MethodCall call) throws Uncompilable {
        var receiver = bodies.value(call.receiver(), null);
        if (receiver == ValueType.Simple.NEVER) {
            return receiver;
        }
        var name = call.method().name();
        if (!inference.registry().methods(receiver.toString(), name).isEmpty()) {
            throw new Uncompilable(call.span(), "a method of the program");
        }
        var function = Builtins.function(name);
        if (function == null) {
            throw new Uncompilable(call.span(), "the method `" + name + "`");
        }
        var arguments = new ArrayList<Expr>();
        arguments.add(call.receiver());
        arguments.addAll(call.arguments());
        return intrinsic(call, function, arguments);
    }

    private ValueType intrinsic(Expr call, BuiltinFunction function, List<Expr> arguments)
            throws Uncompilable {
        var intrinsic = Intrinsic.named(function.name());
        if (intrinsic == null) {
            throw new Uncompilable(call.span(), "`" + function.name() + "`");
        }
        var types = bodies.operators().operands(arguments, null);
        if (types.contains(ValueType.Simple.NEVER)) {
            return ValueType.Simple.NEVER;
        }
        if (!intrinsic.takes(types)) {
            throw new Uncompilable(call.span(), "`" + function.name() + "` of " + types.getFirst());
        }
        instance.builtins.put(call, function);
        return types.getFirst();
    }
}
