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
}
