package org.oxur.value;

import org.jspecify.annotations.Nullable;
import org.oxur.error.OxurPanic;
import org.oxur.error.Site;

/// Keys of maps and items of sets: what is equal as one has one hash.
public final class Hashing {
    /// Of values that [#checkKey(Object, Site)] let pass.
    public static final MapValue.Keys KEYS =
            new MapValue.Keys() {
                @Override
                public int hash(Object key) {
                    return Hashing.hash(key, 0);
                }

                @Override
                public boolean same(Object a, Object b) {
                    return sameKey(a, b);
                }
            };

    private Hashing() {}

    /// Lets a value become a key, references in it seen through and checked.
    ///
    /// @throws OxurPanic `type-mismatch` if it holds a float or a closure
    public static void checkKey(Object key, Site site) {
        check(key, site, 0);
    }

    private static void check(Object key, Site site, int depth) {
        switch (key) {
            case Long _, Text _, Keyword _ -> {}
            case Double _, Float _ ->
                    throw Numbers.mismatch(
                            "a float cannot be a key, nor a part of one: it has no total equality",
                            site);
            case Closure _ ->
                    throw Numbers.mismatch("a closure cannot be a key, nor a part of one", site);
            case MapValue _, SetValue _, IteratorValue _, RefCellValue _ -> {
                throw Numbers.mismatch(
                        TypeNames.withArticle(key)
                                + " cannot be a key, nor a part of one: it has no hash",
                        site);
            }
            case Ref reference -> check(reference.get(site), site, depth);
            case RcValue rc -> check(rc.value(), site, depth + 1);
            case HeapValue heap -> {
                Depth.check(depth, site);
                int size = partCount(heap);
                for (int i = 0; i < size; i++) {
                    check(heap.part(i), site, depth + 1);
                }
            }
            default -> {}
        }
    }

    /// The hash of a value that can be a key.
    public static int hash(Object key) {
        return hash(key, 0);
    }

    private static int hash(Object key, int depth) {
        return switch (key) {
            case Long x -> Long.hashCode(x);
            case StrLiteral literal -> literal.hashCode();
            case StringValue string -> string.contentHash();
            case Ref reference -> hash(Ref.peekThrough(reference), depth);
            case RcValue rc -> hash(rc.value(), depth + 1);
            case RangeValue range ->
                    range.inclusive()
                            ? 31 * endHash(range.from(), depth) + endHash(range.to(), depth)
                            : 37 * endHash(range.from(), depth) + endHash(range.to(), depth);
            case HeapValue heap -> {
                int size = partCount(heap);
                int hash =
                        heap instanceof EnumValue value ? value.variant().path().hashCode() : size;
                for (int i = 0; i < size; i++) {
                    hash = 31 * hash + hash(heap.part(i), depth + 1);
                }
                yield hash;
            }
            default -> key.hashCode();
        };
    }

    private static int endHash(@Nullable Object end, int depth) {
        return end == null ? 0 : hash(end, depth + 1);
    }

    /// How many parts a value has that is put together of them in a fixed order.
    private static int partCount(HeapValue heap) {
        return switch (heap) {
            case VecValue vec -> vec.size();
            case TupleValue tuple -> tuple.size();
            case ListValue list -> list.size();
            case StructValue struct -> struct.size();
            case EnumValue value -> value.size();
            default -> 0;
        };
    }

    private static boolean sameKey(Object first, Object second) {
        var a = Ref.peekThrough(first);
        var b = Ref.peekThrough(second);
        return switch (a) {
            case Long x -> b instanceof Long y && (long) x == (long) y;
            case Text x -> b instanceof Text y && Equality.sameText(x, y);
            case RcValue x -> b instanceof RcValue y && sameKey(x.value(), y.value());
            case RangeValue x ->
                    b instanceof RangeValue y
                            && x.inclusive() == y.inclusive()
                            && sameEnd(x.from(), y.from())
                            && sameEnd(x.to(), y.to());
            case HeapValue x -> b instanceof HeapValue y && sameParts(x, y);
            default -> a.equals(b);
        };
    }

    private static boolean sameEnd(@Nullable Object a, @Nullable Object b) {
        return a == null || b == null ? a == b : sameKey(a, b);
    }

    private static boolean sameParts(HeapValue a, HeapValue b) {
        int size = partCount(a);
        if (a.getClass() != b.getClass() || size != partCount(b)) {
            return false;
        }
        if (a instanceof StructValue x
                && b instanceof StructValue y
                && !x.type().name().equals(y.type().name())) {
            return false;
        }
        if (a instanceof EnumValue x
                && b instanceof EnumValue y
                && !x.variant().path().equals(y.variant().path())) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            if (!sameKey(a.part(i), b.part(i))) {
                return false;
            }
        }
        return true;
    }
}
