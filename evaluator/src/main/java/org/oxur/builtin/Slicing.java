package org.oxur.builtin;

import org.jspecify.annotations.Nullable;
import org.oxur.error.NumberError;
import org.oxur.error.OxurPanic;
import org.oxur.error.Site;
import org.oxur.value.Integers;
import org.oxur.value.RangeValue;
import org.oxur.value.Ref;

/// A range of indices as the part `[from, to)` of something that has a length.
record Slicing(int from, int to) {

    /// @throws OxurPanic `index-out-of-bounds` where the range is not inside
    static Slicing of(Object value, long length, Site site) {
        var slicing = within(value, length, site);
        if (slicing == null) {
            var range = (RangeValue) Ref.see(value, site);
            var written = end(range.from()) + (range.inclusive() ? "..=" : "..") + end(range.to());
            throw new OxurPanic(new NumberError.IndexOutOfBounds(site.span(), written, length));
        }
        return slicing;
    }

    private static String end(@Nullable Object end) {
        return end == null ? "" : Integers.isInteger(end) ? Integers.decimal(end) : end.toString();
    }

    /// Null where the range is not inside.
    static @Nullable Slicing within(Object value, long length, Site site) {
        if (!(Ref.see(value, site) instanceof RangeValue range)) {
            throw Args.expected("a range", value, site);
        }
        var first = range.from();
        var last = range.to();
        long from = first == null ? 0 : Args.integer(first, site);
        long to = last == null ? length : Args.integer(last, site) + (range.inclusive() ? 1 : 0);
        return from < 0 || from > to || to > length ? null : new Slicing((int) from, (int) to);
    }
}
