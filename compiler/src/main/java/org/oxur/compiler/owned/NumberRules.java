package org.oxur.compiler.owned;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Expr;
import org.oxur.builtin.Builtins;
import org.oxur.compiler.trap.TrapPoint;
import org.oxur.compiler.types.Adaptable;
import org.oxur.compiler.types.Uncompilable;
import org.oxur.text.Span;

/// Functions and methods of numbers.
final class NumberRules {
    /// Of floats, without arguments; Rust's name is the same with `_`.
    private static final Set<String> FLOATS =
            Set.of(
                    "floor",
                    "ceil",
                    "round",
                    "trunc",
                    "fract",
                    "sqrt",
                    "cbrt",
                    "exp",
                    "exp2",
                    "ln",
                    "log2",
                    "log10",
                    "sin",
                    "cos",
                    "tan",
                    "asin",
                    "acos",
                    "atan",
                    "sinh",
                    "cosh",
                    "tanh",
                    "to-radians",
                    "to-degrees",
                    "recip",
                    "exp-m1",
                    "ln-1p");

    private static final Set<String> FLOATS_OF_TWO = Set.of("powf", "atan2", "hypot", "copysign");
    private static final Set<String> TESTS =
            Set.of("is-nan", "is-infinite", "is-finite", "is-sign-negative", "is-sign-positive");

    /// What can fail, and Rust's checked counterpart.
    private static final Map<String, String> CHECKED =
            Map.of(
                    "rem-euclid", "checked_rem_euclid",
                    "div-euclid", "checked_div_euclid",
                    "pow", "checked_pow");

    private final Lowering lowering;

    NumberRules(Lowering lowering) {
        this.lowering = lowering;
    }

    /// As a function, where literals adapt to what is no literal; null when it is none of numbers.
    @Nullable Code function(Span span, String name, List<Expr> arguments) throws Uncompilable {
        boolean known =
                FLOATS.contains(name)
                        || FLOATS_OF_TWO.contains(name)
                        || CHECKED.containsKey(name)
                        || name.startsWith("wrapping-")
                        || name.startsWith("saturating-")
                        || name.startsWith("checked-")
                        || arguments.size() == 2 && (name.equals("min") || name.equals("max"))
                        || name.equals("abs")
                        || name.equals("signum");
        if (!known) {
            return null;
        }
        if (name.equals("pow")) {
            var codes =
                    List.of(
                            lowering.value(arguments.getFirst()),
                            lowering.value(arguments.getLast()));
            return operation(span, name, codes);
        }
        return operation(span, name, lowering.operators.operands(arguments, null));
    }

    @Nullable Code method(Rules.Call call) throws Uncompilable {
        var codes = new ArrayList<Code>();
        codes.add(call.receiver());
        boolean counts = call.name().equals("pow") || call.name().equals("powi");
        for (var argument : call.arguments()) {
            codes.add(
                    Adaptable.isAdaptable(argument) && !counts
                            ? lowering.expr(argument, call.receiver().type().seen(), true, false)
                            : lowering.value(argument));
        }
        return switch (call.name()) {
            case "to-string" ->
                    Code.value(
                            Ty.Basic.STRING, () -> call.receiver().seen().get() + ".to_string()");
            case "to-bits" -> null;
            default -> operation(call.span(), call.name(), codes);
        };
    }

    private @Nullable Code operation(Span span, String name, List<Code> given) throws Uncompilable {
        var codes = given.stream().map(Code::seen).toList();
        var a = codes.getFirst();
        var b = codes.getLast();
        if (a.type().known() instanceof Ty.Var || b.type().known() instanceof Ty.Var) {
            lowering.whole.settle();
        }
        boolean integer = a.type().isInt();
        boolean number = a.type().isNumber();
        if (!number) {
            return null;
        }
        var type = a.type();
        var rust = name.replace('-', '_');
        if (codes.size() == 1) {
            if (!integer && FLOATS.contains(name)) {
                return Code.value(type, () -> a.get() + "." + rust + "()");
            }
            if (!integer && TESTS.contains(name)) {
                return Code.value(Ty.Basic.BOOL, () -> a.get() + "." + rust + "()");
            }
            if (name.equals("abs")) {
                return Code.value(
                        type,
                        () ->
                                integer
                                        ? "{ let a = "
                                                + a.get()
                                                + "; checked(c, "
                                                + point(span, name, codes)
                                                + ", a, 0u8, a.checked_abs()) }"
                                        : a.get() + ".abs()");
            }
            return name.equals("signum") ? Code.value(type, () -> a.get() + ".signum()") : null;
        }
        if (codes.size() != 2) {
            return null;
        }
        if (!name.endsWith("pow") && !name.equals("powi")) {
            Unify.same(type, b.type(), span);
        } else if (!b.type().isInt()) {
            return null;
        }
        if (name.equals("min") || name.equals("max")) {
            return Code.value(
                    type,
                    () ->
                            integer
                                    ? "Ord::" + name + "(" + a.get() + ", " + b.get() + ")"
                                    : a.get() + "." + name + "(" + b.get() + ")");
        }
        if (!integer) {
            if (FLOATS_OF_TWO.contains(name)) {
                return Code.value(type, () -> a.get() + "." + rust + "(" + b.get() + ")");
            }
            return name.equals("powi") && b.type().isInt()
                    ? Code.value(type, () -> a.get() + ".powi(" + b.get() + " as i32)")
                    : null;
        }
        var checked = CHECKED.get(name);
        if (checked != null) {
            boolean power = name.equals("pow");
            return Code.value(
                    type,
                    () ->
                            "{ let a = "
                                    + a.get()
                                    + "; let b = "
                                    + b.get()
                                    + "; checked(c, "
                                    + point(span, name, codes)
                                    + ", a, b, a."
                                    + checked
                                    + (power ? "(amount(b))) }" : "(b)) }"));
        }
        var operation = name.substring(name.indexOf('-') + 1);
        if (!Set.of("add", "sub", "mul").contains(operation)) {
            return null;
        }
        var made = name.startsWith("checked-") ? new Ty.Option(type) : type;
        return Code.value(made, () -> a.get() + "." + rust + "(" + b.get() + ")");
    }

    private int point(Span span, String name, List<Code> codes) {
        return lowering.trap(
                new TrapPoint.Builtin(
                        span,
                        Objects.requireNonNull(Builtins.function(name)),
                        codes.stream().map(code -> Operators.valueType(code.type())).toList()));
    }
}
