package org.oxur.interpret;

import org.jspecify.annotations.Nullable;
import org.oxur.ast.BinOp;

/// The trait by which the program's own types say what an operator means for them.
enum OperatorTrait {
    ADD("Add", "add"),
    SUB("Sub", "sub"),
    MUL("Mul", "mul"),
    DIV("Div", "div"),
    REM("Rem", "rem"),
    BIT_AND("BitAnd", "bitand"),
    BIT_OR("BitOr", "bitor"),
    BIT_XOR("BitXor", "bitxor"),
    SHL("Shl", "shl"),
    SHR("Shr", "shr");

    final String trait;
    final String method;

    OperatorTrait(String trait, String method) {
        this.trait = trait;
        this.method = method;
    }

    /// Null for comparisons, which have `PartialEq` and `PartialOrd`, and for `&&` and `||`, which
    /// have none.
    static @Nullable OperatorTrait of(BinOp op) {
        return switch (op) {
            case ADD -> ADD;
            case SUB -> SUB;
            case MUL -> MUL;
            case DIV -> DIV;
            case REM -> REM;
            case BIT_AND -> BIT_AND;
            case BIT_OR -> BIT_OR;
            case BIT_XOR -> BIT_XOR;
            case SHL -> SHL;
            case SHR -> SHR;
            case AND, OR, EQ, NE, LT, LE, GT, GE -> null;
        };
    }
}
