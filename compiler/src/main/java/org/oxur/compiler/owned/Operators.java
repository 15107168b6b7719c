package org.oxur.compiler.owned;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.BinOp;
import org.oxur.ast.Expr;
import org.oxur.ast.FloatType;
import org.oxur.ast.Lit;
import org.oxur.ast.Type;
import org.oxur.compiler.trap.TrapPoint;
import org.oxur.compiler.types.Adaptable;
import org.oxur.compiler.types.Uncompilable;
import org.oxur.compiler.types.ValueType;
import org.oxur.interpret.OwnOperators;
import org.oxur.text.Span;

/// Literals, operators, casts.
final class Operators {
    private final Lowering lowering;

    /// Those that the program has given another meaning.
    final OwnOperators own;

    Operators(Lowering lowering) {
        this.lowering = lowering;
        this.own = new OwnOperators(name -> lowering.calls.isDefined(name));
    }

    // Literals

    /// @param expected what an integer adapts to, or a string becomes; null for its own type
    Code literal(Span span, Lit lit, @Nullable Ty expected) throws Uncompilable {
        return switch (lit) {
            case Lit.Int(var value, var type, var adapts) -> {
                if (adapts && expected != null && expected.known() instanceof Ty.Var) {
                    yield adapting(span, value, expected);
                }
                var wanted =
                        adapts && expected != null && expected.seen() instanceof Ty.Int(var to)
                                ? to
                                : type;
                if (!wanted.holds(value)) {
                    throw new Uncompilable(span, "a literal that does not fit its type");
                }
                yield Code.value(new Ty.Int(wanted), () -> "(" + value + wanted.rustName() + ")");
            }
            case Lit.Float(var value, var type) ->
                    Code.value(new Ty.Float(type), () -> floating(value, type));
            case Lit.Bool(var value) -> Code.value(Ty.Basic.BOOL, () -> Boolean.toString(value));
            case Lit.Unit _ -> Code.unit(() -> "()");
            case Lit.Char(var character) ->
                    Code.value(
                            Ty.Basic.CHAR, () -> "'\\u{" + Integer.toHexString(character) + "}'");
            case Lit.Str(var text) ->
                    expected != null && expected.known() == Ty.Basic.STRING
                            ? Code.value(
                                    Ty.Basic.STRING, () -> "String::from(" + quoted(text) + ")")
                            : Code.value(Ty.Ref.TEXT, () -> quoted(text));
            case Lit.Keyword(var name) -> {
                int number = lowering.whole.keyword(name);
                yield Code.value(Ty.Basic.KEYWORD, () -> "Kw(" + number + ")");
            }
        };
    }

    /// A literal that takes the type of what it is computed with, which is not known yet.
    private Code adapting(Span span, BigInteger value, Ty type) throws Uncompilable {
        lowering.whole.later(last -> {
            if (type.known() instanceof Ty.Var && last) {
                Unify.same(type, Ty.I64, span);
            }
            if (type.known() instanceof Ty.Var) {
                return false;
            }
            if (!(type.seen() instanceof Ty.Int(var integer)) || !integer.holds(value)) {
                throw new Uncompilable(span, "a literal that is no " + type.shown());
            }
            return true;
        });
        return Code.value(type, () -> "(" + value + type.seen().shown() + ")");
    }

    private static String floating(double value, FloatType type) {
        return type == FloatType.F64
                ? "f64::from_bits(0x" + Long.toHexString(Double.doubleToRawLongBits(value)) + ")"
                : "f32::from_bits(0x"
                        + Integer.toHexString(Float.floatToRawIntBits((float) value))
                        + ")";
    }

    /// As a Rust string literal.
    static String quoted(String text) {
        var out = new StringBuilder("\"");
        text.codePoints()
                .forEach(point -> {
                    if (point >= ' ' && point < 0x7f && point != '"' && point != '\\') {
                        out.append((char) point);
                    } else {
                        out.append("\\u{").append(Integer.toHexString(point)).append('}');
                    }
                });
        return out.append('"').toString();
    }

    /// A constant of the program; null when it is none that native code can hold.
    static @Nullable Lit constant(Object value) {
        var integer = org.oxur.value.Integers.typeOf(value);
        if (integer != null) {
            return new Lit.Int(org.oxur.value.Integers.exact(value), integer, false);
        }
        return switch (value) {
            case Double d -> new Lit.Float(d, FloatType.F64);
            case Float f -> new Lit.Float(f, FloatType.F32);
            case Boolean b -> new Lit.Bool(b);
            case org.oxur.value.Char c -> new Lit.Char(c.codePoint());
            case org.oxur.value.StrLiteral s -> new Lit.Str(s.toString());
            case org.oxur.value.Keyword k -> new Lit.Keyword(k.name());
            case org.oxur.value.Unit _ -> new Lit.Unit();
            default -> null;
        };
    }

    // Operands

    /// Literals among them take the integer type of the first that is none.
    List<Code> operands(List<Expr> exprs, @Nullable Ty expected) throws Uncompilable {
        var found = new @Nullable Code[exprs.size()];
        Ty model = null;
        for (int i = 0; i < found.length; i++) {
            if (!Adaptable.isAdaptable(exprs.get(i))) {
                var code = lowering.value(exprs.get(i));
                found[i] = code;
                var type = code.type().seen();
                if (model == null && (type.isInt() || type instanceof Ty.Var)) {
                    model = type;
                }
            }
        }
        boolean any = model != null;
        var all = new ArrayList<Code>();
        for (int i = 0; i < found.length; i++) {
            var code = found[i];
            all.add(
                    code != null
                            ? code
                            : lowering.expr(exprs.get(i), any ? model : expected, true, false));
        }
        return all;
    }

    /// Operands of one type, seen through references.
    private static Ty common(List<Code> codes, Span span) throws Uncompilable {
        Ty type = null;
        for (var code : codes) {
            if (code.never()) {
                continue;
            }
            if (type == null) {
                type = code.type().seen();
            } else {
                Unify.same(type, code.type().seen(), span);
            }
        }
        return type == null ? Ty.Basic.NEVER : type;
    }

    private void notRedefined(Expr expr, String name) throws Uncompilable {
        if (lowering.calls.isDefined(name)) {
            throw new Uncompilable(expr.span(), "`" + name + "` is defined by the program");
        }
    }

    Code unary(Expr expr, Span span, Expr.UnOp op, Expr operand, @Nullable Ty expected)
            throws Uncompilable {
        if (op == Expr.UnOp.DEREF) {
            var code = lowering.value(operand);
            return code.type().known() instanceof Ty.Ref(_, var to) && to.known() != Ty.Basic.STR
                    ? code.target()
                    : code;
        }
        if (op == Expr.UnOp.NOT) {
            notRedefined(expr, "not");
        }
        var code = lowering.expr(operand, expected, true, false).seen();
        var type = code.type();
        if (type.known() instanceof Ty.Named) {
            return lowering.calls.operator(
                    op == Expr.UnOp.NEG ? "neg" : "not", List.of(code), span);
        }
        needs(
                type,
                span,
                found ->
                        op == Expr.UnOp.NEG
                                ? found instanceof Ty.Float
                                        || found instanceof Ty.Int(var i) && i.signed()
                                : found == Ty.Basic.BOOL || found instanceof Ty.Int);
        return Code.value(
                type,
                () ->
                        op == Expr.UnOp.NOT
                                ? "(!" + code.get() + ")"
                                : type.isInt()
                                        ? code.get()
                                                + ".minus(c, "
                                                + lowering.trap(
                                                        new TrapPoint.Negation(
                                                                span, valueType(type)))
                                                + ")"
                                        : "(-" + code.get() + ")");
    }

    /// Checks a type as soon as it is known.
    void needs(Ty type, Span span, java.util.function.Predicate<Ty> test) throws Uncompilable {
        lowering.whole.later(last -> {
            var found = type.known();
            if (found instanceof Ty.Var && !last) {
                return false;
            }
            if (found != Ty.Basic.NEVER && !test.test(found)) {
                throw new Uncompilable(span, "an operation on " + found.shown());
            }
            return true;
        });
    }

    static ValueType valueType(Ty type) {
        return switch (type.known()) {
            case Ty.Int(var integer) -> new ValueType.Int(integer);
            case Ty.Float(var floating) -> new ValueType.Float(floating);
            case Ty.Basic basic when basic == Ty.Basic.BOOL -> ValueType.Simple.BOOL;
            default -> ValueType.Simple.UNIT;
        };
    }

    Code binary(Expr.Binary binary, @Nullable Ty expected, boolean tail) throws Uncompilable {
        var span = binary.span();
        var op = binary.op();
        if (op == BinOp.AND || op == BinOp.OR) {
            var left = lowering.value(binary.left(), Ty.Basic.BOOL);
            var right =
                    lowering.coerce(
                            lowering.expr(binary.right(), null, true, tail), Ty.Basic.BOOL, span);
            return Code.value(
                    Ty.Basic.BOOL,
                    () ->
                            op == BinOp.AND
                                    ? "(if "
                                            + left.get()
                                            + " { "
                                            + right.get()
                                            + " } else { false })"
                                    : "(if "
                                            + left.get()
                                            + " { true } else { "
                                            + right.get()
                                            + " })");
        }
        var operands = operands(List.of(binary.left(), binary.right()), expected);
        return operate(span, op, operands.getFirst(), operands.getLast());
    }

    /// @param left evaluated first
    Code operate(Span span, BinOp op, Code left, Code right) throws Uncompilable {
        if (left.never() || right.never()) {
            return Code.value(Ty.Basic.NEVER, () -> "{ " + left.get() + "; " + right.get() + "; }");
        }
        if (op.isComparison()) {
            return compare(span, op, left, right);
        }
        var a = left.seen();
        var b = right.seen();
        if (a.type().known() instanceof Ty.Named) {
            return lowering.calls.operator(trait(op), List.of(a, right), span);
        }
        boolean shift = op == BinOp.SHL || op == BinOp.SHR;
        if (shift) {
            needs(a.type(), span, Ty.Int.class::isInstance);
            needs(b.type(), span, Ty.Int.class::isInstance);
        } else {
            Unify.same(a.type(), b.type(), span);
            boolean bits = op == BinOp.BIT_AND || op == BinOp.BIT_OR || op == BinOp.BIT_XOR;
            needs(
                    a.type(),
                    span,
                    type ->
                            type instanceof Ty.Int
                                    || !bits && type instanceof Ty.Float
                                    || bits && type == Ty.Basic.BOOL);
        }
        return Code.value(a.type(), arithmetic(span, op, a, b));
    }

    private Supplier<String> arithmetic(Span span, BinOp op, Code a, Code b) {
        return () -> {
            var method =
                    switch (op) {
                        case ADD -> "plus";
                        case SUB -> "less";
                        case MUL -> "times";
                        case DIV -> "over";
                        case REM -> "rest";
                        case SHL -> "left";
                        case SHR -> "right";
                        default -> "";
                    };
            if (method.isEmpty() || !a.type().isInt()) {
                return "(" + a.get() + " " + op.symbol() + " " + b.get() + ")";
            }
            int point =
                    lowering.trap(
                            new TrapPoint.Operation(
                                    span, op, valueType(a.type()), valueType(b.type())));
            return a.get() + "." + method + "(c, " + point + ", " + b.get() + ")";
        };
    }

    private static String trait(BinOp op) {
        return switch (op) {
            case ADD -> "add";
            case SUB -> "sub";
            case MUL -> "mul";
            case DIV -> "div";
            default -> "rem";
        };
    }

    // Comparisons

    private Code compare(Span span, BinOp op, Code left, Code right) throws Uncompilable {
        comparable(span, op, List.of(left, right));
        return Code.value(Ty.Basic.BOOL, () -> test(op, left, right));
    }

    private void comparable(Span span, BinOp op, List<Code> codes) throws Uncompilable {
        boolean text = codes.stream().anyMatch(code -> isText(code.type()));
        if (text) {
            for (var code : codes) {
                if (!isText(code.type())) {
                    Unify.same(code.type().seen(), Ty.Basic.STRING, span);
                }
            }
            return;
        }
        var type = common(codes, span);
        boolean equal = op == BinOp.EQ || op == BinOp.NE;
        needs(type, span, found -> equal ? hasEquality(found) : hasOrder(found));
        lowering.whole.notCustom(type, "eq", span);
    }

    private static boolean hasEquality(Ty type) {
        return !type.any(part -> part instanceof Ty.Closure || part instanceof Ty.Iter);
    }

    private static boolean hasOrder(Ty type) {
        return switch (type.known()) {
            case Ty.Int _, Ty.Float _ -> true;
            case Ty.Basic basic ->
                    basic == Ty.Basic.BOOL || basic == Ty.Basic.CHAR || basic == Ty.Basic.STRING;
            case Ty.Vec(var item) -> hasOrder(item);
            case Ty.Tuple(var parts) -> parts.stream().allMatch(Operators::hasOrder);
            case Ty.Ref(_, var target) -> target.known() == Ty.Basic.STR;
            default -> false;
        };
    }

    static boolean isText(Ty type) {
        var seen = type.seen();
        return seen == Ty.Basic.STRING || seen.equals(Ty.Ref.TEXT);
    }

    /// Text of a `&str` of either kind of string.
    static String text(Code code) {
        return code.type().seen() == Ty.Basic.STRING
                ? code.seen().get() + ".as_str()"
                : code.seen().get();
    }

    static String test(BinOp op, Code left, Code right) {
        if (isText(left.type())) {
            return "(" + text(left) + " " + op.symbol() + " " + text(right) + ")";
        }
        return left.type().seen().isScalar()
                ? "(" + left.seen().get() + " " + op.symbol() + " " + right.seen().get() + ")"
                : "(" + left.shared().get() + " " + op.symbol() + " " + right.shared().get() + ")";
    }

    Code comparison(Span span, BinOp op, List<Expr> exprs) throws Uncompilable {
        var operands = operands(exprs, null);
        comparable(span, op, operands);
        var names = new ArrayList<Code>();
        for (var operand : operands) {
            var name = lowering.temporary();
            names.add(Code.place(new Ty.Ref(false, operand.type().seen()), () -> name));
        }
        return Code.value(
                Ty.Basic.BOOL,
                () -> {
                    var out = new StringBuilder("{ ");
                    for (int i = 0; i < names.size(); i++) {
                        out.append("let ").append(names.get(i).get()).append(" = ");
                        out.append(operands.get(i).shared().get()).append("; ");
                    }
                    for (int i = 1; i < names.size(); i++) {
                        out.append(i == 1 ? "" : " & ")
                                .append(test(op, names.get(i - 1), names.get(i)));
                    }
                    return out.append(" }").toString();
                });
    }

    Code cast(Span span, Expr value, Type type) throws Uncompilable {
        var code = lowering.value(value).seen();
        var to = lowering.types.read(type);
        needs(
                code.type(),
                span,
                from ->
                        from.isNumber() && to.isNumber()
                                || from == Ty.Basic.BOOL && to.isInt()
                                || from == Ty.Basic.CHAR && to.isInt()
                                || from.shown().equals("u8") && to.known() == Ty.Basic.CHAR);
        return Code.value(
                to, () -> "((" + code.get() + ") as " + lowering.whole.rust().name(to, "") + ")");
    }
}
