package org.oxur.interpret;

import java.util.ArrayList;
import org.oxur.ast.Datum;
import org.oxur.ast.FloatType;
import org.oxur.ast.Lit;
import org.oxur.text.Span;
import org.oxur.value.Char;
import org.oxur.value.Hashing;
import org.oxur.value.Keyword;
import org.oxur.value.ListValue;
import org.oxur.value.MapValue;
import org.oxur.value.StrLiteral;
import org.oxur.value.Symbol;
import org.oxur.value.TupleValue;
import org.oxur.value.Unit;
import org.oxur.value.VecValue;

/// Values that stand in the program's text: literals and quoted data.
final class Constants {
    private Constants() {}

    static Node literal(Span span, Lit lit) {
        return lit instanceof Lit.Int number
                ? new IntLiteralNode(span, number)
                : new ConstantNode(span, value(lit, span));
    }

    /// What a literal is where nothing adapts it.
    static Object value(Lit lit, Span span) {
        return switch (lit) {
            case Lit.Int number -> new IntLiteralNode(span, number).value();
            case Lit.Float(var value, var type) ->
                    type == FloatType.F64 ? (Object) value : (Object) (float) value;
            case Lit.Bool(var value) -> value;
            case Lit.Char(var codePoint) -> new Char(codePoint);
            case Lit.Str(var value) -> StrLiteral.of(value);
            case Lit.Unit() -> Unit.UNIT;
            case Lit.Keyword(var name) -> Keyword.of(name);
        };
    }

    static Node quote(Span span, Datum datum) {
        var value = value(datum);
        return datum instanceof Datum.Sequence
                ? new QuoteNode(span, value)
                : new ConstantNode(span, value);
    }

    static Object value(Datum datum) {
        return switch (datum) {
            case Datum.Atom(var span, var lit) -> value(lit, span);
            case Datum.Symbol symbol -> Symbol.of(symbol.name(), symbol.mark());
            case Datum.Sequence(_, var shape, var data) -> {
                var items = new ArrayList<Object>(data.size());
                for (var item : data) {
                    items.add(value(item));
                }
                yield switch (shape) {
                    case LIST -> new ListValue(items);
                    case VEC -> VecValue.of(items);
                    case TUPLE -> TupleValue.of(items);
                    case MAP -> {
                        var map = new MapValue();
                        for (int i = 0; i + 1 < items.size(); i += 2) {
                            map.put(items.get(i), items.get(i + 1), Hashing.KEYS);
                        }
                        yield map;
                    }
                };
            }
        };
    }
}
