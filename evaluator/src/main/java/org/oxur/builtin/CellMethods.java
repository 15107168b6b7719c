package org.oxur.builtin;

import org.oxur.error.BorrowError;
import org.oxur.error.OxurPanic;
import org.oxur.error.Site;
import org.oxur.value.Cloner;
import org.oxur.value.HeapValue;
import org.oxur.value.Ref;
import org.oxur.value.RefCellValue;
import org.oxur.value.Unit;

/// What a `ref-cell` does.
final class CellMethods {
    private CellMethods() {}

    static Catalogue catalogue() {
        var c = new Catalogue("Cells");
        c.one(
                "borrow [&c] -> &T",
                "A reference to what is in a `ref-cell`.",
                "(let [c (ref-cell [1])] (len (.borrow c))) ;=> 1",
                (_, cell, site) -> ((RefCellValue) cell).borrow(site));
        c.one(
                "borrow-mut [&c] -> &mut T",
                "A mutable reference to what is in a `ref-cell`.",
                "(let [c (ref-cell [1])] (push! (.borrow-mut c) 2) (len (.borrow c))) ;=> 2",
                (_, cell, site) -> ((RefCellValue) cell).borrowMut(site));
        c.two(
                "replace [&c x] -> T",
                "Puts a value in a `ref-cell` and gives the old one.",
                "(let [c (ref-cell 1)] (.replace c 2)) ;=> 1",
                (_, cell, x, site) -> replace((RefCellValue) cell, x, site));
        c.one(
                "get [&c] -> T",
                "A copy of what is in a `ref-cell`.",
                "(let [c (ref-cell 1)] (.get c)) ;=> 1",
                (ctx, cell, site) -> Cloner.clone(((RefCellValue) cell).borrow(site), ctx, site));
        c.two(
                "set [&c x]",
                "Puts a value in a `ref-cell`.",
                "(let [c (ref-cell 1)] (.set c 2) (.get c)) ;=> 2",
                (_, cell, x, site) -> VecChanges.done(() -> replace((RefCellValue) cell, x, site)));
        c.one(
                "take [&c] -> T",
                "Leaves the default of the type in a `ref-cell` and gives the old value.",
                "(let [c (ref-cell [1])] {(.take c) (len (.borrow c))}) ;=> {[1] 0}",
                (ctx, cell, site) -> {
                    var place = (RefCellValue) cell;
                    var empty = Defaults.like(Ref.see(place.borrow(site), site), ctx, site);
                    return replace(place, empty, site);
                });
        c.two(
                "replace-with [&c f] -> T",
                "Puts what `f` gives for a mutable reference to it in a `ref-cell`, and gives the old"
                        + " value.",
                "(let [c (ref-cell 1)] {(.replace-with c (fn [x] (+ (deref x) 1))) (.get c)}) ;=> {1"
                        + " 2}",
                (ctx, cell, f, site) -> {
                    var place = ((RefCellValue) cell).borrowMut(site);
                    var made = Args.call(ctx, f, place, site);
                    return replace((RefCellValue) cell, made, site);
                });
        c.two(
                "swap [&c &d]",
                "Exchanges what is in two `ref-cell`s.",
                "(let [c (ref-cell 1) d (ref-cell 2)] (.swap c &d) {(.get c) (.get d)}) ;=> {2 1}",
                (_, cell, other, site) -> {
                    if (!(Ref.see(other, site) instanceof RefCellValue second)) {
                        throw Args.expected("a ref-cell", other, site);
                    }
                    var held = replace((RefCellValue) cell, Unit.UNIT, site);
                    replace((RefCellValue) cell, replace(second, held, site), site);
                    return Unit.UNIT;
                });
        c.one(
                "into-inner [c] -> T",
                "What was in a `ref-cell`, moved out.",
                "(.into-inner (ref-cell [1])) ;=> [1]",
                (_, cell, site) -> intoInner(cell, site));
        return c;
    }

    private static Object intoInner(Object cell, Site site) {
        var value = ((RefCellValue) Ref.see(cell, site)).borrow(site).get(site);
        if (cell instanceof Ref && !HeapValue.isCopy(value)) {
            throw new OxurPanic(
                    new BorrowError.CannotMove(site.span(), site.span().text(), "a reference"));
        }
        return value;
    }

    private static Object replace(RefCellValue cell, Object x, Site site) {
        var place = cell.borrowMut(site);
        var old = place.get(site);
        place.set(x, site);
        return old;
    }
}
