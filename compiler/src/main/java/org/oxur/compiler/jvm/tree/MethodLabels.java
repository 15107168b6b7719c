package org.oxur.compiler.jvm.tree;

import org.objectweb.asm.Label;

/// Places of a method that control goes to from its body.
///
/// @param begin of the body, after the arguments were looked at: where `recur` of the function goes
/// @param exit with the result in the locals
/// @param number the result's number
/// @param object the result, or a mark
record MethodLabels(Kinds kinds, Label begin, Label exit, int number, int object) {
    static MethodLabels of(Kinds kinds, Writer to) {
        var result = (Value.Pair) to.variable(Kind.PAIR);
        return new MethodLabels(kinds, new Label(), new Label(), result.number(), result.object());
    }
}
