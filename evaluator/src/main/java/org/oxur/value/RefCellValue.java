package org.oxur.value;

import org.oxur.error.Site;

/// `RefCell`: a place that can be lent for writing through a shared reference. Either kind of
/// lending makes an older `borrow_mut` stale, `borrow_mut` all older ones.
public final class RefCellValue extends HeapValue {
    private final Cell cell;

    public RefCellValue(Object value) {
        this.cell = new Cell(value, null, true);
    }

    public Object value() {
        return cell.value;
    }

    public Ref borrow(Site site) {
        return Ref.shared(cell.value, Loans.share(cell, Loans.VALUE, null, site));
    }

    public Ref borrowMut(Site site) {
        return Ref.unique(cell, Loans.VALUE, Loans.unique(cell, Loans.VALUE, null, site));
    }

    @Override
    public Object part(int part) {
        return cell.value;
    }
}
