package org.oxur.builtin;

import org.jspecify.annotations.Nullable;
import org.oxur.ast.BinOp;
import org.oxur.error.Site;
import org.oxur.value.Cloner;
import org.oxur.value.Hashing;
import org.oxur.value.Host;
import org.oxur.value.SetValue;

/// `bit-or bit-and bit-xor -` of two sets: a set of clones, as Rust's of two borrowed ones.
public final class SetOperators {
    private SetOperators() {}

    /// Whether an operator is one of sets, too.
    public static boolean has(BinOp op) {
        return op == BinOp.SUB || op == BinOp.BIT_AND || op == BinOp.BIT_OR || op == BinOp.BIT_XOR;
    }

    /// @param a a [SetValue], as is `b`
    public static SetValue apply(BinOp op, Object a, Object b, Host host, Site site) {
        var left = (SetValue) a;
        var right = (SetValue) b;
        var result = new SetValue();
        add(result, left, op == BinOp.BIT_OR ? null : right, op == BinOp.BIT_AND, host, site);
        if (op == BinOp.BIT_OR || op == BinOp.BIT_XOR) {
            add(result, right, left, false, host, site);
        }
        return result;
    }

    // Those of a set that are, or are not, in another; all where there is none.
    private static void add(
            SetValue result,
            SetValue from,
            @Nullable SetValue other,
            boolean inOther,
            Host host,
            Site site) {
        for (int i = 0; i < from.positions(); i++) {
            if (from.isEntry(i)) {
                var item = from.at(i);
                var keys = Hashing.of(item, host, site);
                if (other == null || other.find(item, keys) >= 0 == inOther) {
                    result.add(Cloner.clone(item, host, site), keys);
                }
            }
            if ((i & 1023) == 1023) {
                host.poll(site);
                host.checkAllocation(8L * result.size(), site);
            }
        }
    }
}
