package org.oxur.builtin;

import org.oxur.error.BorrowError;
import org.oxur.error.OxurPanic;
import org.oxur.error.Site;
import org.oxur.value.Hashing;
import org.oxur.value.HeapValue;
import org.oxur.value.MapValue;
import org.oxur.value.Ref;
import org.oxur.value.Unit;

/// Entries of maps: a key, and the place of its value, which may be empty yet.
final class EntryMethods {
    private EntryMethods() {}

    /// `map.entry(key)`.
    static final class Entry extends HeapValue {
        final Ref map;
        final Object key;

        Entry(Ref map, Object key) {
            this.map = map;
            this.key = key;
        }

        int position(Context ctx, Site site) {
            return ((MapValue) map.get(site)).find(key, Hashing.of(key, ctx, site));
        }
    }

    static Catalogue entryCatalogue() {
        var c = new Catalogue("Entries of maps");
        c.two(
                "or-insert [entry value] -> &mut V",
                "A mutable reference to the value, after `value` was put in where there was none.",
                "(let [mut m #{:a 1}] (inc! (deref (.or-insert (.entry m :a) 0))) m) ;=> #{:a 2}",
                (ctx, e, v, site) -> orInsert(ctx, taken(e, site), v, site));
        c.two(
                "or-insert-with [entry f] -> &mut V",
                "As `or-insert`, with what `f` gives.",
                "(let [mut m #{}] (.push (.or-insert-with (.entry m :a) (fn [] [])) 1) m) ;=> #{:a"
                        + " [1]}",
                (ctx, e, f, site) ->
                        taken(e, site).position(ctx, site) >= 0
                                ? orInsert(ctx, taken(e, site), Unit.UNIT, site)
                                : orInsert(
                                        ctx,
                                        taken(e, site),
                                        ctx.call(f, new Object[0], site),
                                        site));
        c.two(
                "or-insert-with-key [entry f] -> &mut V",
                "As `or-insert-with`; `f` is given a reference to the key.",
                "(let [mut m #{}] (.or-insert-with-key (.entry m 3) (fn [k] (* 2 (deref k)))) m) ;=> #{3"
                        + " 6}",
                (ctx, e, f, site) -> {
                    var entry = taken(e, site);
                    return orInsert(
                            ctx,
                            entry,
                            entry.position(ctx, site) >= 0
                                    ? Unit.UNIT
                                    : Args.call(ctx, f, Args.borrowed(entry.key), site),
                            site);
                });
        c.any(
                "or-default [entry type?] -> &mut V",
                "As `or-insert`, with the default of a type, of `i64` where none is said.",
                "(let [mut m #{}] (inc! (deref (.or-default (.entry m :a)))) m) ;=> #{:a 1}",
                (ctx, a, site) ->
                        orInsert(
                                ctx,
                                taken(a[0], site),
                                Defaults.of(a.length > 1 ? a[1] : null, ctx, site),
                                site));
        c.two(
                "and-modify [entry f] -> Entry",
                "Calls `f` with a mutable reference to the value, if there is one.",
                "(let [mut m #{:a 1}] (.or-insert (.and-modify (.entry m :a) (fn [v] (inc! (deref"
                        + " v)))) 0) m) ;=> #{:a 2}",
                (ctx, e, f, site) -> andModify(ctx, taken(e, site), f, site));
        c.one(
                "key [&entry] -> K",
                "The key.",
                "(let [mut m #{}] (.key &(.entry m :a))) ;=> :a",
                (_, e, site) -> ((Entry) Ref.see(e, site)).key);
        return c;
    }

    /// The entry that a method takes: one that was only lent cannot be moved from there.
    static Entry taken(Object value, Site site) {
        if (value instanceof Entry entry) {
            return entry;
        }
        throw new OxurPanic(
                new BorrowError.CannotMove(site.span(), site.span().text(), "a reference"));
    }

    private static Object orInsert(Context ctx, Entry entry, Object value, Site site) {
        var map = (MapValue) entry.map.getForWrite(site);
        var by = Hashing.of(entry.key, ctx, site);
        int position = map.find(entry.key, by);
        if (position < 0) {
            map.put(entry.key, value, by);
            position = map.positions() - 1;
        }
        return entry.map.lendPart(position, site);
    }

    private static Object andModify(Context ctx, Entry entry, Object f, Site site) {
        int position = entry.position(ctx, site);
        if (position >= 0) {
            Args.call(ctx, f, entry.map.lendPart(position, site), site);
        }
        return entry;
    }
}
