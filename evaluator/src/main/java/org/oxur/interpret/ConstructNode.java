package org.oxur.interpret;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.oxur.text.Span;
import org.oxur.value.EnumType;

/// A call of a variant by its name: `Some(x)`.
final class ConstructNode extends Node {
    private final NameLink link;
    private final EnumType.Variant variant;
    private final @Nullable TypeTest[] tests;
    private final Node[] arguments;
    private final Supplier<Node> ordinary;
    private @Nullable Node replaced;
    private int epoch;

    ConstructNode(
            Span span,
            NameLink link,
            EnumType.Variant variant,
            @Nullable TypeTest[] tests,
            Node[] arguments,
            Supplier<Node> ordinary) {
        super(span);
        this.link = link;
        this.variant = variant;
        this.tests = tests;
        this.arguments = arguments;
        this.ordinary = ordinary;
        this.epoch = link.registry.epoch();
        for (int i = 0; i < arguments.length; i++) {
            var test = i < tests.length ? tests[i] : null;
            if (test != null) {
                arguments[i] = arguments[i].adapted(test);
            }
        }
    }

    @Override
    Object execute(Frame f) {
        if (epoch != link.registry.epoch()) {
            epoch = link.registry.epoch();
            replaced = link.target() == variant ? null : ordinary.get();
        }
        if (replaced != null) {
            return replaced.execute(f);
        }
        var values = new Object[arguments.length];
        for (int i = 0; i < values.length; i++) {
            var value = Places.settled(arguments[i].execute(f), arguments[i]);
            var test = i < tests.length ? tests[i] : null;
            values[i] = test == null ? value : test.check(value, arguments[i]);
        }
        if (values.length != variant.size() || variant.fields() != null) {
            return Calls.construct(variant, values, this);
        }
        return values.length == 0 ? variant.of() : variant.carrying(values);
    }

    @Override
    Node adapted(TypeTest type) {
        if (variant.type() == EnumType.OPTION || variant.type() == EnumType.RESULT) {
            var element = type.element(variant == EnumType.ERR ? 1 : 0);
            if (element != null && arguments.length == 1) {
                arguments[0] = arguments[0].adapted(element);
            }
        }
        return this;
    }
}
