package org.oxur.interpret;

import org.oxur.ast.BinOp;
import org.oxur.error.Site;
import org.oxur.value.Equality;
import org.oxur.value.Numbers;
import org.oxur.value.Order;
import org.oxur.value.Ref;

/// What comparison operators mean for any two values, the program's implementations included.
final class Comparing {
    private Comparing() {}

    static boolean compare(
            Execution ex, BinOp op, Object a, Object b, Node left, Node right, Site site) {
        var x = Ref.see(a, site);
        var y = Ref.see(b, site);
        if (right.isAdaptable() && !left.isAdaptable()) {
            y = Numbers.adapt(y, x, right);
        } else if (left.isAdaptable() && !right.isAdaptable()) {
            x = Numbers.adapt(x, y, left);
        }
        return compare(ex, op, x, y, site);
    }

    static boolean compare(Execution ex, BinOp op, Object x, Object y, Site site) {
        return switch (op) {
            case EQ -> Equality.equal(x, y, ex, site);
            case NE -> !Equality.equal(x, y, ex, site);
            case LT -> Order.less(x, y, ex, site);
            case LE -> Order.lessOrEqual(x, y, ex, site);
            case GT -> Order.greater(x, y, ex, site);
            case GE -> Order.greaterOrEqual(x, y, ex, site);
            default -> throw new IllegalStateException(op + " is no comparison");
        };
    }
}
