package org.oxur.value;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.oxur.error.Site;

/// What `<` and sorting mean: numbers, booleans, characters, strings, keywords, and vectors,
/// tuples, `Option`s and `Result`s of these; the program's own types where they implement or derive
/// `PartialOrd` or `Ord`.
public final class Order {
    /// Rust's `std::cmp::Ordering`.
    public static final EnumType ORDERING = new EnumType("Ordering", "", true, true);

    public static final EnumType.Variant LESS = ORDERING.variant("Less", 0, null);
    public static final EnumType.Variant EQUAL = ORDERING.variant("Equal", 0, null);
    public static final EnumType.Variant GREATER = ORDERING.variant("Greater", 0, null);

    /// The answer of [#partial(Object, Object, Host, Site)] where a `NaN` takes part.
    public static final int UNORDERED = 2;

    private final Host host;
    private final Site site;
    private int visited;

    private Order(Host host, Site site) {
        this.host = host;
        this.site = site;
    }

    /// -1, 0, 1, or [#UNORDERED].
    ///
    /// @throws org.oxur.error.OxurPanic `type-mismatch` for values of two types, or of a type
    ///   without order
    public static int partial(Object a, Object b, Host host, Site site) {
        if (a instanceof Long x && b instanceof Long y) {
            return Long.compare(x, y);
        }
        return new Order(host, site).compare(a, b, 0);
    }

    /// As [#partial(Object, Object, Host, Site)] where a total order is needed, as by `sort`:
    /// floats have none there.
    public static int total(Object a, Object b, Host host, Site site) {
        if (a instanceof Long x && b instanceof Long y) {
            return Long.compare(x, y);
        }
        int order = new Order(host, site).compare(a, b, 0);
        if (order == UNORDERED) {
            throw Numbers.mismatch("NaN has no place in an order; `total-cmp` gives it one", site);
        }
        return order;
    }

    public static boolean less(Object a, Object b, Host host, Site site) {
        return partial(a, b, host, site) == -1;
    }

    public static boolean lessOrEqual(Object a, Object b, Host host, Site site) {
        return partial(a, b, host, site) <= 0;
    }

    public static boolean greater(Object a, Object b, Host host, Site site) {
        return partial(a, b, host, site) == 1;
    }

    public static boolean greaterOrEqual(Object a, Object b, Host host, Site site) {
        int order = partial(a, b, host, site);
        return order == 0 || order == 1;
    }

    /// `Ordering::Less` for -1, and so on.
    public static EnumValue ordering(int order) {
        return (order < 0 ? LESS : order == 0 ? EQUAL : GREATER).of();
    }

    /// The number of a variant that carries nothing, as `as` gives it: of an `Ordering` -1, 0 or 1,
    /// else counted from 0.
    public static long discriminant(EnumType.Variant variant) {
        return variant.index() - (variant.type() == ORDERING ? 1 : 0);
    }

    /// -1 for `Ordering::Less`, and so on: what a comparison function of the program gave.
    public static int fromOrdering(Object value, Site site) {
        var ordering = Ref.see(value, site);
        if (ordering instanceof EnumValue variant) {
            if (variant.is(EnumType.SOME)) {
                return fromOrdering(variant.part(0), site);
            }
            if (variant.is(EnumType.NONE)) {
                return UNORDERED;
            }
            if (variant.type() == ORDERING) {
                return variant.variant().index() - 1;
            }
        }
        throw Numbers.mismatch(
                "a comparison must give an Ordering, found " + TypeNames.withArticle(ordering),
                site);
    }

    /// Numbers of one type, compared; `NaN` is unordered.
    private static int floats(double x, double y) {
        return x < y ? -1 : x > y ? 1 : x == y ? 0 : UNORDERED;
    }

    private int compare(Object first, Object second, int depth) {
        var a = first instanceof Ref ? Ref.see(first, site) : first;
        var b = second instanceof Ref ? Ref.see(second, site) : second;
        if ((++visited & 1023) == 0) {
            host.poll(site);
        }
        switch (a) {
            case Long x
            when b instanceof Long y:
                return Long.compare(x, y);
            case Double x
            when b instanceof Double y:
                return floats(x, y);
            case Float x
            when b instanceof Float y:
                return floats(x, y);
            case SizedInt x
            when b instanceof SizedInt y && x.type() == y.type():
                return x.type().signed()
                        ? Long.compare(x.bits(), y.bits())
                        : Long.compareUnsigned(x.bits(), y.bits());
            case WideInt x
            when b instanceof WideInt y && x.type() == y.type():
                return x.value().compareTo(y.value());
            case Boolean x
            when b instanceof Boolean y:
                return Boolean.compare(x, y);
            case Char x
            when b instanceof Char y:
                return Integer.compare(x.codePoint(), y.codePoint());
            case Text x
            when b instanceof Text y:
                x.check(site);
                y.check(site);
                return texts(x, y);
            case Keyword x
            when b instanceof Keyword y:
                return Integer.signum(x.name().compareTo(y.name()));
            case Unit _
            when b instanceof Unit:
                return 0;
            case HeapValue x
            when b instanceof HeapValue y:
                Depth.check(depth, site);
                return heaps(x, y, depth + 1);
            default:
                throw unordered(a, b);
        }
    }

    /// By bytes, which is by code points.
    static int texts(Text x, Text y) {
        int order =
                Arrays.compareUnsigned(
                        x.array(),
                        x.start(),
                        x.start() + x.length(),
                        y.array(),
                        y.start(),
                        y.start() + y.length());
        return Integer.signum(order);
    }

    private int heaps(HeapValue a, HeapValue b, int depth) {
        if (a instanceof TupleValue x && b instanceof TupleValue y && x.size() == y.size()) {
            return parts(x, x.size(), y, y.size(), depth);
        }
        if (a instanceof VecValue x && b instanceof VecValue y) {
            return parts(x, x.size(), y, y.size(), depth);
        }
        if (a instanceof RcValue x && b instanceof RcValue y) {
            return compare(x.value(), y.value(), depth);
        }
        var own = ownOrder(a, b);
        if (own != null) {
            return own;
        }
        if (a instanceof StructValue x
                && b instanceof StructValue y
                && x.type().ordered()
                && x.type().isSame(y.type())) {
            return parts(x, x.type().fields().size(), y, y.type().fields().size(), depth);
        }
        if (a instanceof EnumValue x
                && b instanceof EnumValue y
                && x.type() == y.type()
                && x.type().ordered()) {
            int variants = Integer.signum(x.variant().index() - y.variant().index());
            return variants != 0 ? variants : parts(x, x.size(), y, y.size(), depth);
        }
        throw unordered(a, b);
    }

    private int parts(HeapValue a, int sizeOfA, HeapValue b, int sizeOfB, int depth) {
        for (int i = 0; i < Math.min(sizeOfA, sizeOfB); i++) {
            int order = compare(a.part(i), b.part(i), depth);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(sizeOfA, sizeOfB);
    }

    private @Nullable Integer ownOrder(Object a, Object b) {
        var method = host.implementation(a, "PartialOrd", "partial-cmp");
        if (method == null) {
            method = host.implementation(a, "Ord", "cmp");
        }
        if (method == null) {
            return null;
        }
        return fromOrdering(
                host.call(method, new Object[] {Ref.toTemporary(a), Ref.toTemporary(b)}, site),
                site);
    }

    private RuntimeException unordered(Object a, Object b) {
        if (Equality.sameKind(a, b)) {
            return Numbers.mismatch(TypeNames.of(a) + " has no order", site);
        }
        return Numbers.mismatch(
                "cannot compare " + TypeNames.withArticle(a) + " with " + TypeNames.withArticle(b),
                site);
    }
}
