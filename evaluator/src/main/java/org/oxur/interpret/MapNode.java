package org.oxur.interpret;

import org.oxur.text.Span;
import org.oxur.value.Hashing;
import org.oxur.value.MapValue;

/// A map literal.
final class MapNode extends Node {
    private final Node[] keys;
    private final Node[] values;

    MapNode(Span span, Node[] keys, Node[] values) {
        super(span);
        this.keys = keys;
        this.values = values;
    }

    @Override
    Object execute(Frame f) {
        var map = new MapValue();
        for (int i = 0; i < keys.length; i++) {
            var key = Places.settled(keys[i].execute(f), keys[i]);
            var value = Places.settled(values[i].execute(f), values[i]);
            Hashing.checkKey(key, f.ex, keys[i]);
            map.put(key, value, Hashing.of(key, f.ex, keys[i]));
        }
        return map;
    }

    @Override
    Node adapted(TypeTest type) {
        var key = type.element(0);
        var value = type.element(1);
        for (int i = 0; i < keys.length && key != null && value != null; i++) {
            keys[i] = keys[i].adapted(key);
            values[i] = values[i].adapted(value);
        }
        return this;
    }

    @Override
    void reach(Reached reached) {
        reached.nodes(keys);
        reached.nodes(values);
    }
}
