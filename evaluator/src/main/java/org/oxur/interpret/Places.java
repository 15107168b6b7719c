package org.oxur.interpret;

import org.jspecify.annotations.Nullable;
import org.oxur.error.BorrowError;
import org.oxur.error.OxurPanic;
import org.oxur.error.Site;
import org.oxur.value.Cell;
import org.oxur.value.EnumValue;
import org.oxur.value.HeapValue;
import org.oxur.value.Loans;
import org.oxur.value.MapValue;
import org.oxur.value.Moved;
import org.oxur.value.RcValue;
import org.oxur.value.Ref;
import org.oxur.value.SetValue;
import org.oxur.value.StrLiteral;
import org.oxur.value.StructValue;
import org.oxur.value.TupleValue;
import org.oxur.value.VecValue;

/// What all places have in common: seeing through references, and the errors of those who may not.
final class Places {
    /// So many elements of a collection show whether it holds what is lent.
    private static final int LOOKED_AT = 16;

    private Places() {}

    /// See [Node#through(Frame, boolean, Trail)].
    static Object through(Object value, boolean write, @Nullable Trail trail, Site site) {
        if (value instanceof StructValue) {
            return value;
        }
        while (true) {
            if (value instanceof Ref reference) {
                if (write && !reference.mutable()) {
                    throw reference.onlyShared(site);
                }
                if (trail != null) {
                    trail.passed(reference);
                }
                value = reference.through(write, site);
            } else if (value instanceof RcValue rc && !write) {
                if (trail != null) {
                    trail.fix("an Rc");
                }
                value = rc.value();
            } else {
                if (value instanceof StrLiteral text) {
                    text.check(site);
                }
                return value;
            }
        }
    }

    /// See [Node#forWrite(Frame)].
    static Object forWrite(Object value, Site site) {
        while (value instanceof Ref reference) {
            if (!reference.mutable()) {
                throw reference.onlyShared(site);
            }
            value = reference.getForWrite(site);
        }
        return value;
    }

    /// `&r`, `&mut r` of a reference lends what it points at.
    static Ref reborrow(Ref reference, boolean mutable, Site site) {
        if (!mutable) {
            return reference.shareAgain(site);
        }
        if (!reference.mutable()) {
            throw reference.onlyShared(site);
        }
        reference.get(site);
        return reference;
    }

    /// Whether a value refers to one of the frame's variables that live in those slots: then the
    /// frame must outlive the call that it is passed to.
    static boolean lends(Object value, Frame f, int[] slots) {
        return switch (value) {
            case Ref reference -> {
                for (int slot : slots) {
                    if (f.tag(slot) == Frame.CELL
                            && reference.borrow().isOf((Cell) f.object(slot))) {
                        yield true;
                    }
                }
                yield false;
            }
            case StrLiteral text -> {
                for (int slot : slots) {
                    if (text.borrow() != null
                            && f.tag(slot) == Frame.CELL
                            && text.borrow().isOf((Cell) f.object(slot))) {
                        yield true;
                    }
                }
                yield false;
            }
            case ClosureValue closure -> anyLends(closure, closure.captures.length, f, slots);
            case TupleValue tuple -> anyLends(tuple, tuple.size(), f, slots);
            case EnumValue variant -> anyLends(variant, variant.size(), f, slots);
            case StructValue struct -> anyLends(struct, struct.size(), f, slots);
            case VecValue vec
                    when vec.longs() == null && vec.doubles() == null && vec.booleans() == null ->
                    anyLends(vec, Math.min(vec.size(), LOOKED_AT), f, slots);
            case MapValue map -> anyEntryLends(map, f, slots);
            case SetValue set -> anyItemLends(set, f, slots);
            default -> false;
        };
    }

    private static boolean anyEntryLends(MapValue map, Frame f, int[] slots) {
        for (int i = 0; i < Math.min(map.positions(), LOOKED_AT); i++) {
            if (map.isEntry(i)
                    && (lends(map.keyAt(i), f, slots) || lends(map.valueAt(i), f, slots))) {
                return true;
            }
        }
        return false;
    }

    private static boolean anyItemLends(SetValue set, Frame f, int[] slots) {
        for (int i = 0; i < Math.min(set.positions(), LOOKED_AT); i++) {
            if (set.isEntry(i) && lends(set.at(i), f, slots)) {
                return true;
            }
        }
        return false;
    }

    private static boolean anyLends(HeapValue value, int parts, Frame f, int[] slots) {
        for (int i = 0; i < parts; i++) {
            if (lends(value.part(i), f, slots)) {
                return true;
            }
        }
        return false;
    }

    static OxurPanic frozen(String name, Site site) {
        return new OxurPanic(
                new BorrowError.ImmutableAssignment(
                        site.span(),
                        "`" + name + "` is a static, which is frozen",
                        "`(def "
                                + name
                                + " …)` defines it anew; what is to change while it runs goes into"
                                + " `(ref-cell …)`",
                        null));
    }

    static OxurPanic moved(String name, Moved moved, Site site) {
        boolean again =
                moved.span().samePlace(site.span())
                        && site instanceof LocalNode local
                        && local.variable.captured() != null
                        && !local.variable.usedInLoop();
        return new OxurPanic(new BorrowError.UseAfterMove(site.span(), name, moved.span(), again));
    }

    /// A value that is used as a whole must be whole.
    static void whole(Object value, String name, Site site) {
        if (value instanceof HeapValue heap && heap.isLent()) {
            var moved = Loans.movedPart(heap);
            if (moved != null) {
                throw moved(name, moved, site);
            }
        }
    }

    static OxurPanic cannotMove(String from, Site site) {
        return new OxurPanic(new BorrowError.CannotMove(site.span(), text(site), from));
    }

    static String text(Site site) {
        var text = site.span().text();
        return text.length() > 60 ? text.substring(0, 57) + "…" : text;
    }

    /// A value on its way out of where it was lent: a shared reference to a Copy value becomes the
    /// value.
    static Object settled(Object value, Site site) {
        return value instanceof Ref reference && !reference.mutable()
                ? settled(reference, site)
                : value;
    }

    private static Object settled(Ref shared, Site site) {
        var target = shared.peek();
        return HeapValue.isCopy(target) && !(target instanceof Ref)
                ? HeapValue.copied(shared.get(site))
                : shared;
    }
}
