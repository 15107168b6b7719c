package org.oxur.value;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.oxur.error.Site;

/// What `=` means. At the top both values have one type, or one of them is `nil`; inside
/// collections values of different types are just unequal. References are seen through, a literal
/// compares with a computed string, maps and sets ignore order.
public final class Equality {
    /// Values compared before pairs are remembered.
    private static final int MANY = 1000;

    private final Host host;
    private final Site site;
    private int visited;

    /// Pairs of shared values that were found equal: they may be reached in exponentially many
    /// ways. Null as long as few were compared.
    private @Nullable Set<SharedPair> equal;

    /// What two handles own, by identity.
    private record SharedPair(Object a, Object b) {
        @Override
        public boolean equals(Object other) {
            return other instanceof SharedPair(var x, var y) && x == a && y == b;
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(a) + System.identityHashCode(b);
        }
    }

    private Equality(Host host, Site site) {
        this.host = host;
        this.site = site;
    }

    /// `(= a b)`.
    ///
    /// @throws org.oxur.error.OxurPanic `type-mismatch` for two types, or for a closure
    public static boolean equal(Object a, Object b, Host host, Site site) {
        if (a instanceof Long x && b instanceof Long y) {
            return (long) x == (long) y;
        }
        var left = Ref.see(a, site);
        var right = Ref.see(b, site);
        if (left == Unit.UNIT || right == Unit.UNIT) {
            return left == right;
        }
        refuseClosure(left, site);
        refuseClosure(right, site);
        if (!sameKind(left, right)) {
            throw Numbers.mismatch(
                    "cannot compare "
                            + TypeNames.withArticle(left)
                            + " with "
                            + TypeNames.withArticle(right),
                    site);
        }
        return same(left, right, host, site);
    }

    /// As inside a collection: different types are unequal.
    public static boolean same(Object a, Object b, Host host, Site site) {
        return new Equality(host, site).same(a, b, 0);
    }

    private boolean same(Object first, Object second, int depth) {
        var a = first instanceof Ref ? Ref.see(first, site) : first;
        var b = second instanceof Ref ? Ref.see(second, site) : second;
        if ((++visited & 1023) == 0) {
            host.poll(site);
        }
        if (a == b
                && !(a instanceof HeapValue)
                && !(a instanceof Double)
                && !(a instanceof Float)) {
            return true;
        }
        return switch (a) {
            case Long x -> b instanceof Long y && (long) x == (long) y;
            case Double x -> b instanceof Double y && (double) x == (double) y;
            case Float x -> b instanceof Float y && (float) x == (float) y;
            case Text x -> {
                x.check(site);
                if (!(b instanceof Text y)) {
                    yield false;
                }
                y.check(site);
                yield sameText(x, y);
            }
            case HeapValue x -> {
                Depth.check(depth, site);
                refuseClosure(b, site);
                yield sameParts(x, b, depth + 1);
            }
            default -> a.equals(b);
        };
    }

    static boolean sameText(Text x, Text y) {
        return x.length() == y.length()
                && Arrays.equals(
                        x.array(),
                        x.start(),
                        x.start() + x.length(),
                        y.array(),
                        y.start(),
                        y.start() + y.length());
    }

    private boolean sameParts(HeapValue a, Object b, int depth) {
        return switch (a) {
            case VecValue x ->
                    b instanceof VecValue y
                            ? sameVecs(x, y, depth)
                            : Sequences.isSequence(b) && sameSequences(x, b, depth);
            case TupleValue x ->
                    b instanceof TupleValue y
                            && x.size() == y.size()
                            && sameParts(x, y, x.size(), depth);
            case ListValue x ->
                    b instanceof ListValue y
                            && x.size() == y.size()
                            && sameParts(x, y, x.size(), depth);
            case StructValue x -> b instanceof StructValue y && sameStructs(x, y, depth);
            case EnumValue x -> b instanceof EnumValue y && sameEnums(x, y, depth);
            case MapValue x -> b instanceof MapValue y && sameMaps(x, y, depth);
            case SetValue x -> b instanceof SetValue y && sameSets(x, y);
            case RangeValue x
                    when b instanceof RangeValue y
                            && (!Sequences.isSequence(x) || !Sequences.isSequence(y)) -> {
                yield x.inclusive() == y.inclusive()
                        && sameEnds(x.from(), y.from(), depth)
                        && sameEnds(x.to(), y.to(), depth);
            }
            case RcValue x -> b instanceof RcValue y && sameShared(x, y, depth);
            case RefCellValue x -> b instanceof RefCellValue y && same(x.value(), y.value(), depth);
            case Closure _ -> throw Numbers.mismatch("closures cannot be compared", site);
            default ->
                    a == b
                            || Sequences.isSequence(a)
                                    && Sequences.isSequence(b)
                                    && sameSequences(a, b, depth);
        };
    }

    private boolean sameShared(RcValue x, RcValue y, int depth) {
        if (visited < MANY) {
            return same(x.value(), y.value(), depth);
        }
        var known = equal;
        if (known == null) {
            known = new HashSet<>();
            equal = known;
        }
        var pair = new SharedPair(x.identity(), y.identity());
        if (known.contains(pair)) {
            return true;
        }
        boolean same = same(x.value(), y.value(), depth);
        if (same) {
            known.add(pair);
        }
        return same;
    }

    private boolean sameEnds(@Nullable Object a, @Nullable Object b, int depth) {
        return a == null || b == null ? a == b : same(a, b, depth);
    }

    private boolean sameVecs(VecValue x, VecValue y, int depth) {
        if (x == y && (x.longs() != null || x.booleans() != null)) {
            return true;
        }
        if (x.size() != y.size()) {
            return false;
        }
        long[] left = x.longs();
        long[] right = y.longs();
        if (left != null && right != null) {
            return Arrays.equals(left, 0, x.size(), right, 0, y.size());
        }
        return sameParts(x, y, x.size(), depth);
    }

    private boolean sameParts(HeapValue x, HeapValue y, int size, int depth) {
        for (int i = 0; i < size; i++) {
            if (!same(x.part(i), y.part(i), depth)) {
                return false;
            }
        }
        return true;
    }

    private boolean sameStructs(StructValue x, StructValue y, int depth) {
        var own = ownEquality(x, y);
        if (own != null) {
            return own;
        }
        return x.type().name().equals(y.type().name())
                && x.type().module().equals(y.type().module())
                && x.type().fields().equals(y.type().fields())
                && sameParts(x, y, x.size(), depth);
    }

    private boolean sameEnums(EnumValue x, EnumValue y, int depth) {
        if (x.type() != EnumType.OPTION && x.type() != EnumType.RESULT) {
            var own = ownEquality(x, y);
            if (own != null) {
                return own;
            }
        }
        return x.variant().path().equals(y.variant().path())
                && x.type().module().equals(y.type().module())
                && x.size() == y.size()
                && sameParts(x, y, x.size(), depth);
    }

    private @Nullable Boolean ownEquality(Object x, Object y) {
        var eq = host.implementation(x, "PartialEq", "eq");
        if (eq == null) {
            return null;
        }
        var answer = host.call(eq, new Object[] {Ref.toTemporary(x), Ref.toTemporary(y)}, site);
        if (answer instanceof Boolean equal) {
            return equal;
        }
        throw Numbers.mismatch(
                "`eq` must give a bool, found " + TypeNames.withArticle(answer), site);
    }

    private boolean sameMaps(MapValue x, MapValue y, int depth) {
        if (x.size() != y.size()) {
            return false;
        }
        for (int i = 0; i < x.positions(); i++) {
            if (x.isEntry(i)) {
                int there = y.find(x.keyAt(i), Hashing.of(x.keyAt(i), host, site));
                if (there < 0 || !same(x.valueAt(i), y.valueAt(there), depth)) {
                    return false;
                }
            }
            if ((i & 1023) == 1023) {
                host.poll(site);
            }
        }
        return true;
    }

    private boolean sameSets(SetValue x, SetValue y) {
        if (x.size() != y.size()) {
            return false;
        }
        for (int i = 0; i < x.positions(); i++) {
            if (x.isEntry(i) && y.find(x.at(i), Hashing.of(x.at(i), host, site)) < 0) {
                return false;
            }
            if ((i & 1023) == 1023) {
                host.poll(site);
            }
        }
        return true;
    }

    private boolean sameSequences(Object a, Object b, int depth) {
        var left = Sequences.look(a);
        var right = Sequences.look(b);
        while (true) {
            var x = left.next(host, site);
            var y = right.next(host, site);
            if (x == null || y == null) {
                return x == y;
            }
            if (!same(x, y, depth)) {
                return false;
            }
        }
    }

    private static void refuseClosure(Object value, Site site) {
        if (value instanceof Closure) {
            throw Numbers.mismatch("closures cannot be compared", site);
        }
    }

    /// Whether two values are of one type as far as `=` cares.
    static boolean sameKind(Object a, Object b) {
        var type = Integers.typeOf(a);
        if (type != null) {
            return type == Integers.typeOf(b);
        }
        return switch (a) {
            case Text _ -> b instanceof Text;
            case StructValue x ->
                    b instanceof StructValue y && x.type().name().equals(y.type().name());
            case EnumValue x -> b instanceof EnumValue y && x.type().name().equals(y.type().name());
            case FunctionValue _ -> b instanceof FunctionValue || b instanceof Opaque;
            case Opaque x ->
                    b instanceof Opaque y
                            ? x.typeName().equals(y.typeName())
                            : b instanceof FunctionValue && x.typeName().equals("Fn");
            default ->
                    Sequences.isSequence(a)
                            ? Sequences.isSequence(b)
                            : a.getClass() == b.getClass();
        };
    }
}
