package org.oxur.interpret;

import org.jspecify.annotations.Nullable;
import org.oxur.text.Span;
import org.oxur.value.Hashing;
import org.oxur.value.MapValue;
import org.oxur.value.Ref;

/// `{:key p}`: a map that has the keys, whatever else it has.
final class MapPattern extends CompoundPattern {
    private final Object[] keys;
    private final Pattern[] values;

    MapPattern(Span span, Object[] keys, Pattern[] values) {
        super(span);
        this.keys = keys;
        this.values = values;
    }

    @Override
    boolean test(Execution ex, Object given) {
        if (!(seen(given, this) instanceof MapValue map)) {
            return false;
        }
        for (int i = 0; i < keys.length; i++) {
            int at = map.find(keys[i], Hashing.KEYS);
            if (at < 0 || !values[i].test(ex, map.valueAt(at))) {
                return false;
            }
        }
        return true;
    }

    @Override
    void bind(Frame f, Object given, @Nullable Ref outer) {
        var map = (MapValue) seen(given, this);
        var via = last(given, outer, this);
        for (int i = 0; i < keys.length; i++) {
            if (values[i].binds()) {
                bindPart(f, map, via, values[i], map.find(keys[i], Hashing.KEYS));
            }
        }
    }

    @Override
    boolean binds() {
        return any(values);
    }

    @Override
    void takeParts(Object value, Trail trail) {
        trail.fix("a map");
        for (int i = 0; i < keys.length; i++) {
            takePart(
                    values[i],
                    (MapValue) value,
                    ((MapValue) value).find(keys[i], Hashing.KEYS),
                    trail);
        }
    }

    @Override
    void reach(Reached reached) {
        reached.patterns(values);
    }
}
