package org.oxur.builtin;

import org.oxur.error.Site;
import org.oxur.value.Cloner;
import org.oxur.value.EnumValue;
import org.oxur.value.Equality;
import org.oxur.value.IteratorValue;
import org.oxur.value.Order;
import org.oxur.value.RangeValue;
import org.oxur.value.Ref;
import org.oxur.value.Text;
import org.oxur.value.TupleValue;
import org.oxur.value.Unit;
import org.oxur.value.VecValue;

/// What a `Vec` does, and a slice of one.
final class VecMethods {
    private VecMethods() {}

    static Catalogue catalogue() {
        var c = new Catalogue("Vectors");
        reading(c);
        changing(c);
        reordering(c);
        parts(c);
        return c;
    }

    static VecValue vec(Object value) {
        return (VecValue) value;
    }

    private static VecValue seen(Ref reference, Site site) {
        return (VecValue) reference.get(site);
    }

    private static void reading(Catalogue c) {
        c.one(
                "len [&v] -> i64",
                "How many elements there are.",
                "(len [1 2 3]) ;=> 3",
                (_, v, _) -> (long) vec(v).size());
        c.one(
                "is-empty [&v] -> bool",
                "Whether there are no elements.",
                "(is-empty []) ;=> true",
                (_, v, _) -> vec(v).size() == 0);
        c.two(
                "get [&'a v i] -> (Option &T)",
                "The element at an index, or the part of a range, if there is one.",
                "{(get [1 2] 1) (get [1 2] 2)} ;=> {(Some 2) None}",
                VecMethods::get);
        c.two(
                "get-mut [&'a mut v i] -> (Option &mut T)",
                "A mutable reference to the element at an index.",
                "(let [mut v [1 2]] (set! (deref (.unwrap (.get-mut v 0))) 9) v) ;=> [9 2]",
                VecMethods::getMut);
        c.one(
                "first [&'a v] -> (Option &T)",
                "The first element.",
                "(first [1 2]) ;=> (Some 1)",
                (_, v, site) -> at(Args.shared(v, site), 0, site));
        c.one(
                "last [&'a v] -> (Option &T)",
                "The last element.",
                "(last [1 2]) ;=> (Some 2)",
                (_, v, site) -> last(Args.shared(v, site), site));
        c.one(
                "first-mut [&'a mut v] -> (Option &mut T)",
                "A mutable reference to the first element.",
                "(let [mut v [1 2]] (set! (deref (.unwrap (.first-mut v))) 9) v) ;=> [9 2]",
                (_, v, site) -> at(Args.placeMut(v, site), 0, site));
        c.one(
                "last-mut [&'a mut v] -> (Option &mut T)",
                "A mutable reference to the last element.",
                "(let [mut v [1 2]] (set! (deref (.unwrap (.last-mut v))) 9) v) ;=> [1 9]",
                (_, v, site) -> last(Args.placeMut(v, site), site));
        c.two(
                "contains [&v &x] -> bool",
                "Whether an element equals `x`.",
                "(contains [1 2] 2) ;=> true",
                (ctx, v, x, site) -> indexOf(vec(v), x, ctx, site) >= 0);
        c.one(
                "iter [&'a v] -> Iterator",
                "References to the elements.",
                "(collect (.map (.iter [1 2]) (fn [x] (+ x 1)))) ;=> [2 3]",
                (ctx, v, site) -> Iterators.over(Args.shared(v, site), ctx, site));
        c.one(
                "iter-mut [&'a mut v] -> Iterator",
                "Mutable references to the elements.",
                "(let [mut v [1 2]] (for [x (.iter-mut v)] (set! (deref x) (* 10 (deref x)))) v) ;=> [10 20]",
                (ctx, v, site) -> Iterators.over(Args.placeMut(v, site), ctx, site));
        c.one(
                "into-iter [v] -> Iterator",
                "The elements, moved out.",
                "(collect (.into-iter [1 2])) ;=> [1 2]",
                (ctx, v, site) -> Iterators.over(v, ctx, site));
        c.two(
                "binary-search [&v &x] -> (Result i64 i64)",
                "Where `x` is in a sorted vector, or where it would go.",
                "{(binary-search [1 3 5] 3) (binary-search [1 3 5] 4)} ;=> {(Ok 1) (Err 2)}",
                VecMethods::binarySearch);
        c.two(
                "starts-with [&v &w] -> bool",
                "Whether the vector begins with the elements of `w`.",
                "(starts-with [1 2 3] [1 2]) ;=> true",
                (ctx, v, w, site) -> hasPart(vec(v), Args.vec(w, site), 0, ctx, site));
        c.two(
                "ends-with [&v &w] -> bool",
                "Whether the vector ends with the elements of `w`.",
                "(ends-with [1 2 3] [2 3]) ;=> true",
                (ctx, v, w, site) ->
                        hasPart(
                                vec(v),
                                Args.vec(w, site),
                                vec(v).size() - Args.vec(w, site).size(),
                                ctx,
                                site));
        c.one(
                "is-sorted [&v] -> bool",
                "Whether no element is less than the one before it.",
                "(is-sorted [1 2 2]) ;=> true",
                VecMethods::isSorted);
        c.one(
                "capacity [&v] -> i64",
                "For how many elements there is room at least.",
                "(>= (.capacity [1 2]) 2) ;=> true",
                (_, v, _) -> (long) vec(v).size());
        c.one(
                "as-slice [&'a v]",
                "A reference to all elements.",
                "(len (.as-slice [1 2])) ;=> 2",
                (_, v, site) -> Args.shared(v, site));
        c.one(
                "to-vec [&v] -> (Vec T)",
                "A clone.",
                "(.to-vec [1 2]) ;=> [1 2]",
                (ctx, v, site) -> Cloner.clone(v, ctx, site));
    }

    static Object get(Context ctx, Object v, Object index, Site site) {
        var from = Args.shared(v, site);
        var vec = seen(from, site);
        if (!(index instanceof Long) && Ref.see(index, site) instanceof RangeValue) {
            var part = Slicing.within(index, vec.size(), site);
            return part == null ? EnumValue.NONE : EnumValue.some(slice(from, vec, part));
        }
        return at(from, Args.integer(index, site), site);
    }

    private static Object getMut(Context ctx, Object v, Object index, Site site) {
        return at(Args.placeMut(v, site), Args.integer(index, site), site);
    }

    private static EnumValue at(Ref from, long index, Site site) {
        int size = seen(from, site).size();
        return index >= 0 && index < size
                ? EnumValue.some(from.lendPart((int) index, site))
                : EnumValue.NONE;
    }

    private static EnumValue last(Ref from, Site site) {
        return at(from, seen(from, site).size() - 1L, site);
    }

    // A shared slice sees elements that cannot change while it lives, so it may hold its own array
    // of them.
    static Ref slice(Ref from, VecValue vec, Slicing part) {
        return Ref.shared(vec.part(part.from(), part.to()), from.borrow());
    }

    static int indexOf(VecValue vec, Object wanted, Context ctx, Site site) {
        var x = Ref.see(wanted, site);
        long[] longs = vec.longs();
        if (longs != null && x instanceof Long l) {
            long key = l;
            for (int i = 0; i < vec.size(); i++) {
                if (longs[i] == key) {
                    return i;
                }
            }
            return -1;
        }
        for (int i = 0; i < vec.size(); i++) {
            if (Equality.same(vec.get(i), x, ctx, site)) {
                return i;
            }
            if ((i & 1023) == 1023) {
                ctx.poll(site);
            }
        }
        return -1;
    }

    private static Object binarySearch(Context ctx, Object v, Object x, Site site) {
        var vec = vec(v);
        int low = 0;
        int high = vec.size() - 1;
        while (low <= high) {
            int middle = low + high >>> 1;
            int order = Order.total(vec.get(middle), x, ctx, site);
            if (order == 0) {
                return EnumValue.ok((long) middle);
            } else if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return EnumValue.err((long) low);
    }

    private static boolean hasPart(VecValue vec, VecValue part, int at, Context ctx, Site site) {
        if (at < 0 || at + part.size() > vec.size()) {
            return false;
        }
        for (int i = 0; i < part.size(); i++) {
            if (!Equality.same(vec.get(at + i), part.get(i), ctx, site)) {
                return false;
            }
        }
        return true;
    }

    private static Object isSorted(Context ctx, Object v, Site site) {
        var vec = vec(v);
        for (int i = 1; i < vec.size(); i++) {
            int order = Order.partial(vec.get(i - 1), vec.get(i), ctx, site);
            if (order == 1 || order == Order.UNORDERED) {
                return false;
            }
            if ((i & 1023) == 0) {
                ctx.poll(site);
            }
        }
        return true;
    }

    private static void changing(Catalogue c) {
        c.two(
                "push [&mut v x]",
                "Appends an element.",
                "(let [mut v [1]] (push! v 2) v) ;=> [1 2]",
                VecMethods::push);
        c.one(
                "pop [&mut v] -> (Option T)",
                "Removes the last element and gives it.",
                "(let [mut v [1 2]] {(pop! v) (len &v)}) ;=> {(Some 2) 1}",
                (_, v, _) ->
                        vec(v).size() == 0 ? EnumValue.NONE : EnumValue.some(vec(v).removeLast()));
        c.three(
                "insert [&mut v i x]",
                "Puts an element at an index; those behind move up.",
                "(let [mut v [1 3]] (insert! v 1 2) v) ;=> [1 2 3]",
                (ctx, v, i, x, site) -> insert(vec(v), i, x, ctx, site));
        c.two(
                "remove [&mut v i] -> T",
                "Removes the element at an index and gives it.",
                "(let [mut v [1 2 3]] {(remove! v 0) (len &v)}) ;=> {1 2}",
                (_, v, i, site) -> vec(v).remove(Args.index(i, vec(v).size(), site)));
        c.two(
                "swap-remove [&mut v i] -> T",
                "Removes an element and puts the last one in its place.",
                "(let [mut v [1 2 3]] (swap-remove! v 0) v) ;=> [3 2]",
                (_, v, i, site) -> swapRemove(vec(v), Args.index(i, vec(v).size(), site)));
        c.one(
                "clear [&mut v]",
                "Removes all elements.",
                "(let [mut v [1]] (clear! v) v) ;=> []",
                (_, v, _) -> done(() -> vec(v).clear()));
        c.two(
                "truncate [&mut v n]",
                "Keeps the first `n` elements.",
                "(let [mut v [1 2 3]] (truncate! v 1) v) ;=> [1]",
                (_, v, n, site) ->
                        done(() ->
                                vec(v).truncate(
                                                (int)
                                                        Math.min(
                                                                vec(v).size(),
                                                                Args.count(n, site)))));
        c.two(
                "extend [&mut v xs]",
                "Appends all elements of something iterable.",
                "(let [mut v [1]] (extend! v [2 3]) v) ;=> [1 2 3]",
                (ctx, v, xs, site) ->
                        extend(vec(v), Iterators.over(xs, ctx, site), false, ctx, site));
        c.two(
                "extend-from-slice [&mut v &xs]",
                "Appends clones of the elements of a vector.",
                "(let [mut v [1]] (extend-from-slice! v &[2 3]) v) ;=> [1 2 3]",
                (ctx, v, xs, site) ->
                        extend(vec(v), Iterators.over(Args.lent(xs), ctx, site), true, ctx, site));
        c.two(
                "append [&mut v &mut w]",
                "Moves all elements of `w` to the end of `v`.",
                "(let [mut v [1] mut w [2]] (append! v &mut w) {v w}) ;=> {[1 2] []}",
                (ctx, v, w, site) -> append(vec(v), Args.vec(w, site), ctx, site));
        c.two(
                "drain [&mut v range] -> Iterator",
                "Removes the elements of a range and gives them.",
                "(let [mut v [1 2 3]] {(collect (drain! v (.. 0 2))) v}) ;=> {[1 2] [3]}",
                (ctx, v, range, site) -> drain(vec(v), Slicing.of(range, vec(v).size(), site)));
        c.two(
                "retain [&mut v test]",
                "Keeps the elements for which `test` holds; it is given references.",
                "(let [mut v [1 2 3]] (retain! v (fn [x] (> x 1))) v) ;=> [2 3]",
                (ctx, v, test, site) -> retain(vec(v), test, ctx, site));
        c.one(
                "dedup [&mut v]",
                "Removes elements that equal the one before them.",
                "(let [mut v [1 1 2 1]] (dedup! v) v) ;=> [1 2 1]",
                (ctx, v, site) ->
                        dedup(vec(v), (a, b) -> Equality.same(a, b, ctx, site), ctx, site));
        c.two(
                "dedup-by-key [&mut v f]",
                "Removes elements whose key equals that of the one before them.",
                "(let [mut v [1 -1 2]] (dedup-by-key! v (fn [x] (abs (deref x)))) v) ;=> [1 2]",
                (ctx, v, f, site) ->
                        dedup(
                                vec(v),
                                (a, b) ->
                                        Equality.same(
                                                key(ctx, f, a, site),
                                                key(ctx, f, b, site),
                                                ctx,
                                                site),
                                ctx,
                                site));
        c.two(
                "fill [&mut v x]",
                "Sets all elements to clones of `x`.",
                "(let [mut v [1 2]] (fill! v 0) v) ;=> [0 0]",
                (ctx, v, x, site) -> fill(vec(v), x, ctx, site));
        c.three(
                "resize [&mut v n x]",
                "Makes the length `n`, with clones of `x` where elements are missing.",
                "(let [mut v [1]] (resize! v 3 0) v) ;=> [1 0 0]",
                (ctx, v, n, x, site) -> resize(vec(v), n, x, ctx, site));
        c.two(
                "reserve [&mut v n]",
                "Nothing that can be seen: vectors grow by themselves.",
                "(let [mut v [1]] (reserve! v 10) v) ;=> [1]",
                (_, _, n, site) -> Args.count(n, site) >= 0 ? Unit.UNIT : Unit.UNIT);
        c.one(
                "shrink-to-fit [&mut v]",
                "Nothing that can be seen.",
                "(let [mut v [1]] (shrink-to-fit! v) v) ;=> [1]",
                (_, _, _) -> Unit.UNIT);
        c.two(
                "split-off [&mut v i] -> (Vec T)",
                "Cuts the vector at an index and gives what was behind.",
                "(let [mut v [1 2 3]] {(split-off! v 1) v}) ;=> {[2 3] [1]}",
                (_, v, i, site) -> splitOff(vec(v), Args.indexOrEnd(i, vec(v).size(), site)));
    }

    static Object done(Runnable change) {
        change.run();
        return Unit.UNIT;
    }

    static Object push(Context ctx, Object v, Object x, Site site) {
        var vec = (VecValue) v;
        // Growing copies the array: what is large is asked for first.
        if ((vec.size() & 0xFFFF) == 0xFFFF) {
            ctx.checkAllocation(12L * vec.size(), site);
        }
        vec.add(x);
        return Unit.UNIT;
    }

    private static Object insert(VecValue vec, Object index, Object x, Context ctx, Site site) {
        ctx.poll(site);
        vec.insert(Args.indexOrEnd(index, vec.size(), site), x);
        return Unit.UNIT;
    }

    private static Object swapRemove(VecValue vec, int index) {
        vec.swap(index, vec.size() - 1);
        return vec.removeLast();
    }

    private static Object extend(
            VecValue vec, IteratorValue it, boolean clones, Context ctx, Site site) {
        int turn = 0;
        for (var item = it.next(ctx, site); item != null; item = it.next(ctx, site)) {
            vec.add(
                    clones || item instanceof Ref reference && !reference.mutable()
                            ? Cloner.clone(item, ctx, site)
                            : item);
            if ((++turn & 1023) == 0) {
                ctx.poll(site);
                ctx.checkAllocation(8L * vec.size(), site);
            }
        }
        return Unit.UNIT;
    }

    private static Object append(VecValue vec, VecValue other, Context ctx, Site site) {
        ctx.checkAllocation(8L * ((long) vec.size() + other.size()), site);
        vec.addAll(other.items());
        other.clear();
        return Unit.UNIT;
    }

    private static Object drain(VecValue vec, Slicing part) {
        var drained = vec.part(part.from(), part.to());
        var rest = vec.part(part.to(), vec.size());
        vec.truncate(part.from());
        vec.addAll(rest.items());
        return new Iterators.Elements(drained, null);
    }

    private static Object retain(VecValue vec, Object test, Context ctx, Site site) {
        int kept = 0;
        for (int i = 0; i < vec.size(); i++) {
            var item = vec.get(i);
            if (Args.test(ctx, test, Args.borrowed(item), site)) {
                vec.set(kept++, item);
            }
            if ((i & 1023) == 1023) {
                ctx.poll(site);
            }
        }
        vec.truncate(kept);
        return Unit.UNIT;
    }

    private interface Same {
        boolean test(Object before, Object next);
    }

    private static Object key(Context ctx, Object f, Object item, Site site) {
        return Args.call(ctx, f, Args.borrowed(item), site);
    }

    private static Object dedup(VecValue vec, Same same, Context ctx, Site site) {
        int kept = Math.min(1, vec.size());
        for (int i = 1; i < vec.size(); i++) {
            if (!same.test(vec.get(kept - 1), vec.get(i))) {
                vec.set(kept++, vec.get(i));
            }
            if ((i & 1023) == 0) {
                ctx.poll(site);
            }
        }
        vec.truncate(kept);
        return Unit.UNIT;
    }

    private static Object fill(VecValue vec, Object x, Context ctx, Site site) {
        for (int i = 0; i < vec.size(); i++) {
            vec.set(i, Cloner.clone(x, ctx, site));
            if ((i & 1023) == 1023) {
                ctx.poll(site);
            }
        }
        return Unit.UNIT;
    }

    private static Object resize(VecValue vec, Object n, Object x, Context ctx, Site site) {
        int size = Args.size(n, 8, ctx, site);
        vec.truncate(Math.min(size, vec.size()));
        while (vec.size() < size) {
            vec.add(Cloner.clone(x, ctx, site));
            if ((vec.size() & 1023) == 0) {
                ctx.poll(site);
            }
        }
        return Unit.UNIT;
    }

    private static Object splitOff(VecValue vec, int index) {
        var rest = vec.part(index, vec.size());
        vec.truncate(index);
        return rest;
    }

    private static void reordering(Catalogue c) {
        c.one(
                "sort [&mut v]",
                "Sorts the elements; equal ones keep their order.",
                "(let [mut v [3 1 2]] (sort! v) v) ;=> [1 2 3]",
                (ctx, v, site) -> done(() -> Sorting.natural(vec(v), ctx, site)));
        c.one(
                "sort-unstable [&mut v]",
                "As `sort!`.",
                "(let [mut v [3 1 2]] (sort-unstable! v) v) ;=> [1 2 3]",
                (ctx, v, site) -> done(() -> Sorting.natural(vec(v), ctx, site)));
        c.two(
                "sort-by [&mut v compare]",
                "Sorts by a function of two references that gives an `Ordering`.",
                "(let [mut v [1.5 0.5]] (sort-by! v (fn [a b] (total-cmp a b))) v) ;=> [0.5 1.5]",
                (ctx, v, f, site) ->
                        done(() ->
                                Sorting.by(
                                        vec(v),
                                        IteratorMethods.comparator(ctx, f, site),
                                        ctx,
                                        site)));
        c.two(
                "sort-unstable-by [&mut v compare]",
                "As `sort-by!`.",
                "(let [mut v [1 2]] (sort-unstable-by! v (fn [a b] (cmp b a))) v) ;=> [2 1]",
                (ctx, v, f, site) ->
                        done(() ->
                                Sorting.by(
                                        vec(v),
                                        IteratorMethods.comparator(ctx, f, site),
                                        ctx,
                                        site)));
        c.two(
                "sort-by-key [&mut v f]",
                "Sorts by what `f` gives for a reference to each element.",
                "(let [mut v [1 -3 2]] (sort-by-key! v (fn [x] (abs (deref x)))) v) ;=> [1 2 -3]",
                (ctx, v, f, site) -> done(() -> Sorting.byKey(vec(v), f, ctx, site)));
        c.one(
                "reverse [&mut v]",
                "Turns the order around.",
                "(let [mut v [1 2 3]] (reverse! v) v) ;=> [3 2 1]",
                (_, v, _) -> done(() -> reverse(vec(v), 0, vec(v).size())));
        c.three(
                "swap [&mut v i j]",
                "Exchanges two elements.",
                "(let [mut v [1 2 3]] (swap! v 0 2) v) ;=> [3 2 1]",
                (_, v, i, j, site) ->
                        done(() ->
                                vec(v).swap(
                                                Args.index(i, vec(v).size(), site),
                                                Args.index(j, vec(v).size(), site))));
        c.two(
                "rotate-left [&mut v n]",
                "Moves the first `n` elements to the end.",
                "(let [mut v [1 2 3]] (rotate-left! v 1) v) ;=> [2 3 1]",
                (_, v, n, site) -> rotate(vec(v), Args.indexOrEnd(n, vec(v).size(), site)));
        c.two(
                "rotate-right [&mut v n]",
                "Moves the last `n` elements to the beginning.",
                "(let [mut v [1 2 3]] (rotate-right! v 1) v) ;=> [3 1 2]",
                (_, v, n, site) ->
                        rotate(vec(v), vec(v).size() - Args.indexOrEnd(n, vec(v).size(), site)));
    }

    private static void reverse(VecValue vec, int from, int to) {
        for (int i = from, j = to - 1; i < j; i++, j--) {
            vec.swap(i, j);
        }
    }

    private static Object rotate(VecValue vec, int left) {
        reverse(vec, 0, left);
        reverse(vec, left, vec.size());
        reverse(vec, 0, vec.size());
        return Unit.UNIT;
    }

    private static void parts(Catalogue c) {
        c.two(
                "windows [&'a v n] -> Iterator",
                "All parts of length `n`, each one element further on.",
                "(collect (.windows [1 2 3] 2)) ;=> [[1 2] [2 3]]",
                (ctx, v, n, site) ->
                        parts(Args.shared(v, site), Args.count(n, site), 1, true, ctx, site));
        c.two(
                "chunks [&'a v n] -> Iterator",
                "Parts of length `n` one after the other, the last one perhaps shorter.",
                "(collect (.chunks [1 2 3] 2)) ;=> [[1 2] [3]]",
                (ctx, v, n, site) ->
                        parts(
                                Args.shared(v, site),
                                Args.count(n, site),
                                Args.count(n, site),
                                false,
                                ctx,
                                site));
        c.two(
                "chunks-exact [&'a v n] -> Iterator",
                "Parts of length `n`; what is left over is left out.",
                "(collect (.chunks-exact [1 2 3] 2)) ;=> [[1 2]]",
                (ctx, v, n, site) ->
                        parts(
                                Args.shared(v, site),
                                Args.count(n, site),
                                Args.count(n, site),
                                true,
                                ctx,
                                site));
        c.two(
                "split-at [&'a v i]",
                "The parts before and from an index on.",
                "(.split-at [1 2 3] 1) ;=> {[1] [2 3]}",
                VecMethods::splitAt);
        c.one(
                "split-first [&'a v] -> (Option {&T &(Vec T)})",
                "The first element and the rest.",
                "(.split-first [1 2 3]) ;=> (Some {1 [2 3]})",
                (_, v, site) -> splitFirst(Args.shared(v, site), site));
        c.one(
                "split-last [&'a v] -> (Option {&T &(Vec T)})",
                "The last element and those before it.",
                "(.split-last [1 2 3]) ;=> (Some {3 [1 2]})",
                (_, v, site) -> splitLast(Args.shared(v, site), site));
        c.one(
                "concat [&v]",
                "The elements of the elements, in one vector or string.",
                "(.concat [[1] [2 3]]) ;=> [1 2 3]",
                VecMethods::concat);
        c.two(
                "join [&v separator]",
                "The elements with a separator between them, as one string (or vector).",
                "(join [\"a\" \"b\"] \"-\") ;=> \"a-b\"",
                VecMethods::join);
        c.two(
                "repeat [&v n] -> (Vec T)",
                "The elements `n` times over.",
                "(.repeat [1 2] 2) ;=> [1 2 1 2]",
                VecMethods::repeat);
    }

    private static Object parts(
            Ref from, long length, long step, boolean exact, Context ctx, Site site) {
        if (length == 0) {
            throw Args.panic("the length of a part must not be 0", site);
        }
        var vec = seen(from, site);
        var parts = new VecValue();
        for (long at = 0; exact ? at + length <= vec.size() : at < vec.size(); at += step) {
            ctx.checkAllocation(8 * Math.min(length, vec.size()), site);
            parts.add(
                    slice(
                            from,
                            vec,
                            new Slicing((int) at, (int) Math.min(vec.size(), at + length))));
            ctx.poll(site);
        }
        return new Iterators.Elements(parts, null);
    }

    private static Object splitAt(Context ctx, Object v, Object index, Site site) {
        var from = Args.shared(v, site);
        var vec = seen(from, site);
        int at = Args.indexOrEnd(index, vec.size(), site);
        return new TupleValue(
                slice(from, vec, new Slicing(0, at)),
                slice(from, vec, new Slicing(at, vec.size())));
    }

    private static Object splitFirst(Ref from, Site site) {
        var vec = seen(from, site);
        return vec.size() == 0
                ? EnumValue.NONE
                : EnumValue.some(
                        new TupleValue(
                                from.lendPart(0, site),
                                slice(from, vec, new Slicing(1, vec.size()))));
    }

    private static Object splitLast(Ref from, Site site) {
        var vec = seen(from, site);
        int last = vec.size() - 1;
        return last < 0
                ? EnumValue.NONE
                : EnumValue.some(
                        new TupleValue(
                                from.lendPart(last, site), slice(from, vec, new Slicing(0, last))));
    }

    private static Object concat(Context ctx, Object v, Site site) {
        var vec = vec(v);
        if (vec.size() > 0 && Ref.see(vec.get(0), site) instanceof Text) {
            return StringMethods.joined(Iterators.over(Args.lent(vec), ctx, site), null, ctx, site);
        }
        var all = new VecValue();
        for (int i = 0; i < vec.size(); i++) {
            extend(
                    all,
                    Iterators.over(Args.lent(Ref.see(vec.get(i), site)), ctx, site),
                    true,
                    ctx,
                    site);
        }
        return all;
    }

    static Object join(Context ctx, Object v, Object separator, Site site) {
        var vec = vec(v);
        if (Ref.see(separator, site) instanceof Text text) {
            return StringMethods.joined(Iterators.over(Args.lent(vec), ctx, site), text, ctx, site);
        }
        var all = new VecValue();
        for (int i = 0; i < vec.size(); i++) {
            if (i > 0) {
                var between = Ref.see(separator, site);
                if (between instanceof VecValue several) {
                    extend(all, Iterators.over(Args.lent(several), ctx, site), true, ctx, site);
                } else {
                    all.add(Cloner.clone(between, ctx, site));
                }
            }
            extend(
                    all,
                    Iterators.over(Args.lent(Ref.see(vec.get(i), site)), ctx, site),
                    true,
                    ctx,
                    site);
        }
        return all;
    }

    private static Object repeat(Context ctx, Object v, Object n, Site site) {
        var vec = vec(v);
        long times = Args.count(n, site);
        ctx.checkAllocation(
                vec.size() == 0
                        ? 0
                        : times > Long.MAX_VALUE / 16 / vec.size()
                                ? Long.MAX_VALUE
                                : 8 * times * vec.size(),
                site);
        var all = new VecValue();
        for (long i = 0; i < times && vec.size() > 0; i++) {
            extend(all, Iterators.over(Args.lent(vec), ctx, site), true, ctx, site);
        }
        return all;
    }
}
