package org.oxur.frontend.lisp;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.oxur.ast.Datum.Shape;
import org.oxur.ast.FloatType;
import org.oxur.ast.IntType;
import org.oxur.ast.Lit;
import org.oxur.text.Span;
import org.oxur.value.Char;
import org.oxur.value.Hashing;
import org.oxur.value.Host;
import org.oxur.value.Keyword;
import org.oxur.value.ListValue;
import org.oxur.value.MapValue;
import org.oxur.value.SizedInt;
import org.oxur.value.StrLiteral;
import org.oxur.value.StringValue;
import org.oxur.value.Symbol;
import org.oxur.value.TupleValue;
import org.oxur.value.Unit;
import org.oxur.value.VecValue;
import org.oxur.value.WideInt;

/// Forms as the values that macros work on, and back. Prefixed forms are lists: `'x` is `(quote
/// x)`.
final class FormValues {
    /// More than this in one expansion is no program any more.
    private static final int MAX_PARTS = 1_000_000;

    private final Span place;
    private int parts;

    private FormValues(Span place) {
        this.place = place;
    }

    /// A value that is no form, in words.
    static final class NoForm extends Exception {
        private static final long serialVersionUID = 1L;

        NoForm(String problem) {
            super(problem, null, false, false);
        }
    }

    /// @throws org.oxur.error.OxurPanic where a map form has a key that no map can have
    static Object value(Form form) {
        return switch (form) {
            case Form.Literal(_, var lit) -> value(lit);
            case Form.Symbol(_, var name, var mark) -> Symbol.of(name, mark);
            case Form.Prefixed(_, var prefix, var inner) ->
                    new ListValue(List.of(Symbol.of(prefix.head()), value(inner)));
            case Form.Sequence(var place, var shape, var items) ->
                    sequence(shape, values(items), place);
        };
    }

    private static List<Object> values(List<Form> forms) {
        var values = new ArrayList<>(forms.size());
        for (var form : forms) {
            values.add(value(form));
        }
        return values;
    }

    private static Object sequence(Shape shape, List<Object> items, Span place) {
        return switch (shape) {
            case LIST -> new ListValue(items);
            case VEC -> VecValue.of(items);
            case TUPLE -> TupleValue.of(items);
            case MAP -> {
                var map = new MapValue();
                for (int i = 0; i + 1 < items.size(); i += 2) {
                    Hashing.checkKey(items.get(i), Host.NONE, () -> place);
                    map.put(items.get(i), items.get(i + 1), Hashing.KEYS);
                }
                yield map;
            }
        };
    }

    private static Object value(Lit lit) {
        return switch (lit) {
            case Lit.Int(var value, var type, _) ->
                    type == IntType.I64
                            ? (Object) value.longValue()
                            : type.bits() > Long.SIZE
                                    ? new WideInt(type, value)
                                    : new SizedInt(type, value.longValue());
            case Lit.Float(var value, var type) ->
                    type == FloatType.F32 ? (Object) (float) value : (Object) value;
            case Lit.Bool(var value) -> value;
            case Lit.Char(var codePoint) -> Char.of(codePoint);
            case Lit.Str(var text) -> StrLiteral.of(text);
            case Lit.Unit() -> Unit.UNIT;
            case Lit.Keyword(var name) -> Keyword.of(name);
        };
    }

    /// @param place where the form stands as far as is known
    static Form form(Object value, Span place) throws NoForm {
        return new FormValues(place).form(value, 0);
    }

    private Form form(Object value, int depth) throws NoForm {
        if (depth > Brackets.MAX_DEPTH) {
            throw new NoForm("a form nested deeper than " + Brackets.MAX_DEPTH);
        }
        if (++parts > MAX_PARTS) {
            throw new NoForm("a form of more than " + MAX_PARTS + " parts");
        }
        return switch (value) {
            case Symbol symbol -> symbol(symbol);
            case ListValue list -> list(forms(list.items(), depth));
            case VecValue vec -> new Form.Sequence(place, Shape.VEC, forms(vec.items(), depth));
            case TupleValue tuple ->
                    new Form.Sequence(place, Shape.TUPLE, forms(tuple.parts(), depth));
            case MapValue map -> new Form.Sequence(place, Shape.MAP, forms(entries(map), depth));
            default -> new Form.Literal(place, lit(value));
        };
    }

    private Form symbol(Symbol symbol) {
        var literal = Literals.named(symbol.name());
        return literal == null
                ? new Form.Symbol(place, symbol.name(), symbol.mark())
                : new Form.Literal(place, literal);
    }

    private Form list(List<Form> items) {
        var list = new Form.Sequence(place, Shape.LIST, items);
        var prefixed = Forms.prefixed(list);
        return prefixed == null ? list : prefixed;
    }

    private List<Form> forms(List<Object> values, int depth) throws NoForm {
        var forms = new ArrayList<Form>(values.size());
        for (var value : values) {
            forms.add(form(value, depth + 1));
        }
        return forms;
    }

    private static List<Object> entries(MapValue map) {
        var entries = new ArrayList<>();
        for (int i = 0; i < map.positions(); i++) {
            if (map.isEntry(i)) {
                entries.add(map.keyAt(i));
                entries.add(map.valueAt(i));
            }
        }
        return entries;
    }

    private static BigInteger exact(SizedInt sized) {
        var value = BigInteger.valueOf(sized.bits());
        boolean wrapped = !sized.type().signed() && value.signum() < 0;
        return wrapped ? value.add(BigInteger.TWO.pow(Long.SIZE)) : value;
    }

    private static Lit lit(Object value) throws NoForm {
        return switch (value) {
            case Long l -> new Lit.Int(BigInteger.valueOf(l), IntType.I64, true);
            case SizedInt sized -> new Lit.Int(exact(sized), sized.type(), false);
            case WideInt wide -> new Lit.Int(wide.value(), wide.type(), false);
            case Double d -> new Lit.Float(d, FloatType.F64);
            case Float f -> new Lit.Float(f, FloatType.F32);
            case Boolean b -> new Lit.Bool(b);
            case Char c -> new Lit.Char(c.codePoint());
            case StrLiteral text -> new Lit.Str(text.toString());
            case StringValue text -> new Lit.Str(text.toString());
            case Unit _ -> new Lit.Unit();
            case Keyword keyword -> new Lit.Keyword(keyword.name());
            default -> throw new NoForm("a value that is no form");
        };
    }
}
