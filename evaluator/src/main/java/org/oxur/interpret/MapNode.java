package org.oxur.interpret;

import java.util.ArrayList;
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

    /// Whether a key can be one is asked before the next one is executed.
    @Override
    Operation operation() {
        var parts = new ArrayList<Operation>();
        for (int i = 0; i < keys.length; i++) {
            if (i > 0 && !(keys[i - 1] instanceof ConstantNode)) {
                return opaque();
            }
            parts.add(Operations.settled(keys[i], null));
            parts.add(Operations.settled(values[i], null));
        }
        return Operations.made(this, parts);
    }

    @Override
    Object applied(Execution ex, int depth, Object[] parts) {
        var map = new MapValue();
        for (int i = 0; i < keys.length; i++) {
            var key = parts[2 * i];
            Hashing.checkKey(key, ex, keys[i]);
            map.put(key, parts[2 * i + 1], Hashing.of(key, ex, keys[i]));
        }
        return map;
    }
}
