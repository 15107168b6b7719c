package org.oxur.value;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/// What a value is made of, part by part, for someone who looks into it.
public final class Parts {
    private static final int MAX_KEY = 60;

    private final int start;
    private final int end;
    private final List<Part> found = new ArrayList<>();

    /// @param label an index, a field's name or a key
    public record Part(String label, Object value) {}

    private Parts(int start, int count) {
        this.start = start;
        this.end = start > Integer.MAX_VALUE - count ? Integer.MAX_VALUE : start + count;
    }

    /// At most so many parts, from one on; what was moved out is passed over.
    public static List<Part> of(Object value, int start, int count) {
        var parts = new Parts(Math.max(0, start), Math.max(0, count));
        parts.collect(value);
        return parts.found;
    }

    private void collect(Object value) {
        switch (value) {
            case VecValue vec -> indexed(vec.size(), vec::get);
            case TupleValue tuple -> indexed(tuple.size(), tuple::part);
            case ListValue list -> indexed(list.size(), list.items()::get);
            case StructValue struct -> {
                for (int i = start; i < Math.min(end, struct.size()); i++) {
                    add(struct.type().fields().get(i), struct.part(i));
                }
            }
            case EnumValue variant -> {
                var names = variant.variant().fields();
                for (int i = start; i < Math.min(end, variant.size()); i++) {
                    add(names == null ? String.valueOf(i) : names.get(i), variant.part(i));
                }
            }
            case MapValue map -> {
                for (int at = 0, i = 0; at < map.positions() && i < end; at++) {
                    if (map.isEntry(at)) {
                        if (i >= start) {
                            add(Printer.repl(map.keyAt(at), 5, 3, MAX_KEY), map.valueAt(at));
                        }
                        i++;
                    }
                }
            }
            case SetValue set -> {
                for (int at = 0, i = 0; at < set.positions() && i < end; at++) {
                    if (set.isEntry(at)) {
                        if (i >= start) {
                            add(String.valueOf(i), set.at(at));
                        }
                        i++;
                    }
                }
            }
            case RcValue rc -> indexed(1, _ -> rc.value());
            case RefCellValue cell -> indexed(1, _ -> cell.value());
            case Ref reference -> collect(Ref.peekThrough(reference));
            default -> {}
        }
    }

    private void indexed(int size, IntFunction<Object> part) {
        for (int i = start; i < Math.min(end, size); i++) {
            add(String.valueOf(i), part.apply(i));
        }
    }

    private void add(String label, Object value) {
        if (!(value instanceof Moved)) {
            found.add(new Part(label, value));
        }
    }
}
