package org.oxur.interpret;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.error.OxurPanic;
import org.oxur.error.TypeError;
import org.oxur.module.Global;
import org.oxur.text.Span;
import org.oxur.value.Cloner;
import org.oxur.value.EnumType;
import org.oxur.value.EnumValue;
import org.oxur.value.HeapValue;
import org.oxur.value.Ref;
import org.oxur.value.StructType;
import org.oxur.value.StructValue;

/// A name that means a definition: a static, a constant, a function, a variant without fields.
final class GlobalNode extends PlaceNode {
    private final NameLink link;

    /// What a variant without parts is, while [#epoch] holds.
    private @Nullable EnumValue unit;

    private int epoch;

    GlobalNode(Span span, NameLink link, Use use) {
        super(span, use);
        this.link = link;
    }

    @Override
    Object execute(Frame f) {
        return unit != null && epoch == link.registry.epoch() ? unit : value(f.ex);
    }

    private Object value(Execution ex) {
        var target = target();
        if (!(target instanceof Global global)) {
            return callable(target);
        }
        var value = global.value();
        if (!(value instanceof HeapValue)) {
            return value;
        }
        if (global.kind() == Global.Kind.CONST) {
            // Each use of a constant is a value of its own.
            return use == Use.READ ? value : Cloner.clone(value, ex, this);
        }
        if (use == Use.READ) {
            return value;
        }
        if (HeapValue.isCopy(value)) {
            return HeapValue.copied(value);
        }
        throw Places.cannotMove("a static", this);
    }

    private Object target() {
        var target = link.target();
        if (target == null) {
            throw link.undefined();
        }
        return target;
    }

    private Object callable(Object target) {
        if (target instanceof NameLink.BuiltInConstant(var value)) {
            return HeapValue.copied(value);
        }
        if (target instanceof EnumType.Variant variant && variant.unit() != null) {
            unit = variant.unit();
            epoch = link.registry.epoch();
            return unit;
        }
        if (target instanceof StructType type) {
            if (type.fields().isEmpty()) {
                return new StructValue(type, new Object[0]);
            }
            throw new OxurPanic(
                    new TypeError.TypeMismatch(
                            span(),
                            "`" + type.name() + "` is a struct, not a value",
                            "make one with its fields"));
        }
        return target;
    }

    @Override
    Object through(Frame f, boolean write, @Nullable Trail trail) {
        var target = target();
        if (!(target instanceof Global global)) {
            return callable(target);
        }
        if (write && !(global.value() instanceof Ref)) {
            throw Places.frozen(global.name(), this);
        }
        if (trail != null) {
            trail.fix("a static");
        }
        return Places.through(
                global.value(),
                write,
                trail == null || !trail.lends() ? trail : forever(trail),
                this);
    }

    private static Trail forever(Trail trail) {
        trail.passed(Ref.toTemporary(org.oxur.value.Unit.UNIT));
        return trail;
    }

    @Override
    Object forWrite(Frame f) {
        if (target() instanceof Global global) {
            if (global.value() instanceof Ref reference) {
                return Places.forWrite(reference, this);
            }
            throw Places.frozen(global.name(), this);
        }
        return execute(f);
    }

    @Override
    Object lend(Frame f, boolean mutable) {
        if (!(target() instanceof Global global)) {
            return mutable ? Ref.uniqueTemporary(execute(f)) : Ref.toTemporary(execute(f));
        }
        if (global.value() instanceof Ref reference) {
            return Places.reborrow(reference, mutable, this);
        }
        if (mutable && global.kind() == Global.Kind.STATIC) {
            throw Places.frozen(global.name(), this);
        }
        return mutable
                ? Ref.uniqueTemporary(Cloner.clone(global.value(), f.ex, this))
                : Ref.toTemporary(global.value());
    }

    @Override
    void moveOut(Frame f) {
        throw Places.cannotMove("a static", this);
    }

    @Override
    void assign(Frame f, Object value) {
        if (target() instanceof Global global) {
            throw Places.frozen(global.name(), this);
        }
        throw link.undefined();
    }

    @Override
    void reach(Reached reached) {}

    /// The variant that the name meant when it was described, if it has no parts.
    private EnumType.@Nullable Variant variant;

    @Override
    Operation operation() {
        if (link.target() instanceof EnumType.Variant found && found.unit() != null) {
            variant = found;
            return Operations.named(this, List.of(), Operation.Gives.OBJECT);
        }
        variant = null;
        return new Operation.Applied(this, List.of(), Operation.Gives.ANY, false, null);
    }

    @Override
    boolean isAsDescribed() {
        return variant == null || link.target() == variant;
    }

    /// What it is while it is as it was described; null where that is no variant without parts.
    @Nullable Object unit() {
        return variant == null ? null : variant.unit();
    }

    @Override
    Object applied(Execution ex, int depth) {
        return value(ex);
    }
}
