package org.oxur.interpret;

import java.util.ArrayList;
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
    private final @Nullable TypeParameters parameters;
    private final boolean carriesOne;
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
        this.parameters = FieldTypes.parameters(variant);
        this.carriesOne =
                arguments.length == 1
                        && variant.size() == 1
                        && variant.fields() == null
                        && parameters == null;
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
        if (!isAsDescribed() && replaced != null) {
            return replaced.execute(f);
        }
        if (carriesOne) {
            return variant.carryingOne(argument(f, 0));
        }
        var values = new Object[arguments.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = argument(f, i);
        }
        return made(values);
    }

    private Object made(Object[] values) {
        if (values.length != variant.size() || variant.fields() != null) {
            return Calls.construct(variant, values, this);
        }
        if (parameters != null) {
            parameters.check(values, this);
        }
        return values.length == 0 ? variant.of() : variant.carrying(values);
    }

    private Object argument(Frame f, int i) {
        var node = arguments[i];
        var value = Places.settled(node.execute(f), node);
        var test = i < tests.length ? tests[i] : null;
        return test == null ? value : test.check(value, node);
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

    @Override
    void reach(Reached reached) {
        reached.nodes(arguments);
    }

    @Override
    Operation operation() {
        if (!isAsDescribed()) {
            return opaque();
        }
        var parts = new ArrayList<Operation>();
        for (int i = 0; i < arguments.length; i++) {
            parts.add(Operations.settled(arguments[i], i < tests.length ? tests[i] : null));
        }
        return Operations.named(this, parts, Operation.Gives.OBJECT);
    }

    @Override
    boolean isAsDescribed() {
        if (epoch != link.registry.epoch()) {
            epoch = link.registry.epoch();
            replaced = link.target() == variant ? null : ordinary.get();
        }
        return replaced == null;
    }

    @Override
    Object applied(Execution ex, int depth, Object part) {
        return carriesOne ? variant.carryingOne(part) : applied(ex, depth, new Object[] {part});
    }

    @Override
    Object applied(Execution ex, int depth, Object[] parts) {
        return made(parts);
    }
}
