package org.oxur.compiler.types;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.BinOp;
import org.oxur.ast.Expr;
import org.oxur.ast.IntType;
import org.oxur.compiler.types.ValueType.Simple;
import org.oxur.text.Span;

/// What operators take and give, and which type literals among their operands have.
final class OperatorTypes {
    private final Bodies bodies;

    OperatorTypes(Bodies bodies) {
        this.bodies = bodies;
    }

    ValueType unary(Span span, Expr.UnOp op, Expr operand, @Nullable IntType adapt)
            throws Uncompilable {
        var type = bodies.value(operand, adapt);
        boolean fits =
                switch (op) {
                    case NEG ->
                            type instanceof ValueType.Float
                                    || type instanceof ValueType.Int(var i) && i.signed();
                    case NOT -> type == Simple.BOOL || type instanceof ValueType.Int;
                    case DEREF -> false;
                };
        if (!fits && type != Simple.NEVER) {
            throw new Uncompilable(span, "an operator on " + type);
        }
        return type;
    }

    /// Literals among them take the integer type of the first that is none.
    List<ValueType> operands(List<Expr> exprs, @Nullable IntType adapt) throws Uncompilable {
        var found = new ValueType[exprs.size()];
        IntType model = null;
        boolean any = false;
        for (int i = 0; i < found.length; i++) {
            if (!Adaptable.isAdaptable(exprs.get(i))) {
                found[i] = bodies.value(exprs.get(i), null);
                any = true;
                if (model == null) {
                    model = Types.integer(found[i]);
                }
            }
        }
        for (int i = 0; i < found.length; i++) {
            if (Adaptable.isAdaptable(exprs.get(i))) {
                found[i] = bodies.value(exprs.get(i), any ? model : adapt);
            }
        }
        return List.of(found);
    }

    static ValueType operate(Span span, BinOp op, ValueType left, ValueType right)
            throws Uncompilable {
        if (op == BinOp.SHL || op == BinOp.SHR) {
            if (left instanceof ValueType.Int && right instanceof ValueType.Int
                    || left == Simple.NEVER
                    || right == Simple.NEVER) {
                return left;
            }
            throw new Uncompilable(span, "a shift of " + left);
        }
        var type = Types.join(left, right, span);
        boolean fits =
                switch (type) {
                    case ValueType.Int _ -> true;
                    case ValueType.Float _ ->
                            op != BinOp.BIT_AND && op != BinOp.BIT_OR && op != BinOp.BIT_XOR;
                    case Simple simple ->
                            simple == Simple.NEVER
                                    || simple == Simple.BOOL
                                            && (op.isComparison()
                                                    || op == BinOp.BIT_AND
                                                    || op == BinOp.BIT_OR
                                                    || op == BinOp.BIT_XOR);
                };
        if (!fits) {
            throw new Uncompilable(span, "`" + op.symbol() + "` of " + type);
        }
        return op.isComparison() ? Simple.BOOL : type;
    }

    ValueType comparison(Span span, List<Expr> exprs) throws Uncompilable {
        var operands = operands(exprs, null);
        for (var operand : operands) {
            operate(span, BinOp.LT, operands.getFirst(), operand);
        }
        return Simple.BOOL;
    }
}
