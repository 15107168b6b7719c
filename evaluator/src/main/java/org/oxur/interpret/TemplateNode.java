package org.oxur.interpret;

import java.util.ArrayList;
import java.util.List;
import org.oxur.ast.Datum;
import org.oxur.error.OxurPanic;
import org.oxur.error.TypeError;
import org.oxur.text.Span;
import org.oxur.value.Cloner;
import org.oxur.value.EnumValue;
import org.oxur.value.Hashing;
import org.oxur.value.Host;
import org.oxur.value.ListValue;
import org.oxur.value.MapValue;
import org.oxur.value.Ref;
import org.oxur.value.TupleValue;
import org.oxur.value.TypeNames;
import org.oxur.value.VecValue;

/// A form built from parts. What goes in is cloned, so that an argument can be used twice.
final class TemplateNode extends Node {
    private final Datum.Shape shape;
    private final Node[] parts;
    private final boolean[] splice;

    TemplateNode(Span span, Datum.Shape shape, Node[] parts, boolean[] splice) {
        super(span);
        this.shape = shape;
        this.parts = parts;
        this.splice = splice;
    }

    @Override
    Object execute(Frame f) {
        var items = new ArrayList<Object>();
        for (int i = 0; i < parts.length; i++) {
            var value = Ref.see(parts[i].execute(f), parts[i]);
            if (splice[i]) {
                for (var item : sequence(value, parts[i])) {
                    items.add(Cloner.clone(item, f.ex, parts[i]));
                }
            } else {
                items.add(Cloner.clone(value, f.ex, parts[i]));
            }
        }
        return build(items);
    }

    private static List<Object> sequence(Object value, Node site) {
        return switch (value) {
            case VecValue vec -> vec.items();
            case ListValue list -> list.items();
            case TupleValue tuple -> tuple.parts();
            case EnumValue e when e.size() == 0 -> List.of();
            default ->
                    throw new OxurPanic(
                            TypeError.TypeMismatch.expected(
                                    site.span(),
                                    "a sequence to insert",
                                    TypeNames.withArticle(value)));
        };
    }

    private Object build(List<Object> items) {
        return switch (shape) {
            case LIST -> new ListValue(items);
            case VEC -> VecValue.of(items);
            case TUPLE -> TupleValue.of(items);
            case MAP -> {
                var map = new MapValue();
                for (int i = 0; i + 1 < items.size(); i += 2) {
                    Hashing.checkKey(items.get(i), Host.NONE, this);
                    map.put(items.get(i), items.get(i + 1), Hashing.KEYS);
                }
                yield map;
            }
        };
    }

    @Override
    void reach(Reached reached) {
        reached.nodes(parts);
    }
}
