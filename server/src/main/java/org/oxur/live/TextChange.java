package org.oxur.live;

/// One edit: the text from `start` to `end` became `length` new characters.
public record TextChange(int start, int end, int length) {
    /// Where a range is after the edit, and whether the edit was inside it.
    ///
    /// Typing at either border is outside: what is typed there is another form until reading says
    /// otherwise.
    public Moved move(int from, int to) {
        int delta = length - (end - start);
        if (end <= from && !(start == from && end == from && from == to)) {
            return new Moved(from + delta, to + delta, false);
        }
        if (start >= to) {
            return new Moved(from, to, false);
        }
        // Cut into from one side or both: what is left of the range stays, with what was typed
        // between its ends.
        int newFrom = Math.min(from, start);
        int newTo = to >= end ? to + delta : start + length;
        return new Moved(
                start < from ? start + length : newFrom,
                Math.max(newTo, start < from ? start + length : newFrom),
                true);
    }

    public record Moved(int start, int end, boolean touched) {
        public boolean isEmpty() {
            return start >= end;
        }
    }
}
