package org.oxur.interpret;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.oxur.builtin.BuiltinFunction;
import org.oxur.text.Span;

/// Built-in functions that have nodes of their own because they are called all the time.
final class Intrinsics {
    private Intrinsics() {}

    static @Nullable Node build(
            Span span,
            NameLink link,
            BuiltinFunction function,
            List<Node> arguments,
            Supplier<Node> ordinary) {
        if (function.name().equals("sqrt") && arguments.size() == 1) {
            var general =
                    new BuiltinCallNode(
                            span, link, function, arguments.toArray(new Node[0]), ordinary);
            return new SqrtNode(span, link, function, arguments.getFirst(), general);
        }
        return null;
    }

    /// The square root of an `f64`.
    private static final class SqrtNode extends Node {
        private final NameLink link;
        private final BuiltinFunction function;
        private final Node operand;
        private final Node general;
        private boolean doubles = true;

        SqrtNode(Span span, NameLink link, BuiltinFunction function, Node operand, Node general) {
            super(span);
            this.link = link;
            this.function = function;
            this.operand = operand;
            this.general = general;
        }

        @Override
        Object execute(Frame f) {
            try {
                return executeDouble(f);
            } catch (UnexpectedResult e) {
                return e.value;
            }
        }

        @Override
        double executeDouble(Frame f) throws UnexpectedResult {
            if (!doubles || link.target() != function) {
                return BinaryNode.expectDouble(general.execute(f));
            }
            try {
                return Math.sqrt(operand.executeDouble(f));
            } catch (UnexpectedResult e) {
                doubles = false;
                return BinaryNode.expectDouble(
                        Calls.builtIn(f.ex, f.depth, function, new Object[] {e.value}, this));
            }
        }
    }
}
