package org.oxur.interpret;

import org.jspecify.annotations.Nullable;
import org.oxur.value.HeapValue;
import org.oxur.value.Moved;
import org.oxur.value.StructValue;
import org.oxur.value.VecValue;

/// Elements, for compiled code, which has executed the owner and the index. What is out of the
/// ordinary is done by the node.
final class Elements {
    private Elements() {}

    /// A vector nothing of which is lent; null for anything else.
    static @Nullable VecValue plain(Object owner) {
        return owner instanceof VecValue vec && !vec.isLent() ? vec : null;
    }

    /// The position; -1 where there is none.
    static int index(VecValue vec, long at) {
        return at >= 0 && at < vec.size() ? (int) at : -1;
    }

    /// Of a vector that is not stored as `i64`, `f64` or `bool`; null where the node must look.
    static @Nullable Object get(VecValue vec, int at, IndexNode node) {
        var value = vec.get(at);
        if (node.use == Use.READ) {
            return value instanceof Moved ? null : value;
        }
        return HeapValue.isCopy(value) ? HeapValue.copied(value) : null;
    }

    static Object get(Object owner, Object at, Execution ex, int depth, IndexNode node) {
        return node.get(new Frame(ex, depth), owner, at);
    }

    /// What an element holds, to go on to one of its parts; null where the node must look.
    static @Nullable Object inside(Object owner, long at, boolean owned) {
        if (!owned && owner instanceof VecValue vec && !vec.isLent()) {
            int index = index(vec, at);
            if (index >= 0) {
                var inside = vec.boxedAt(index);
                return inside instanceof StructValue || inside instanceof VecValue ? inside : null;
            }
        }
        return null;
    }

    /// As [#inside(Object, long, boolean)], by the node.
    static Object inside(
            Object owner,
            Object at,
            boolean write,
            boolean owned,
            Execution ex,
            int depth,
            IndexNode node) {
        return node.through(new Frame(ex, depth), owner, at, write, owned);
    }

    static void set(
            Object owner, Object at, Object value, Execution ex, int depth, IndexNode node) {
        node.assign(new Frame(ex, depth), owner, at, value);
    }

    static void change(
            Object owner,
            Object at,
            boolean owned,
            Object value,
            Execution ex,
            int depth,
            AssignOpPartNode node) {
        var f = new Frame(ex, depth);
        node.change(f, ((IndexNode) node.place()).find(f, owner, at), owner, owned, value);
    }
}
