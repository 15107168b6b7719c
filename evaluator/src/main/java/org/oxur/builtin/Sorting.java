package org.oxur.builtin;

import java.util.Arrays;
import java.util.Comparator;
import org.oxur.error.Site;
import org.oxur.value.Order;
import org.oxur.value.VecValue;

/// Stable sorting that can be cancelled.
final class Sorting {
    private static final int RUN = 1 << 15;

    private Sorting() {}

    /// By the order of the elements.
    static void natural(VecValue vec, Context ctx, Site site) {
        long[] longs = vec.longs();
        if (longs != null) {
            longs(longs, vec.size(), ctx, site);
            return;
        }
        by(vec, (a, b) -> Order.total(a, b, ctx, site), ctx, site);
    }

    /// By a comparison; the vector is changed only when all is sorted.
    static void by(VecValue vec, Comparator<Object> order, Context ctx, Site site) {
        ctx.checkAllocation(16L * vec.size(), site);
        var items = items(vec, ctx, site);
        var turns = new int[1];
        try {
            Arrays.sort(
                    items,
                    (a, b) -> {
                        if ((++turns[0] & 1023) == 0) {
                            ctx.poll(site);
                        }
                        return order.compare(a, b);
                    });
        } catch (IllegalArgumentException contradiction) {
            throw Args.panic("the comparison function does not implement a total order", site);
        }
        for (int i = 0; i < items.length; i++) {
            vec.set(i, items[i]);
        }
    }

    /// Numbers that are stored unboxed become objects here, which takes long for many.
    private static Object[] items(VecValue vec, Context ctx, Site site) {
        var items = new Object[vec.size()];
        for (int i = 0; i < items.length; i++) {
            items[i] = vec.get(i);
            if ((i & 0xFFFF) == 0xFFFF) {
                ctx.poll(site);
            }
        }
        return items;
    }

    /// By keys, each of which is worked out once.
    static void byKey(VecValue vec, Object key, Context ctx, Site site) {
        ctx.checkAllocation(32L * vec.size(), site);
        var keyed = new Keyed[vec.size()];
        for (int i = 0; i < keyed.length; i++) {
            var item = vec.get(i);
            keyed[i] = new Keyed(Args.call(ctx, key, Args.borrowed(item), site), item);
            if ((i & 1023) == 1023) {
                ctx.poll(site);
            }
        }
        var turns = new int[1];
        Arrays.sort(
                keyed,
                (a, b) -> {
                    if ((++turns[0] & 1023) == 0) {
                        ctx.poll(site);
                    }
                    return Order.total(a.key, b.key, ctx, site);
                });
        for (int i = 0; i < keyed.length; i++) {
            vec.set(i, keyed[i].item);
        }
    }

    private record Keyed(Object key, Object item) {}

    // Runs that are short enough to be sorted at a go, then merged, so that a poll is never far
    // away.
    private static void longs(long[] items, int size, Context ctx, Site site) {
        for (int from = 0; from < size; from += RUN) {
            ctx.poll(site);
            Arrays.sort(items, from, Math.min(size, from + RUN));
        }
        if (size <= RUN) {
            return;
        }
        ctx.checkAllocation(8L * size, site);
        long[] source = items;
        long[] target = new long[size];
        for (long width = RUN; width < size; width *= 2) {
            for (long from = 0; from < size; from += 2 * width) {
                merge(
                        source,
                        target,
                        (int) from,
                        (int) Math.min(size, from + width),
                        (int) Math.min(size, from + 2 * width),
                        ctx,
                        site);
            }
            var swapped = source;
            source = target;
            target = swapped;
        }
        if (source != items) {
            System.arraycopy(source, 0, items, 0, size);
        }
    }

    private static void merge(
            long[] source, long[] target, int from, int middle, int end, Context ctx, Site site) {
        int left = from;
        int right = middle;
        for (int i = from; i < end; i++) {
            target[i] =
                    left < middle && (right >= end || source[left] <= source[right])
                            ? source[left++]
                            : source[right++];
            if ((i & 0xFFFF) == 0) {
                ctx.poll(site);
            }
        }
    }
}
