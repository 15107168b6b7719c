package org.oxur.interpret;

import org.jspecify.annotations.Nullable;
import org.oxur.value.HeapValue;
import org.oxur.value.Moved;
import org.oxur.value.RcValue;
import org.oxur.value.StructType;
import org.oxur.value.StructValue;

/// Fields, for compiled code, which has executed the owner. What is out of the ordinary is done by
/// the node.
final class Fields {
    private Fields() {}

    /// A struct of the type that the node knows, nothing of which is lent; null for anything else.
    static @Nullable StructValue plain(Object owner, FieldNode node) {
        return owner instanceof StructValue struct && node.isPlain(struct) ? struct : null;
    }

    /// A struct of a type, nothing of which is lent; null for anything else.
    static @Nullable StructValue plain(Object owner, StructType type) {
        return owner instanceof StructValue struct && struct.type() == type && !struct.isLent()
                ? struct
                : null;
    }

    /// Of a field that is stored boxed; null where the node must look.
    static @Nullable Object get(StructValue struct, FieldNode node) {
        var value = struct.part(node.index());
        if (node.use == Use.READ) {
            return value instanceof Moved ? null : value;
        }
        return HeapValue.isCopy(value) ? HeapValue.copied(value) : null;
    }

    /// @param f null where the node does not take the value away
    static Object get(Object owner, @Nullable Frame f, Execution ex, int depth, FieldNode node) {
        return node.get(f == null ? new Frame(ex, depth) : f, owner);
    }

    /// What a field holds, to go on to one of its parts.
    static Object inside(
            Object owner, boolean write, boolean owned, Execution ex, int depth, FieldNode node) {
        if (!owned
                && owner instanceof StructValue struct
                && node.isPlain(struct)
                && struct.part(node.index()) instanceof HeapValue inside
                && !(inside instanceof RcValue)) {
            return inside;
        }
        return node.through(new Frame(ex, depth), owner, write, owned);
    }

    static void set(
            Object owner, boolean owned, Object value, Execution ex, int depth, FieldNode node) {
        node.assign(new Frame(ex, depth), owner, owned, value);
    }

    static void change(
            Object owner,
            boolean owned,
            Object value,
            Execution ex,
            int depth,
            AssignOpPartNode node) {
        var f = new Frame(ex, depth);
        node.change(f, ((FieldNode) node.place()).find(f, owner), owner, owned, value);
    }
}
