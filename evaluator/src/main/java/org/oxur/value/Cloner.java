package org.oxur.value;

import org.jspecify.annotations.Nullable;
import org.oxur.error.Site;

/// What `clone` means: a deep copy that shares nothing with the original, but for `Rc`, of which it
/// is another handle.
public final class Cloner {
    private final Host host;
    private final Site site;
    private int visited;

    private Cloner(Host host, Site site) {
        this.host = host;
        this.site = site;
    }

    /// A clone of a value, or of what a reference refers to.
    ///
    /// @throws org.oxur.error.OxurPanic `type-mismatch` for what cannot be cloned: a `&mut`, a
    ///   closure that holds one, a lazy iterator
    public static Object clone(Object value, Host host, Site site) {
        var seen = Ref.see(value, site);
        return seen instanceof HeapValue heap ? new Cloner(host, site).heap(heap, 0) : seen;
    }

    private Object part(Object value, int depth) {
        return switch (value) {
            case HeapValue heap -> {
                Depth.check(depth, site);
                yield heap(heap, depth + 1);
            }
            case Ref reference when reference.mutable() ->
                    throw Numbers.mismatch("a `&mut` inside it cannot be cloned", site);
            case Ref reference -> {
                // Copying a reference is using it.
                reference.get(site);
                yield reference;
            }
            default -> value;
        };
    }

    private Object heap(HeapValue value, int depth) {
        if ((++visited & 1023) == 0) {
            host.poll(site);
            host.checkAllocation(64 * 1024, site);
        }
        return switch (value) {
            case StringValue string -> {
                host.checkAllocation(string.length(), site);
                yield StringValue.copyOf(string);
            }
            case VecValue vec -> vec(vec, depth);
            case TupleValue tuple -> new TupleValue(parts(tuple, tuple.size(), depth));
            case ListValue list -> list;
            case StructValue struct -> {
                var own = own(struct);
                yield own != null
                        ? own
                        : new StructValue(struct.type(), parts(struct, struct.size(), depth));
            }
            case EnumValue variant when variant.size() == 0 -> variant;
            case EnumValue variant -> {
                var own =
                        variant.type() == EnumType.OPTION || variant.type() == EnumType.RESULT
                                ? null
                                : own(variant);
                yield own != null
                        ? own
                        : variant.variant().of(parts(variant, variant.size(), depth));
            }
            case MapValue map -> map(map, depth);
            case SetValue set -> set(set, depth);
            case RcValue rc -> rc.another();
            case RefCellValue cell -> new RefCellValue(part(cell.value(), depth));
            case RangeValue range -> range;
            case IteratorValue iterator -> {
                iterator.check(site);
                var other = iterator.duplicate();
                if (other == null) {
                    throw Numbers.mismatch("this iterator cannot be cloned", site);
                }
                yield other;
            }
            default -> {
                if (!value.isCopy()) {
                    throw Numbers.mismatch(
                            TypeNames.withArticle(value) + " cannot be cloned", site);
                }
                yield value.copied();
            }
        };
    }

    private @Nullable Object own(Object value) {
        var method = host.implementation(value, "Clone", "clone");
        return method == null
                ? null
                : host.call(method, new Object[] {Ref.toTemporary(value)}, site);
    }

    private Object[] parts(HeapValue value, int size, int depth) {
        var parts = new Object[size];
        for (int i = 0; i < size; i++) {
            parts[i] = part(value.part(i), depth);
        }
        return parts;
    }

    private Object vec(VecValue vec, int depth) {
        host.checkAllocation(8L * vec.size(), site);
        var copy = vec.part(0, vec.size());
        if (vec.longs() != null || vec.doubles() != null || vec.booleans() != null) {
            return copy;
        }
        for (int i = 0; i < copy.size(); i++) {
            var item = copy.get(i);
            if (item instanceof HeapValue || item instanceof Ref) {
                copy.set(i, part(item, depth));
            }
        }
        return copy;
    }

    private Object map(MapValue map, int depth) {
        host.checkAllocation(32L * map.size(), site);
        var copy = new MapValue();
        for (int i = 0; i < map.positions(); i++) {
            if (map.isEntry(i)) {
                var key = part(map.keyAt(i), depth);
                copy.put(key, part(map.valueAt(i), depth), Hashing.of(key, host, site));
            }
            if ((i & 1023) == 1023) {
                host.poll(site);
            }
        }
        return copy;
    }

    private Object set(SetValue set, int depth) {
        host.checkAllocation(32L * set.size(), site);
        var copy = new SetValue();
        for (int i = 0; i < set.positions(); i++) {
            if (set.isEntry(i)) {
                var item = part(set.at(i), depth);
                copy.add(item, Hashing.of(item, host, site));
            }
            if ((i & 1023) == 1023) {
                host.poll(site);
            }
        }
        return copy;
    }
}
