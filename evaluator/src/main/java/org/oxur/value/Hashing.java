package org.oxur.value;

import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.oxur.error.Bug;
import org.oxur.error.OxurPanic;
import org.oxur.error.Site;

/// Keys of maps and items of sets: what is equal as one has one hash. Structs and enums for which
/// the program implements `Hash` or `PartialEq` are hashed and compared by that.
public final class Hashing implements MapValue.Keys {
    /// For keys in which no implementation of the program can take part.
    public static final MapValue.Keys KEYS =
            new Hashing(
                    Host.NONE,
                    () -> {
                        throw Bug.unreachable("hashing fails without an evaluation");
                    });

    private final Host host;
    private final Site site;

    private Hashing(Host host, Site site) {
        this.host = host;
        this.site = site;
    }

    /// How a key is found, which [#checkKey(Object, Host, Site)] let pass.
    public static MapValue.Keys of(Object key, Host host, Site site) {
        return key instanceof Long || key instanceof Text || key instanceof Keyword
                ? KEYS
                : new Hashing(host, site);
    }

    @Override
    public int hash(Object key) {
        return switch (key) {
            case Long x -> Long.hashCode(x);
            case StrLiteral literal -> literal.hashCode();
            case StringValue string -> string.contentHash();
            default -> hash(key, new Shared<>());
        };
    }

    @Override
    public boolean same(Object a, Object b) {
        return sameKey(a, b);
    }

    /// Lets a value become a key, references in it seen through and checked.
    ///
    /// @throws OxurPanic `type-mismatch` if it holds a float or a closure that no `Hash` of the
    ///   program answers for
    public static void checkKey(Object key, Host host, Site site) {
        if (key instanceof StrLiteral text) {
            text.check(site);
        } else if (!(key instanceof Long || key instanceof StringValue)) {
            new Hashing(host, site).check(key, 0, new Shared<>());
        }
    }

    /// What was found out about an `Rc` the first time: one that is held many times over, by what
    /// is held many times over itself, is not gone through each time.
    private static final class Shared<T> {
        private @Nullable Map<Object, T> known;

        @Nullable T get(RcValue rc) {
            return known == null ? null : known.get(rc.value());
        }

        T put(RcValue rc, T found) {
            if (known == null) {
                known = new IdentityHashMap<>();
            }
            known.put(rc.value(), found);
            return found;
        }
    }

    private void check(Object key, int depth, Shared<Boolean> shared) {
        switch (key) {
            case StrLiteral text -> text.check(site);
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
            case Ref reference -> check(reference.get(site), depth, shared);
            case RcValue rc -> {
                if (shared.get(rc) == null) {
                    check(rc.value(), depth + 1, shared);
                    shared.put(rc, true);
                }
            }
            case HeapValue heap when own(heap, "Hash", "hash") != null -> {}
            case HeapValue heap -> {
                Depth.check(depth, site);
                int size = partCount(heap);
                for (int i = 0; i < size; i++) {
                    check(heap.part(i), depth + 1, shared);
                }
            }
            default -> {}
        }
    }

    private int hash(Object key, Shared<Integer> shared) {
        return switch (key) {
            case Long x -> Long.hashCode(x);
            case StrLiteral literal -> literal.hashCode();
            case StringValue string -> string.contentHash();
            case Ref reference -> hash(Ref.peekThrough(reference), shared);
            case RcValue rc -> {
                var known = shared.get(rc);
                yield known != null ? known : shared.put(rc, hash(rc.value(), shared));
            }
            case RangeValue range ->
                    range.inclusive()
                            ? 31 * endHash(range.from(), shared) + endHash(range.to(), shared)
                            : 37 * endHash(range.from(), shared) + endHash(range.to(), shared);
            case HeapValue heap -> {
                var own = own(heap, "Hash", "hash");
                if (own != null) {
                    yield hashBy(own, heap, shared);
                }
                int size = partCount(heap);
                int hash =
                        heap instanceof EnumValue value ? value.variant().path().hashCode() : size;
                for (int i = 0; i < size; i++) {
                    hash = 31 * hash + hash(heap.part(i), shared);
                }
                yield hash;
            }
            default -> key.hashCode();
        };
    }

    /// What a program's `hash` gives is hashed in the place of the value.
    private int hashBy(Object method, HeapValue value, Shared<Integer> shared) {
        var given = host.call(method, new Object[] {Ref.toTemporary(value)}, site);
        check(given, 0, new Shared<>());
        return hash(given, shared);
    }

    /// The program's implementation for a struct or an enum, null where it has none.
    private @Nullable Object own(HeapValue value, String trait, String method) {
        return host != Host.NONE
                        && (value instanceof StructValue
                                || value instanceof EnumValue variant
                                        && variant.type() != EnumType.OPTION
                                        && variant.type() != EnumType.RESULT)
                ? host.implementation(value, trait, method)
                : null;
    }

    private int endHash(@Nullable Object end, Shared<Integer> shared) {
        return end == null ? 0 : hash(end, shared);
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

    private boolean sameKey(Object first, Object second) {
        var a = Ref.peekThrough(first);
        var b = Ref.peekThrough(second);
        return switch (a) {
            case Long x -> b instanceof Long y && (long) x == (long) y;
            case Text x -> b instanceof Text y && Equality.sameText(x, y);
            case RcValue x ->
                    b instanceof RcValue y && (x.sameAs(y) || sameKey(x.value(), y.value()));
            case RangeValue x ->
                    b instanceof RangeValue y
                            && x.inclusive() == y.inclusive()
                            && sameEnd(x.from(), y.from())
                            && sameEnd(x.to(), y.to());
            case HeapValue x -> b instanceof HeapValue y && sameParts(x, y);
            default -> a.equals(b);
        };
    }

    private boolean sameEnd(@Nullable Object a, @Nullable Object b) {
        return a == null || b == null ? a == b : sameKey(a, b);
    }

    private boolean sameParts(HeapValue a, HeapValue b) {
        if (Equality.sameKind(a, b) && own(a, "PartialEq", "eq") != null) {
            return Equality.same(a, b, host, site);
        }
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
