package org.oxur.interpret;

import org.oxur.text.Span;

/// A comparison of two operands: `i64` and `f64` by heart, all others as [Comparing] says.
abstract class CompareNode extends BinaryNode {
    CompareNode(Span span, Node left, Node right) {
        super(span, left, right);
    }

    @Override
    String trait() {
        return "";
    }

    @Override
    String method() {
        return "";
    }

    @Override
    boolean isAdaptable() {
        return false;
    }

    @Override
    final Object plain(Object a, Object b) {
        throw new IllegalStateException("comparisons have a way of their own");
    }

    @Override
    final Object execute(Frame f) {
        return test(f);
    }

    final boolean general(Frame f) {
        var a = left.execute(f);
        var b = rightValue(f);
        if (kind == UNKNOWN) {
            learn(a, b);
        }
        return compare(f, a, b);
    }

    final boolean compare(Frame f, Object a, Object b) {
        return Comparing.compare(f.ex, op(), a, b, left, right, this);
    }
}
