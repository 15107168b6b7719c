package org.oxur.builtin;

import org.oxur.error.Site;
import org.oxur.value.EnumValue;
import org.oxur.value.Hashing;
import org.oxur.value.IteratorValue;
import org.oxur.value.MapValue;
import org.oxur.value.Ref;
import org.oxur.value.TupleValue;
import org.oxur.value.Unit;

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

    static int find(Context ctx, MapValue map, Object key, Site site) {
        Hashing.checkKey(key, ctx, site);
        return map.find(key, Hashing.of(key, ctx, site));
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
                (ctx, m, k, site) -> get(ctx, Args.shared(m, site), k, site));
        c.two(
                "get-mut [&'a mut m &key] -> (Option &mut V)",
                "A mutable reference to the value of a key.",
                "(let [mut m #{:a 1}] (set! (deref (unwrap (.get-mut m :a))) 5) m) ;=> #{:a 5}",
                (ctx, m, k, site) -> get(ctx, Args.placeMut(m, site), k, site));
        c.three(
                "get-or [&'a m &key default]",
                "The value of a key, or another one.",
                "{(get-or #{:a 1} :a 0) (get-or #{:a 1} :z 0)} ;=> {1 0}",
                (ctx, m, k, d, site) ->
                        get(ctx, Args.shared(m, site), k, site) instanceof EnumValue found
                                        && found.size() > 0
                                ? found.part(0)
                                : d);
        c.two(
                "contains-key [&m &key] -> bool",
                "Whether there is an entry with that key.",
                "(contains-key #{:a 1} :a) ;=> true",
                (ctx, m, k, site) -> find(ctx, map(m), k, site) >= 0);
        c.two(
                "contains [&m &key] -> bool",
                "As `contains-key`.",
                "(contains #{:a 1} :b) ;=> false",
                (ctx, m, k, site) -> find(ctx, map(m), k, site) >= 0);
        c.two(
                "get-key-value [&'a m &key] -> (Option {&K &V})",
                "The entry of a key.",
                "(.get-key-value #{:a 1} :a) ;=> (Some {:a 1})",
                (ctx, m, k, site) -> getEntry(ctx, Args.shared(m, site), k, site));
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
                "(let [mut m #{:a 1}] (for [{k v} (.iter-mut m)] (set! (deref v) 7)) m) ;=> #{:a"
                        + " 7}",
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

    private static EnumValue get(Context ctx, Ref from, Object key, Site site) {
        int position = find(ctx, (MapValue) from.get(site), key, site);
        return position < 0 ? EnumValue.NONE : EnumValue.some(from.lendPart(position, site));
    }

    private static Object getEntry(Context ctx, Ref from, Object key, Site site) {
        var map = (MapValue) from.get(site);
        int position = find(ctx, map, key, site);
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
                "(let [mut m #{:a 1}] {(insert! m :a 2) (insert! m :b 3) m}) ;=> {(Some 1) None"
                        + " #{:a 2 :b 3}}",
                (ctx, m, k, v, site) -> insert(ctx, map(m), k, v, site));
        c.two(
                "remove [&mut m &key] -> (Option V)",
                "Removes an entry and gives its value.",
                "(let [mut m #{:a 1}] {(remove! m :a) (len &m)}) ;=> {(Some 1) 0}",
                (ctx, m, k, site) -> remove(ctx, map(m), k, site));
        c.two(
                "remove-entry [&mut m &key] -> (Option {K V})",
                "Removes an entry and gives it.",
                "(let [mut m #{:a 1}] (remove-entry! m :a)) ;=> (Some {:a 1})",
                (ctx, m, k, site) -> removeEntry(ctx, map(m), k, site));
        c.two(
                "entry [&'a mut m key] -> Entry",
                "The place of a key, whether there is an entry or not; see `or-insert`.",
                "(let [mut m #{}] (inc! (deref (.or-insert (.entry m :a) 0))) m) ;=> #{:a 1}",
                (ctx, m, k, site) ->
                        new EntryMethods.Entry(Args.placeMut(m, site), key(ctx, k, site)));
        c.one(
                "clear [&mut m]",
                "Removes all entries.",
                "(let [mut m #{:a 1}] (clear! m) m) ;=> #{}",
                (_, m, _) -> VecChanges.done(() -> map(m).clear()));
        c.two(
                "extend [&mut m entries]",
                "Sets the values of all keys in pairs.",
                "(let [mut m #{:a 1}] (extend! m [{:b 2}]) m) ;=> #{:a 1 :b 2}",
                (ctx, m, es, site) ->
                        VecChanges.done(() ->
                                Collecting.fill(map(m), ctx, Iterators.over(es, ctx, site), site)));
        c.two(
                "retain [&mut m test]",
                "Keeps the entries for which `test` holds; it is given references to key and"
                        + " value.",
                "(let [mut m #{:a 1 :b 2}] (retain! m (fn [k v] (> (deref v) 1))) m) ;=> #{:b 2}",
                (ctx, m, test, site) -> retain(ctx, map(m), test, site));
        c.one(
                "drain [&mut m] -> Iterator",
                "Removes all entries and gives them.",
                "(let [mut m #{:a 1}] {(collect (drain! m)) (len &m)}) ;=> {[{:a 1}] 0}",
                (ctx, m, site) -> drain(ctx, map(m), site));
    }

    static Object key(Context ctx, Object key, Site site) {
        Hashing.checkKey(key, ctx, site);
        return key;
    }

    static Object insert(Context ctx, MapValue map, Object key, Object value, Site site) {
        Hashing.checkKey(key, ctx, site);
        if ((map.size() & 0xFFFF) == 0xFFFF) {
            ctx.checkAllocation(64L * map.size(), site);
        }
        return IteratorMethods.option(map.put(key, value, Hashing.of(key, ctx, site)));
    }

    private static Object remove(Context ctx, MapValue map, Object key, Site site) {
        Hashing.checkKey(key, ctx, site);
        return IteratorMethods.option(map.remove(key, Hashing.of(key, ctx, site)));
    }

    private static Object removeEntry(Context ctx, MapValue map, Object key, Site site) {
        int position = find(ctx, map, key, site);
        if (position < 0) {
            return EnumValue.NONE;
        }
        var entry = new TupleValue(map.keyAt(position), map.valueAt(position));
        map.remove(key, Hashing.of(key, ctx, site));
        return EnumValue.some(entry);
    }

    private static Object retain(Context ctx, MapValue map, Object test, Site site) {
        var kept = new MapValue();
        for (int i = 0; i < map.positions(); i++) {
            if (map.isEntry(i)) {
                var key = map.keyAt(i);
                var value = Ref.uniqueTemporary(map.valueAt(i));
                if (Args.bool(Args.call(ctx, test, Args.borrowed(key), value, site), site)) {
                    kept.put(key, value.peek(), Hashing.of(key, ctx, site));
                }
            }
            if ((i & 1023) == 1023) {
                ctx.poll(site);
            }
        }
        replaceAll(ctx, map, kept, site);
        return Unit.UNIT;
    }

    private static void replaceAll(Context ctx, MapValue map, MapValue by, Site site) {
        map.clear();
        for (int i = 0; i < by.positions(); i++) {
            if (by.isEntry(i)) {
                var key = by.keyAt(i);
                map.put(key, by.valueAt(i), Hashing.of(key, ctx, site));
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
}
