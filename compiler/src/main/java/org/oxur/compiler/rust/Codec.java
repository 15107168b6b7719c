package org.oxur.compiler.rust;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.oxur.ast.FloatType;
import org.oxur.ast.IntType;
import org.oxur.compiler.owned.Ty;
import org.oxur.value.Char;
import org.oxur.value.EnumType;
import org.oxur.value.EnumValue;
import org.oxur.value.ForeignValue;
import org.oxur.value.Hashing;
import org.oxur.value.HeapValue;
import org.oxur.value.Integers;
import org.oxur.value.Keyword;
import org.oxur.value.MapValue;
import org.oxur.value.Ref;
import org.oxur.value.SetValue;
import org.oxur.value.StrLiteral;
import org.oxur.value.StringValue;
import org.oxur.value.StructValue;
import org.oxur.value.TupleValue;
import org.oxur.value.Unit;
import org.oxur.value.VecValue;

/// How values cross between Java and native code. Both sides know the type, so only the value is
/// written: numbers in their own width, lengths in 8 bytes, the number of a variant in 4 (1 for
/// `Option` and `Result`), then the parts. `Wire` in `owned.rs` does the same.
public final class Codec {
    /// What is nested deeper stays in Java.
    private static final int DEEPEST = 5_000;

    /// By their numbers in the crate; more as they come.
    private final List<String> keywords;

    /// @param keywords by their numbers, more as they come
    public Codec(List<String> keywords) {
        this.keywords = new ArrayList<>(keywords);
    }

    // Whether a value is of a type

    public static boolean holds(Ty type, Object value) {
        return holds(type, value, 0);
    }

    private static boolean holds(Ty type, Object value, int depth) {
        if (depth > DEEPEST) {
            return false;
        }
        return switch (type.known()) {
            case Ty.Int(var integer) -> Integers.typeOf(value) == integer;
            case Ty.Float(var floating) ->
                    floating == FloatType.F64 ? value instanceof Double : value instanceof Float;
            case Ty.Basic basic ->
                    switch (basic) {
                        case BOOL -> value instanceof Boolean;
                        case UNIT -> value instanceof Unit;
                        case CHAR -> value instanceof Char;
                        case KEYWORD -> value instanceof Keyword;
                        case STRING -> value instanceof StringValue;
                        case STR -> value instanceof StrLiteral;
                        case NEVER -> false;
                    };
            case Ty.Vec(var item) -> value instanceof VecValue vec && elements(item, vec, depth);
            case Ty.Tuple(var parts) -> {
                boolean all = value instanceof TupleValue tuple && tuple.size() == parts.size();
                for (int i = 0; all && i < parts.size(); i++) {
                    all = holds(parts.get(i), ((TupleValue) value).part(i), depth + 1);
                }
                yield all;
            }
            case Ty.Option(var item) ->
                    value instanceof EnumValue option
                            && option.type() == EnumType.OPTION
                            && (option.size() == 0 || holds(item, option.part(0), depth + 1));
            case Ty.Result(var ok, var err) ->
                    value instanceof EnumValue result
                            && result.type() == EnumType.RESULT
                            && holds(result.is(EnumType.OK) ? ok : err, result.part(0), depth + 1);
            case Ty.Map(var key, var item) -> {
                boolean all = value instanceof MapValue;
                for (int i = 0; all && i < ((MapValue) value).positions(); i++) {
                    var map = (MapValue) value;
                    all =
                            !map.isEntry(i)
                                    || holds(key, map.keyAt(i), depth + 1)
                                            && holds(item, map.valueAt(i), depth + 1);
                }
                yield all;
            }
            case Ty.Set(var item) -> {
                boolean all = value instanceof SetValue;
                for (int i = 0; all && i < ((SetValue) value).positions(); i++) {
                    var set = (SetValue) value;
                    all = !set.isEntry(i) || holds(item, set.at(i), depth + 1);
                }
                yield all;
            }
            case Ty.Named named -> value instanceof HeapValue heap && parts(named, heap, depth);
            case Ty.Ref(var mutable, var target) -> {
                if (target.known() == Ty.Basic.STR) {
                    yield value instanceof StrLiteral;
                }
                var seen =
                        value instanceof Ref reference
                                        && reference.mutable() == mutable
                                        // What is written back is put where the reference points.
                                        && !(mutable && reference.peek() instanceof Ref)
                                ? reference.peekLive()
                                : null;
                yield seen != null && holds(target, seen, depth + 1);
            }
            case Ty.Foreign(var foreign) ->
                    value instanceof ForeignValue own && own.type() == foreign && !own.gone().get();
            // What nothing is known of there is nothing of.
            case Ty.Var _, Ty.Param _, Ty.Iter _, Ty.Closure _, Ty.Entry _ -> false;
        };
    }

    private static boolean elements(Ty item, VecValue vec, int depth) {
        if (vec.isEmpty()) {
            return true;
        }
        if (!vec.isBoxed()) {
            return holds(item, vec.get(0), depth + 1);
        }
        for (int i = 0; i < vec.size(); i++) {
            if (!holds(item, vec.get(i), depth + 1)) {
                return false;
            }
        }
        return true;
    }

    private static boolean parts(Ty.Named named, HeapValue value, int depth) {
        var nominal = named.nominal();
        int variant;
        if (value instanceof StructValue struct && nominal.isStruct()) {
            if (struct.type() != nominal.struct()) {
                return false;
            }
            variant = 0;
        } else if (value instanceof EnumValue of && !nominal.isStruct()) {
            if (of.type() != nominal.enumeration()) {
                return false;
            }
            variant = of.variant().index();
        } else {
            return false;
        }
        var types = named.partsOf(variant);
        for (int i = 0; i < types.size(); i++) {
            if (!holds(types.get(i), value.part(i), depth + 1)) {
                return false;
            }
        }
        return true;
    }

    // Writing

    /// @param value which [#holds] says is of the type
    public void put(Ty type, Object value, Outbox out) {
        switch (type.known()) {
            case Ty.Int(var integer) -> putInteger(integer, value, out);
            case Ty.Float(var floating) -> {
                if (floating == FloatType.F64) {
                    out.bytes8(Double.doubleToRawLongBits((Double) value));
                } else {
                    out.bytes4(Float.floatToRawIntBits((Float) value));
                }
            }
            case Ty.Basic basic -> putBasic(basic, value, out);
            case Ty.Vec(var item) -> putAll(item, (VecValue) value, out);
            case Ty.Tuple(var parts) -> {
                for (int i = 0; i < parts.size(); i++) {
                    put(parts.get(i), ((TupleValue) value).part(i), out);
                }
            }
            case Ty.Option(var item) -> {
                var option = (EnumValue) value;
                out.bytes1(option.size());
                if (option.size() > 0) {
                    put(item, option.part(0), out);
                }
            }
            case Ty.Result(var ok, var err) -> {
                var result = (EnumValue) value;
                boolean good = result.is(EnumType.OK);
                out.bytes1(good ? 0 : 1);
                put(good ? ok : err, result.part(0), out);
            }
            case Ty.Map(var key, var item) -> {
                var map = (MapValue) value;
                out.bytes8(map.size());
                for (int i = 0; i < map.positions(); i++) {
                    if (map.isEntry(i)) {
                        put(key, map.keyAt(i), out);
                        put(item, map.valueAt(i), out);
                    }
                }
            }
            case Ty.Set(var item) -> {
                var set = (SetValue) value;
                out.bytes8(set.size());
                for (int i = 0; i < set.positions(); i++) {
                    if (set.isEntry(i)) {
                        put(item, set.at(i), out);
                    }
                }
            }
            case Ty.Named named -> {
                var heap = (HeapValue) value;
                int variant = heap instanceof EnumValue of ? of.variant().index() : 0;
                if (!named.nominal().isStruct()) {
                    out.bytes4(variant);
                }
                var types = named.partsOf(variant);
                for (int i = 0; i < types.size(); i++) {
                    put(types.get(i), heap.part(i), out);
                }
            }
            case Ty.Ref(_, var target) -> put(target, Ref.peekThrough(value), out);
            case Ty.Foreign _ -> out.bytes8(((ForeignValue) value).address());
            case Ty.Var _, Ty.Param _, Ty.Iter _, Ty.Closure _, Ty.Entry _ ->
                    throw new IllegalStateException("no value is of type " + type.shown());
        }
    }

    private static void putInteger(IntType type, Object value, Outbox out) {
        long low = Integers.lowBits(value);
        switch (type.bits()) {
            case 8 -> out.bytes1((int) low);
            case 16 -> out.bytes2((int) low);
            case 32 -> out.bytes4((int) low);
            case 64 -> out.bytes8(low);
            default -> {
                out.bytes8(low);
                out.bytes8(Integers.exact(value).shiftRight(64).longValue());
            }
        }
    }

    private void putBasic(Ty.Basic basic, Object value, Outbox out) {
        switch (basic) {
            case BOOL -> out.bytes1((Boolean) value ? 1 : 0);
            case CHAR -> out.bytes4(((Char) value).codePoint());
            case KEYWORD -> out.bytes4(number(((Keyword) value).name()));
            case STRING, STR -> {
                var text = (org.oxur.value.Text) value;
                out.bytes8(text.length());
                out.all(text.array(), text.start(), text.length());
            }
            case UNIT, NEVER -> {}
        }
    }

    private synchronized int number(String keyword) {
        int at = keywords.indexOf(keyword);
        if (at < 0) {
            keywords.add(keyword);
            at = keywords.size() - 1;
        }
        return at;
    }

    private synchronized String keyword(int number) {
        return keywords.get(number);
    }

    private void putAll(Ty item, VecValue vec, Outbox out) {
        out.bytes8(vec.size());
        var longs = vec.longs();
        var doubles = vec.doubles();
        var booleans = vec.booleans();
        if (longs != null) {
            out.all(longs, vec.size());
        } else if (doubles != null) {
            out.all(doubles, vec.size());
        } else if (booleans != null) {
            out.all(booleans, 0, vec.size());
        } else {
            for (int i = 0; i < vec.size(); i++) {
                put(item, vec.get(i), out);
            }
        }
    }

    // Reading

    public Object get(Ty type, Inbox in) {
        return switch (type.known()) {
            case Ty.Int(var integer) -> getInteger(integer, in);
            case Ty.Float(var floating) ->
                    floating == FloatType.F64
                            ? (Object) Double.longBitsToDouble(in.bytes8())
                            : (Object) Float.intBitsToFloat(in.bytes4());
            case Ty.Basic basic -> getBasic(basic, in);
            case Ty.Vec(var item) -> getAll(item, in);
            case Ty.Tuple(var parts) -> new TupleValue(getParts(parts, in));
            case Ty.Option(var item) ->
                    in.bytes1() == 0 ? EnumValue.NONE : EnumValue.some(get(item, in));
            case Ty.Result(var ok, var err) ->
                    in.bytes1() == 0 ? EnumValue.ok(get(ok, in)) : EnumValue.err(get(err, in));
            case Ty.Map(var key, var item) -> {
                var map = new MapValue();
                for (long n = in.bytes8(); n > 0; n--) {
                    var k = get(key, in);
                    map.put(k, get(item, in), Hashing.KEYS);
                }
                yield map;
            }
            case Ty.Set(var item) -> {
                var set = new SetValue();
                for (long n = in.bytes8(); n > 0; n--) {
                    set.add(get(item, in), Hashing.KEYS);
                }
                yield set;
            }
            case Ty.Named named -> {
                var nominal = named.nominal();
                if (nominal.isStruct()) {
                    yield new StructValue(nominal.struct(), getParts(named.partsOf(0), in));
                }
                int variant = in.bytes4();
                yield nominal.enumeration()
                        .variants()
                        .get(variant)
                        .of(getParts(named.partsOf(variant), in));
            }
            case Ty.Foreign(var foreign) -> foreign.made(in.bytes8(), in.bytes8(), in.bytes8());
            case Ty.Ref(_, var target) ->
                    target.known() == Ty.Basic.STR
                            ? get(target, in)
                            : Ref.toTemporary(get(target, in));
            case Ty.Var _, Ty.Param _, Ty.Iter _, Ty.Closure _, Ty.Entry _ ->
                    throw new IllegalStateException("no value is of type " + type.shown());
        };
    }

    private Object[] getParts(List<Ty> types, Inbox in) {
        var parts = new Object[types.size()];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = get(types.get(i), in);
        }
        return parts;
    }

    private static Object getInteger(IntType type, Inbox in) {
        return switch (type.bits()) {
            case 8 -> Integers.ofBits(type, Integers.wrap(type, in.bytes1()));
            case 16 -> Integers.ofBits(type, Integers.wrap(type, in.bytes2()));
            case 32 -> Integers.ofBits(type, Integers.wrap(type, in.bytes4()));
            case 64 -> Integers.ofBits(type, Integers.wrap(type, in.bytes8()));
            default -> {
                long low = in.bytes8();
                yield Integers.wrap(
                        type,
                        BigInteger.valueOf(in.bytes8()).shiftLeft(64).or(Integers.unsigned(low)));
            }
        };
    }

    private Object getBasic(Ty.Basic basic, Inbox in) {
        return switch (basic) {
            case BOOL -> in.bytes1() != 0;
            case CHAR -> new Char(in.bytes4());
            case KEYWORD -> Keyword.of(keyword(in.bytes4()));
            case STRING -> StringValue.ofUtf8(in.bytes((int) in.bytes8()));
            case STR -> StrLiteral.ofUtf8(in.bytes((int) in.bytes8()));
            case UNIT, NEVER -> Unit.UNIT;
        };
    }

    private Object getAll(Ty item, Inbox in) {
        int size = Math.toIntExact(in.bytes8());
        if (item.known().equals(Ty.I64)) {
            return VecValue.ofLongs(in.longs(size));
        } else if (item.known().equals(Ty.F64)) {
            return VecValue.ofDoubles(in.doubles(size));
        } else if (item.known() == Ty.Basic.BOOL) {
            return VecValue.ofBooleans(in.bytes(size));
        }
        var vec = new VecValue();
        for (int i = 0; i < size; i++) {
            vec.add(get(item, in));
        }
        return vec;
    }
}
