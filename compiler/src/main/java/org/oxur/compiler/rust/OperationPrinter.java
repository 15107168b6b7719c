package org.oxur.compiler.rust;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.oxur.ast.BinOp;
import org.oxur.ast.Expr;
import org.oxur.ast.FloatType;
import org.oxur.ast.Lit;
import org.oxur.ast.Pat;
import org.oxur.builtin.BuiltinFunction;
import org.oxur.compiler.trap.TrapPoint;
import org.oxur.compiler.types.Instance;
import org.oxur.compiler.types.Intrinsic;
import org.oxur.compiler.types.Uncompilable;
import org.oxur.compiler.types.ValueType;
import org.oxur.text.Span;
import org.oxur.value.Integers;

/// Prints what gives a value and goes nowhere: literals, names, operators, calls. Whatever can fail
/// is checked, with a [TrapPoint] of its own.
final class OperationPrinter {
    private final CratePrinter crate;
    private final Instance instance;
    private final FunctionPrinter function;

    OperationPrinter(CratePrinter crate, Instance instance, FunctionPrinter function) {
        this.crate = crate;
        this.instance = instance;
        this.function = function;
    }

    String print(Expr expr) throws Uncompilable {
        return switch (expr) {
            case Expr.Literal(_, var lit) -> literal(lit, instance.type(expr));
            case Expr.Name name -> {
                var variable = instance.facts().variable(name);
                yield variable != null
                        ? function.name(variable)
                        : constant(Objects.requireNonNull(instance.constant(name)));
            }
            case Expr.Unary(var span, var op, var operand) -> unary(span, op, operand);
            case Expr.Binary(var span, var op, var left, var right) -> {
                if (op == BinOp.AND) {
                    yield "(if "
                            + function.value(left)
                            + " { "
                            + function.value(right)
                            + " } else { false })";
                } else if (op == BinOp.OR) {
                    yield "(if "
                            + function.value(left)
                            + " { true } else { "
                            + function.value(right)
                            + " })";
                }
                yield operate(
                        span,
                        op,
                        function.value(left),
                        instance.type(left),
                        function.value(right),
                        instance.type(right));
            }
            case Expr.Comparison(_, var op, var operands) -> comparison(op, operands);
            case Expr.Cast(_, var value, _) ->
                    "(("
                            + function.value(value)
                            + ") as "
                            + CratePrinter.type(instance.type(expr))
                            + ")";
            case Expr.Call(_, _, var arguments) -> call(expr, arguments);
            case Expr.MethodCall(_, var receiver, _, _, var arguments) -> {
                var all = new ArrayList<Expr>();
                all.add(receiver);
                all.addAll(arguments);
                yield call(expr, all);
            }
            default -> throw new Uncompilable(expr.span(), "a form that has no native code yet");
        };
    }

    // Literals

    private static String literal(Lit lit, ValueType type) throws Uncompilable {
        return switch (lit) {
            case Lit.Int(var value, _, _) -> integer(value, type);
            case Lit.Float(var value, var floating) -> floating(value, floating);
            case Lit.Bool(var value) -> Boolean.toString(value);
            case Lit.Unit _ -> "()";
            default -> throw new IllegalStateException("inference lets no such literal pass");
        };
    }

    private static String integer(BigInteger value, ValueType type) {
        return "(" + value + type + ")";
    }

    private static String floating(double value, FloatType type) {
        return type == FloatType.F64
                ? "f64::from_bits(0x" + Long.toHexString(Double.doubleToRawLongBits(value)) + ")"
                : "f32::from_bits(0x"
                        + Integer.toHexString(Float.floatToRawIntBits((float) value))
                        + ")";
    }

    private static String constant(Object value) {
        var type = Integers.typeOf(value);
        if (type != null) {
            return integer(Integers.exact(value), new ValueType.Int(type));
        }
        return switch (value) {
            case Double d -> floating(d, FloatType.F64);
            case Float f -> floating(f, FloatType.F32);
            case Boolean b -> b.toString();
            default -> "()";
        };
    }

    // Operators

    private String unary(Span span, Expr.UnOp op, Expr operand) throws Uncompilable {
        var type = instance.type(operand);
        var value = function.value(operand);
        if (op == Expr.UnOp.NOT) {
            return "(!" + value + ")";
        } else if (type instanceof ValueType.Int) {
            var a = function.temporary();
            int point = crate.point(new TrapPoint.Negation(span, type));
            return "{ let "
                    + a
                    + " = "
                    + value
                    + "; checked(c, "
                    + point
                    + ", "
                    + a
                    + ", 0u8, "
                    + a
                    + ".checked_neg()) }";
        }
        return "(-" + value + ")";
    }

    /// @param left printed, evaluated first
    String operate(
            Span span, BinOp op, String left, ValueType leftType, String right, ValueType rightType)
            throws Uncompilable {
        if (op.isComparison() || !(leftType instanceof ValueType.Int)) {
            if (op == BinOp.REM) {
                throw new Uncompilable(span, "the remainder of floats");
            }
            return "((" + left + ") " + op.symbol() + " (" + right + "))";
        }
        var checked =
                switch (op) {
                    case ADD -> "checked_add";
                    case SUB -> "checked_sub";
                    case MUL -> "checked_mul";
                    case DIV -> "checked_div";
                    case REM -> "checked_rem";
                    case SHL -> "checked_shl";
                    case SHR -> "checked_shr";
                    default -> "";
                };
        if (checked.isEmpty()) {
            return "((" + left + ") " + op.symbol() + " (" + right + "))";
        }
        int point = crate.point(new TrapPoint.Operation(span, op, leftType, rightType));
        boolean shift = op == BinOp.SHL || op == BinOp.SHR;
        return guarded(point, left, right, "%s." + checked + (shift ? "(amount(%s))" : "(%s)"));
    }

    private String guarded(int point, String left, String right, String operation) {
        var a = function.temporary();
        var b = function.temporary();
        return "{ let "
                + a
                + " = "
                + left
                + "; let "
                + b
                + " = "
                + right
                + "; checked(c, "
                + point
                + ", "
                + a
                + ", "
                + b
                + ", "
                + operation.formatted(a, b)
                + ") }";
    }

    private String comparison(BinOp op, List<Expr> operands) throws Uncompilable {
        var out = new StringBuilder("{ ");
        var names = new ArrayList<String>();
        for (var operand : operands) {
            var name = function.temporary();
            names.add(name);
            out.append("let ").append(name).append(" = ");
            out.append(function.value(operand)).append("; ");
        }
        for (int i = 1; i < names.size(); i++) {
            out.append(i == 1 ? "" : " & ").append('(').append(names.get(i - 1));
            out.append(' ').append(op.symbol()).append(' ').append(names.get(i)).append(')');
        }
        return out.append(" }").toString();
    }

    /// Whether a value is what a literal, range or choice of them says.
    String matches(Pat pat, String matched, ValueType type) throws Uncompilable {
        return switch (pat) {
            case Pat.Literal(_, var lit) -> "(" + matched + " == " + literal(lit, type) + ")";
            case Pat.Range(_, var from, var to, var inclusive) ->
                    "("
                            + (from == null ? "true" : matched + " >= " + literal(from, type))
                            + " && "
                            + (to == null
                                    ? "true"
                                    : matched + (inclusive ? " <= " : " < ") + literal(to, type))
                            + ")";
            case Pat.Or(_, var cases) -> {
                var tests = new ArrayList<String>();
                for (var each : cases) {
                    tests.add(matches(each, matched, type));
                }
                yield "(" + String.join(" || ", tests) + ")";
            }
            case Pat.Wild _ -> "true";
            default -> throw new Uncompilable(pat.span(), "a value is taken apart by a pattern");
        };
    }

    // Calls

    private String call(Expr call, List<Expr> arguments) throws Uncompilable {
        var builtin = instance.builtin(call);
        if (builtin != null) {
            return intrinsic(call.span(), builtin, arguments);
        }
        var out = new StringBuilder("{ ");
        var names = new ArrayList<String>();
        for (var argument : arguments) {
            var name = function.temporary();
            names.add(name);
            out.append("let ").append(name).append(" = ");
            out.append(function.value(argument)).append("; ");
        }
        var callee = instance.callee(call);
        if (callee == null) {
            // An argument never gives a value: control does not come here.
            return out.append("loop {} }").toString();
        }
        out.append(CratePrinter.name(callee)).append("(c, ");
        if (instance.isTailCall(call)) {
            out.append('d');
        } else {
            int point = crate.point(new TrapPoint.Depth(call.span()));
            out.append("deeper(c, d, ").append(point).append(')');
        }
        names.forEach(name -> out.append(", ").append(name));
        return out.append(") }").toString();
    }

    private String intrinsic(Span span, BuiltinFunction builtin, List<Expr> arguments)
            throws Uncompilable {
        var intrinsic = Objects.requireNonNull(Intrinsic.named(builtin.name()));
        var types = new ArrayList<ValueType>();
        for (var argument : arguments) {
            types.add(instance.type(argument));
        }
        boolean integer = types.getFirst() instanceof ValueType.Int;
        var first = function.value(arguments.getFirst());
        var second = arguments.size() > 1 ? function.value(arguments.get(1)) : "0u8";
        return switch (intrinsic) {
            case ABS ->
                    integer
                            ? guarded(
                                    point(span, builtin, types), first, second, "%s.checked_abs()")
                            : "(" + first + ").abs()";
            case SIGNUM -> "(" + first + ").signum()";
            case SQRT -> "(" + first + ").root()";
            case MIN -> "Ord::min(" + first + ", " + second + ")";
            case MAX -> "Ord::max(" + first + ", " + second + ")";
            case REM_EUCLID ->
                    guarded(
                            point(span, builtin, types),
                            first,
                            second,
                            "%s.checked_rem_euclid(%s)");
            case DIV_EUCLID ->
                    guarded(
                            point(span, builtin, types),
                            first,
                            second,
                            "%s.checked_div_euclid(%s)");
            case WRAPPING_ADD -> "(" + first + ").wrapping_add(" + second + ")";
            case WRAPPING_SUB -> "(" + first + ").wrapping_sub(" + second + ")";
            case WRAPPING_MUL -> "(" + first + ").wrapping_mul(" + second + ")";
        };
    }

    private int point(Span span, BuiltinFunction builtin, List<ValueType> types) {
        return crate.point(new TrapPoint.Builtin(span, builtin, types));
    }
}
