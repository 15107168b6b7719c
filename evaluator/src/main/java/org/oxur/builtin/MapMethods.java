package org.oxur.builtin;

import org.jspecify.annotations.Nullable;
import org.oxur.error.BorrowError;
import org.oxur.error.OxurPanic;
import org.oxur.error.Site;
import org.oxur.value.Cloner;
import org.oxur.value.EnumValue;
import org.oxur.value.Hashing;
import org.oxur.value.HeapValue;
import org.oxur.value.IteratorValue;
import org.oxur.value.MapValue;
import org.oxur.value.Ref;
import org.oxur.value.SetValue;
import org.oxur.value.TupleValue;
import org.oxur.value.Unit;
import org.oxur.value.VecValue;

/// `HashMap`, with its entries, and `HashSet`.
final class MapMethods {
    private MapMethods() {}

    static Catalogue catalogue() {
        var c = new Catalogue("Maps");
        reading(c);
        changing(c);
        return c;
    }

    private static MapValue map(Object value) {
        return (MapValue) value;
    }

    static int find(MapValue map, Object key, Site site) {
        Hashing.checkKey(key, site);
        return map.find(key, Hashing.KEYS);
    }

    private static void reading(Catalogue c) {
        c.one(
                "len [&m] -> i64",
                "How many entries there are.",
                "(len #{:a 1}) ;=> 1",
                (_, m, _) -> (long) map(m).size());
        c.one(
                "is-empty [&m] -> bool",
                "Whether there are no entries.",
                "(is-empty #{}) ;=> true",
                (_, m, _) -> map(m).size() == 0);
        c.two(
                "get [&'a m &key] -> (Option &V)",
                "The value of a key.",
                "{(get #{:a 1} :a) (get #{:a 1} :z)} ;=> {(Some 1) None}",
                (_, m, k, site) -> get(Args.shared(m, site), k, site));
        c.two(
                "get-mut [&'a mut m &key] -> (Option &mut V)",
                "A mutable reference to the value of a key.",
                "(let [mut m #{:a 1}] (set! (deref (unwrap (.get-mut m :a))) 5) m) ;=> #{:a 5}",
                (_, m, k, site) -> get(Args.placeMut(m, site), k, site));
        c.three(
                "get-or [&'a m &key default]",
                "The value of a key, or another one.",
                "{(get-or #{:a 1} :a 0) (get-or #{:a 1} :z 0)} ;=> {1 0}",
                (_, m, k, d, site) ->
                        get(Args.shared(m, site), k, site) instanceof EnumValue found
                                        && found.size() > 0
                                ? found.part(0)
                                : d);
        c.two(
                "contains-key [&m &key] -> bool",
                "Whether there is an entry with that key.",
                "(contains-key #{:a 1} :a) ;=> true",
                (_, m, k, site) -> find(map(m), k, site) >= 0);
        c.two(
                "contains [&m &key] -> bool",
                "As `contains-key`.",
                "(contains #{:a 1} :b) ;=> false",
                (_, m, k, site) -> find(map(m), k, site) >= 0);
        c.two(
                "get-key-value [&'a m &key] -> (Option {&K &V})",
                "The entry of a key.",
                "(.get-key-value #{:a 1} :a) ;=> (Some {:a 1})",
                (_, m, k, site) -> getEntry(Args.shared(m, site), k, site));
        c.one(
                "keys [&'a m] -> Iterator",
                "The keys, in the order in which they came in.",
                "(keys #{:a 1 :b 2}) ;=> [:a :b]",
                (_, m, site) -> entries(Args.shared(m, site), Iterators.Entries.KEYS, site));
        c.one(
                "values [&'a m] -> Iterator",
                "The values, in the order of their keys.",
                "(values #{:a 1 :b 2}) ;=> [1 2]",
                (_, m, site) -> entries(Args.shared(m, site), Iterators.Entries.VALUES, site));
        c.one(
                "entries [&'a m] -> Iterator",
                "The keys with their values.",
                "(entries #{:a 1}) ;=> [{:a 1}]",
                (_, m, site) -> entries(Args.shared(m, site), Iterators.Entries.BOTH, site));
        c.one(
                "iter [&'a m] -> Iterator",
                "The keys with their values.",
                "(collect (.iter #{:a 1})) ;=> [{:a 1}]",
                (_, m, site) -> entries(Args.shared(m, site), Iterators.Entries.BOTH, site));
        c.one(
                "values-mut [&'a mut m] -> Iterator",
                "Mutable references to the values.",
                "(let [mut m #{:a 1}] (for [v (.values-mut m)] (set! (deref v) 7)) m) ;=> #{:a 7}",
                (_, m, site) -> entries(Args.placeMut(m, site), Iterators.Entries.VALUES, site));
        c.one(
                "iter-mut [&'a mut m] -> Iterator",
                "The keys with mutable references to their values.",
                "(let [mut m #{:a 1}] (for [{k v} (.iter-mut m)] (set! (deref v) 7)) m) ;=> #{:a 7}",
                (_, m, site) -> entries(Args.placeMut(m, site), Iterators.Entries.BOTH, site));
        c.one(
                "into-iter [m] -> Iterator",
                "The entries, moved out.",
                "(collect (.into-iter #{:a 1})) ;=> [{:a 1}]",
                (ctx, m, site) -> Iterators.over(m, ctx, site));
        c.one(
                "into-keys [m] -> Iterator",
                "The keys, moved out.",
                "(into-keys #{:a 1}) ;=> [:a]",
                (_, m, site) ->
                        new Iterators.Entries(Args.map(m, site), null, Iterators.Entries.KEYS));
        c.one(
                "into-values [m] -> Iterator",
                "The values, moved out.",
                "(into-values #{:a 1}) ;=> [1]",
                (_, m, site) ->
                        new Iterators.Entries(Args.map(m, site), null, Iterators.Entries.VALUES));
    }

    private static EnumValue get(Ref from, Object key, Site site) {
        int position = find((MapValue) from.get(site), key, site);
        return position < 0 ? EnumValue.NONE : EnumValue.some(from.lendPart(position, site));
    }

    private static Object getEntry(Ref from, Object key, Site site) {
        var map = (MapValue) from.get(site);
        int position = find(map, key, site);
        return position < 0
                ? EnumValue.NONE
                : EnumValue.some(
                        new TupleValue(
                                Iterators.lend(map.keyAt(position), from),
                                from.lendPart(position, site)));
    }

    private static IteratorValue entries(Ref from, int what, Site site) {
        return new Iterators.Entries((MapValue) from.get(site), from, what);
    }

    private static void changing(Catalogue c) {
        c.three(
                "insert [&mut m key value] -> (Option V)",
                "Sets the value of a key and gives the one it had.",
                "(let [mut m #{:a 1}] {(insert! m :a 2) (insert! m :b 3) m}) ;=> {(Some 1) None #{:a 2 :b 3}}",
                (ctx, m, k, v, site) -> insert(ctx, map(m), k, v, site));
        c.two(
                "remove [&mut m &key] -> (Option V)",
                "Removes an entry and gives its value.",
                "(let [mut m #{:a 1}] {(remove! m :a) (len &m)}) ;=> {(Some 1) 0}",
                (_, m, k, site) -> remove(map(m), k, site));
        c.two(
                "remove-entry [&mut m &key] -> (Option {K V})",
                "Removes an entry and gives it.",
                "(let [mut m #{:a 1}] (remove-entry! m :a)) ;=> (Some {:a 1})",
                (_, m, k, site) -> removeEntry(map(m), k, site));
        c.two(
                "entry [&'a mut m key] -> Entry",
                "The place of a key, whether there is an entry or not; see `or-insert`.",
                "(let [mut m #{}] (inc! (deref (.or-insert (.entry m :a) 0))) m) ;=> #{:a 1}",
                (_, m, k, site) -> new Entry(Args.placeMut(m, site), key(k, site)));
        c.one(
                "clear [&mut m]",
                "Removes all entries.",
                "(let [mut m #{:a 1}] (clear! m) m) ;=> #{}",
                (_, m, _) -> VecMethods.done(() -> map(m).clear()));
        c.two(
                "extend [&mut m entries]",
                "Sets the values of all keys in pairs.",
                "(let [mut m #{:a 1}] (extend! m [{:b 2}]) m) ;=> #{:a 1 :b 2}",
                (ctx, m, es, site) ->
                        VecMethods.done(() ->
                                Collecting.fill(map(m), ctx, Iterators.over(es, ctx, site), site)));
        c.two(
                "retain [&mut m test]",
                "Keeps the entries for which `test` holds; it is given references to key and value.",
                "(let [mut m #{:a 1 :b 2}] (retain! m (fn [k v] (> (deref v) 1))) m) ;=> #{:b 2}",
                (ctx, m, test, site) -> retain(ctx, map(m), test, site));
        c.one(
                "drain [&mut m] -> Iterator",
                "Removes all entries and gives them.",
                "(let [mut m #{:a 1}] {(collect (drain! m)) (len &m)}) ;=> {[{:a 1}] 0}",
                (ctx, m, site) -> drain(ctx, map(m), site));
    }

    private static Object key(Object key, Site site) {
        Hashing.checkKey(key, site);
        return key;
    }

    static Object insert(Context ctx, MapValue map, Object key, Object value, Site site) {
        Hashing.checkKey(key, site);
        if ((map.size() & 0xFFFF) == 0xFFFF) {
            ctx.checkAllocation(64L * map.size(), site);
        }
        return IteratorMethods.option(map.put(key, value, Hashing.KEYS));
    }

    private static Object remove(MapValue map, Object key, Site site) {
        Hashing.checkKey(key, site);
        return IteratorMethods.option(map.remove(key, Hashing.KEYS));
    }

    private static Object removeEntry(MapValue map, Object key, Site site) {
        int position = find(map, key, site);
        if (position < 0) {
            return EnumValue.NONE;
        }
        var entry = new TupleValue(map.keyAt(position), map.valueAt(position));
        map.remove(key, Hashing.KEYS);
        return EnumValue.some(entry);
    }

    private static Object retain(Context ctx, MapValue map, Object test, Site site) {
        var kept = new MapValue();
        for (int i = 0; i < map.positions(); i++) {
            if (map.isEntry(i)) {
                var key = map.keyAt(i);
                var value = Ref.uniqueTemporary(map.valueAt(i));
                if (Args.bool(Args.call(ctx, test, Args.borrowed(key), value, site), site)) {
                    kept.put(key, value.peek(), Hashing.KEYS);
                }
            }
            if ((i & 1023) == 1023) {
                ctx.poll(site);
            }
        }
        replaceAll(map, kept);
        return Unit.UNIT;
    }

    private static void replaceAll(MapValue map, MapValue by) {
        map.clear();
        for (int i = 0; i < by.positions(); i++) {
            if (by.isEntry(i)) {
                map.put(by.keyAt(i), by.valueAt(i), Hashing.KEYS);
            }
        }
    }

    private static Object drain(Context ctx, MapValue map, Site site) {
        var all =
                Iterators.collect(
                        new Iterators.Entries(map, null, Iterators.Entries.BOTH), ctx, site);
        map.clear();
        return new Iterators.Elements(all, null);
    }

    /// `map.entry(key)`.
    static final class Entry extends HeapValue {
        final Ref map;
        final Object key;

        Entry(Ref map, Object key) {
            this.map = map;
            this.key = key;
        }

        int position(Site site) {
            return ((MapValue) map.get(site)).find(key, Hashing.KEYS);
        }
    }

    static Catalogue entryCatalogue() {
        var c = new Catalogue("Entries of maps");
        c.two(
                "or-insert [entry value] -> &mut V",
                "A mutable reference to the value, after `value` was put in where there was none.",
                "(let [mut m #{:a 1}] (inc! (deref (.or-insert (.entry m :a) 0))) m) ;=> #{:a 2}",
                (_, e, v, site) -> orInsert(taken(e, site), v, site));
        c.two(
                "or-insert-with [entry f] -> &mut V",
                "As `or-insert`, with what `f` gives.",
                "(let [mut m #{}] (.push (.or-insert-with (.entry m :a) (fn [] [])) 1) m) ;=> #{:a [1]}",
                (ctx, e, f, site) ->
                        taken(e, site).position(site) >= 0
                                ? orInsert(taken(e, site), Unit.UNIT, site)
                                : orInsert(taken(e, site), ctx.call(f, new Object[0], site), site));
        c.any(
                "or-default [entry type?] -> &mut V",
                "As `or-insert`, with the default of a type, of `i64` where none is said.",
                "(let [mut m #{}] (inc! (deref (.or-default (.entry m :a)))) m) ;=> #{:a 1}",
                (ctx, a, site) ->
                        orInsert(
                                taken(a[0], site),
                                Defaults.of(a.length > 1 ? a[1] : null, ctx, site),
                                site));
        c.two(
                "and-modify [entry f] -> Entry",
                "Calls `f` with a mutable reference to the value, if there is one.",
                "(let [mut m #{:a 1}] (.or-insert (.and-modify (.entry m :a) (fn [v] (inc! (deref v)))) 0) m) ;=> #{:a 2}",
                (ctx, e, f, site) -> andModify(ctx, taken(e, site), f, site));
        c.one(
                "key [&entry] -> K",
                "The key.",
                "(let [mut m #{}] (.key &(.entry m :a))) ;=> :a",
                (_, e, site) -> ((Entry) Ref.see(e, site)).key);
        return c;
    }

    /// The entry that a method takes: one that was only lent cannot be moved from there.
    private static Entry taken(Object value, Site site) {
        if (value instanceof Entry entry) {
            return entry;
        }
        throw new OxurPanic(
                new BorrowError.CannotMove(site.span(), site.span().text(), "a reference"));
    }

    private static Object orInsert(Entry entry, Object value, Site site) {
        var map = (MapValue) entry.map.getForWrite(site);
        int position = map.find(entry.key, Hashing.KEYS);
        if (position < 0) {
            map.put(entry.key, value, Hashing.KEYS);
            position = map.positions() - 1;
        }
        return entry.map.lendPart(position, site);
    }

    private static Object andModify(Context ctx, Entry entry, Object f, Site site) {
        int position = entry.position(site);
        if (position >= 0) {
            Args.call(ctx, f, entry.map.lendPart(position, site), site);
        }
        return entry;
    }

    static Catalogue setCatalogue() {
        var c = new Catalogue("Sets");
        c.one(
                "len [&s] -> i64",
                "How many items there are.",
                "(len (hash-set 1 2 1)) ;=> 2",
                (_, s, _) -> (long) set(s).size());
        c.one(
                "is-empty [&s] -> bool",
                "Whether there are no items.",
                "(is-empty (hash-set)) ;=> true",
                (_, s, _) -> set(s).size() == 0);
        c.two(
                "contains [&s &x] -> bool",
                "Whether `x` is in it.",
                "(contains (hash-set 1 2) 2) ;=> true",
                (_, s, x, site) -> has(set(s), x, site));
        c.two(
                "get [&s &x] -> (Option T)",
                "The item that equals `x`.",
                "(get (hash-set 1) 1) ;=> (Some 1)",
                (ctx, s, x, site) ->
                        has(set(s), x, site)
                                ? EnumValue.some(Cloner.clone(x, ctx, site))
                                : EnumValue.NONE);
        c.two(
                "insert [&mut s x] -> bool",
                "Adds an item and says whether it is new.",
                "(let [mut s (hash-set 1)] {(insert! s 2) (insert! s 2) s}) ;=> {true false (hash-set 1 2)}",
                (_, s, x, site) -> set(s).add(key(x, site), Hashing.KEYS));
        c.two(
                "remove [&mut s &x] -> bool",
                "Removes an item and says whether it was there.",
                "(let [mut s (hash-set 1)] (remove! s 1)) ;=> true",
                (_, s, x, site) -> set(s).remove(key(x, site), Hashing.KEYS));
        c.one(
                "clear [&mut s]",
                "Removes all items.",
                "(let [mut s (hash-set 1)] (clear! s) s) ;=> (hash-set)",
                (_, s, _) -> VecMethods.done(() -> set(s).clear()));
        c.two(
                "extend [&mut s xs]",
                "Adds all elements of something iterable.",
                "(let [mut s (hash-set 1)] (extend! s [1 2]) s) ;=> (hash-set 1 2)",
                (ctx, s, xs, site) ->
                        VecMethods.done(() ->
                                Collecting.fill(set(s), ctx, Iterators.over(xs, ctx, site), site)));
        c.two(
                "retain [&mut s test]",
                "Keeps the items for which `test` holds.",
                "(let [mut s (hash-set 1 2)] (retain! s (fn [x] (> (deref x) 1))) s) ;=> (hash-set 2)",
                (ctx, s, f, site) -> retainItems(ctx, set(s), f, site));
        c.one(
                "iter [&'a s] -> Iterator",
                "References to the items.",
                "(collect (.iter (hash-set 1 2))) ;=> [1 2]",
                (ctx, s, site) -> Iterators.over(Args.shared(s, site), ctx, site));
        c.one(
                "into-iter [s] -> Iterator",
                "The items, moved out.",
                "(collect (.into-iter (hash-set 1))) ;=> [1]",
                (ctx, s, site) -> Iterators.over(s, ctx, site));
        c.one(
                "drain [&mut s] -> Iterator",
                "Removes all items and gives them.",
                "(let [mut s (hash-set 1)] {(collect (drain! s)) s}) ;=> {[1] (hash-set)}",
                (ctx, s, site) -> drainItems(ctx, set(s), site));
        c.two(
                "union [&s &t] -> Iterator",
                "What is in one or both.",
                "(collect (union (hash-set 1 2) (hash-set 2 3))) ;=> [1 2 3]",
                (ctx, s, t, site) -> select(ctx, set(s), other(t, site), true, null, site));
        c.two(
                "intersection [&s &t] -> Iterator",
                "What is in both.",
                "(collect (intersection (hash-set 1 2) (hash-set 2 3))) ;=> [2]",
                (ctx, s, t, site) -> select(ctx, set(s), other(t, site), false, true, site));
        c.two(
                "difference [&s &t] -> Iterator",
                "What is in the first only.",
                "(collect (difference (hash-set 1 2) (hash-set 2 3))) ;=> [1]",
                (ctx, s, t, site) -> select(ctx, set(s), other(t, site), false, false, site));
        c.two(
                "symmetric-difference [&s &t] -> Iterator",
                "What is in one only.",
                "(collect (symmetric-difference (hash-set 1 2) (hash-set 2 3))) ;=> [1 3]",
                (ctx, s, t, site) -> select(ctx, set(s), other(t, site), true, false, site));
        c.two(
                "is-subset [&s &t] -> bool",
                "Whether all its items are in the other.",
                "(is-subset (hash-set 1) (hash-set 1 2)) ;=> true",
                (_, s, t, site) -> isSubset(set(s), other(t, site)));
        c.two(
                "is-superset [&s &t] -> bool",
                "Whether all items of the other are in it.",
                "(is-superset (hash-set 1 2) (hash-set 1)) ;=> true",
                (_, s, t, site) -> isSubset(other(t, site), set(s)));
        c.two(
                "is-disjoint [&s &t] -> bool",
                "Whether both have nothing in common.",
                "(is-disjoint (hash-set 1) (hash-set 2)) ;=> true",
                (ctx, s, t, site) ->
                        select(ctx, set(s), other(t, site), false, true, site).remaining() == 0);
        return c;
    }

    private static SetValue set(Object value) {
        return (SetValue) value;
    }

    private static SetValue other(Object value, Site site) {
        if (Ref.see(value, site) instanceof SetValue set) {
            return set;
        }
        throw Args.expected("a HashSet", value, site);
    }

    private static boolean has(SetValue set, Object x, Site site) {
        Hashing.checkKey(x, site);
        return set.find(x, Hashing.KEYS) >= 0;
    }

    private static boolean isSubset(SetValue part, SetValue whole) {
        for (int i = 0; i < part.positions(); i++) {
            if (part.isEntry(i) && whole.find(part.at(i), Hashing.KEYS) < 0) {
                return false;
            }
        }
        return true;
    }

    // Of the first set those that are (or are not) in the second, or all; then, if wanted, those of
    // the second that are not in the first.
    private static IteratorValue select(
            Context ctx,
            SetValue a,
            SetValue b,
            boolean bothSides,
            @Nullable Boolean inOther,
            Site site) {
        var items = new VecValue();
        for (int i = 0; i < a.positions(); i++) {
            if (a.isEntry(i)
                    && (inOther == null || b.find(a.at(i), Hashing.KEYS) >= 0 == inOther)) {
                items.add(Args.borrowed(a.at(i)));
            }
            if ((i & 1023) == 1023) {
                ctx.poll(site);
            }
        }
        for (int i = 0; bothSides && i < b.positions(); i++) {
            if (b.isEntry(i) && a.find(b.at(i), Hashing.KEYS) < 0) {
                items.add(Args.borrowed(b.at(i)));
            }
        }
        return new Iterators.Elements(items, null);
    }

    private static Object retainItems(Context ctx, SetValue set, Object test, Site site) {
        var all = Iterators.collect(new Iterators.Items(set, null), ctx, site);
        set.clear();
        for (int i = 0; i < all.size(); i++) {
            if (Args.test(ctx, test, Args.borrowed(all.get(i)), site)) {
                set.add(all.get(i), Hashing.KEYS);
            }
            if ((i & 1023) == 1023) {
                ctx.poll(site);
            }
        }
        return Unit.UNIT;
    }

    private static Object drainItems(Context ctx, SetValue set, Site site) {
        var all = Iterators.collect(new Iterators.Items(set, null), ctx, site);
        set.clear();
        return new Iterators.Elements(all, null);
    }
}
