package org.oxur.interpret;

import org.jspecify.annotations.Nullable;
import org.oxur.builtin.Builtins;
import org.oxur.module.Registry;

/// `(.name place)` where nothing has a method of that name: the field, which is a place. Should the
/// program define such a method, it is a call.
final class NamedPartNode extends PlaceNode {
    private final FieldNode field;
    private final MethodCallNode call;
    private final String name;
    private final Registry registry;
    private int epoch;
    private boolean isCall;

    NamedPartNode(FieldNode field, MethodCallNode call, String name, Registry registry, Use use) {
        super(call.span(), use);
        this.field = field;
        this.call = call;
        this.name = name;
        this.registry = registry;
        this.epoch = registry.epoch();
    }

    /// Whether it is known of what has that name that it is a field.
    static boolean isField(Registry registry, String name) {
        return !Builtins.isMethod(name) && !registry.anyHasMethod(name);
    }

    private Node node() {
        if (epoch != registry.epoch()) {
            epoch = registry.epoch();
            isCall = !isField(registry, name);
        }
        return isCall ? call : field;
    }

    /// Whether it is the field, as far as this thread knows.
    boolean isField() {
        return epoch == registry.epochHere() ? !isCall : node() == field;
    }

    @Override
    Operation operation() {
        return new Operation.Named(this, (Operation.Field) field.operation(), opaque());
    }

    @Override
    void reach(Reached reached) {
        field.reach(reached);
        call.reach(reached);
    }

    @Override
    boolean isPlace() {
        return node() == field;
    }

    @Override
    Object execute(Frame f) {
        return node().execute(f);
    }

    @Override
    long executeLong(Frame f) throws UnexpectedResult {
        return node().executeLong(f);
    }

    @Override
    double executeDouble(Frame f) throws UnexpectedResult {
        return node().executeDouble(f);
    }

    @Override
    Object through(Frame f, boolean write, @Nullable Trail trail) {
        return node().through(f, write, trail);
    }

    @Override
    Object forWrite(Frame f) {
        return node().forWrite(f);
    }

    @Override
    Object lend(Frame f, boolean mutable) {
        return node().lend(f, mutable);
    }

    @Override
    void assign(Frame f, Object value) {
        field.assign(f, value);
    }

    @Override
    void moveOut(Frame f) {
        field.moveOut(f);
    }
}
