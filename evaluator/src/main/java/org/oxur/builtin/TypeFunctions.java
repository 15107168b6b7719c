package org.oxur.builtin;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.oxur.ast.IntType;
import org.oxur.error.Site;
import org.oxur.value.Casts;
import org.oxur.value.Char;
import org.oxur.value.Cloner;
import org.oxur.value.EnumValue;
import org.oxur.value.Integers;
import org.oxur.value.MapValue;
import org.oxur.value.Parsing;
import org.oxur.value.RcValue;
import org.oxur.value.Ref;
import org.oxur.value.RefCellValue;
import org.oxur.value.SetValue;
import org.oxur.value.StringValue;
import org.oxur.value.Text;
import org.oxur.value.Unit;
import org.oxur.value.VecValue;

/// What is called by a path: `String::new`, `i64::from-str-radix`, and constants: `u8::MAX`.
final class TypeFunctions {
    private TypeFunctions() {}

    static Catalogue catalogue() {
        var c = new Catalogue("Functions of types");
        strings(c);
        collections(c);
        c.one(
                "Rc::new [x] -> (Rc T)",
                "As `rc`.",
                "(len (Rc::new [1])) ;=> 1",
                (_, x, _) -> new RcValue(x));
        c.one(
                "Rc::clone [&x] -> (Rc T)",
                "Another handle.",
                "(len (Rc::clone &(rc [1]))) ;=> 1",
                (ctx, x, site) -> Cloner.clone(x, ctx, site));
        c.two(
                "Rc::ptr-eq [&a &b] -> bool",
                "Whether two handles share one value.",
                "(let [a (rc 1) b (clone a)] (Rc::ptr-eq &a &b)) ;=> true",
                (_, a, b, site) ->
                        Ref.see(a, site) instanceof RcValue x
                                && Ref.see(b, site) instanceof RcValue y
                                && x.sameAs(y));
        c.one(
                "RefCell::new [x] -> (RefCell T)",
                "As `ref-cell`.",
                "(len (.borrow (RefCell::new [1]))) ;=> 1",
                (_, x, _) -> new RefCellValue(x));
        c.one(
                "Box::new [x] -> T",
                "The value itself: boxes are not seen.",
                "(Box::new 5) ;=> 5",
                (_, x, _) -> x);
        c.one(
                "iter::once [x] -> Iterator",
                "Over one value.",
                "(collect (iter::once 1)) ;=> [1]",
                (_, x, _) -> Iterators.of(List.of(x)));
        c.any(
                "iter::empty [] -> Iterator",
                "Over nothing.",
                "(collect (iter::empty)) ;=> []",
                (_, _, _) -> Iterators.of(List.of()));
        c.one(
                "iter::repeat [x] -> Iterator",
                "Clones of a value without end.",
                "(collect (.take (iter::repeat 7) 2)) ;=> [7 7]",
                (_, x, _) -> new Generators.Repeated(x));
        c.one(
                "iter::from-fn [f] -> Iterator",
                "What `f` gives in `Some`, up to its first `None`.",
                "(let [mut n 0] (collect (iter::from-fn (fn [] (inc! n) (if (< n 3) (Some n)"
                        + " None))))) ;=> [1 2]",
                (_, f, _) -> new Generators.Generated(f, null, false));
        c.two(
                "iter::successors [first f] -> Iterator",
                "From the value of an `Option` on, what `f` gives for a reference to the last one.",
                "(collect (iter::successors (Some 1) (fn [x] (if (< x 8) (Some (* x 2)) None))))"
                        + " ;=> [1 2 4 8]",
                (_, first, f, site) ->
                        new Generators.Generated(
                                f, Conversions.held(Carriers.option(first, site)), true));
        c.two(
                "mem::swap [&'a mut a &'a mut b]",
                "Exchanges what two mutable references refer to.",
                "(let [mut a 1 mut b 2] (mem::swap &mut a &mut b) {a b}) ;=> {2 1}",
                (_, a, b, site) -> swap(a, b, site));
        c.two(
                "mem::replace [&'a mut place x] -> T",
                "Puts a value in a place and gives the old one.",
                "(let [mut a [1]] {(mem::replace &mut a [2]) a}) ;=> {[1] [2]}",
                (_, place, x, site) -> replace(place, x, site));
        c.one(
                "mem::take [&'a mut place] -> T",
                "Leaves the default of the type in a place and gives the old value.",
                "(let [mut a [1]] {(mem::take &mut a) a}) ;=> {[1] []}",
                (ctx, place, site) ->
                        replace(place, Defaults.like(Ref.see(place, site), ctx, site), site));
        c.one(
                "char::from [x] -> char",
                "The character of a `u8`.",
                "(char::from 97u8) ;=> \\a",
                (_, x, site) -> Casts.toChar(Ref.see(x, site), site));
        c.one(
                "char::from-u32 [x] -> (Option char)",
                "The character of a code, if there is one.",
                "(char::from-u32 97) ;=> (Some \\a)",
                (_, x, site) -> NumberMethods.fromU32(x, site));
        c.two(
                "char::from-digit [n radix] -> (Option char)",
                "The character of a digit in a base.",
                "(char::from-digit 11 16) ;=> (Some \\b)",
                (_, n, radix, site) -> fromDigit(n, radix, site));
        c.one(
                "f64::from-bits [x] -> f64",
                "The float of these bits.",
                "(f64::from-bits 4607182418800017408u64) ;=> 1.0",
                (_, x, site) -> Double.longBitsToDouble(bits(x, site)));
        c.one(
                "f32::from-bits [x] -> f32",
                "The float of these bits.",
                "(f32::from-bits 1065353216u32) ;=> 1.0f32",
                (_, x, site) -> Float.intBitsToFloat((int) bits(x, site)));
        c.one(
                "f64::from [x] -> f64",
                "An `f32`, or an integer of at most 32 bits, as an `f64`.",
                "(f64::from 7u8) ;=> 7.0",
                (_, x, site) -> Conversions.toFloat(Ref.see(x, site), "f64", site));
        c.one(
                "f32::from [x] -> f32",
                "An integer of at most 16 bits as an `f32`.",
                "(f32::from 7u8) ;=> 7.0f32",
                (_, x, site) -> Conversions.toFloat(Ref.see(x, site), "f32", site));
        for (var type : IntType.values()) {
            integers(c, type);
        }
        ByteOrder.fromBytes(c);
        defaults(c);
        return c;
    }

    private static void defaults(Catalogue c) {
        for (var type : IntType.values()) {
            var suffix = type == IntType.I64 ? "" : type.rustName();
            defaultOf(c, type.rustName(), "0" + suffix);
        }
        defaultOf(c, "f64", "0.0");
        defaultOf(c, "f32", "0.0f32");
        defaultOf(c, "bool", "false");
        defaultOf(c, "char", "\\u{0}");
        defaultOf(c, "String", "\"\"");
        defaultOf(c, "Vec", "[]");
        defaultOf(c, "HashMap", "#{}");
        defaultOf(c, "HashSet", "(hash-set)");
        defaultOf(c, "Option", "None");
    }

    private static void defaultOf(Catalogue c, String type, String value) {
        c.any(
                type + "::default [] -> " + type,
                "The default of the type.",
                "(" + type + "::default) ;=> " + value,
                (_, _, site) -> Objects.requireNonNull(Defaults.named(type, site)));
    }

    private static long bits(Object value, Site site) {
        var seen = Ref.see(value, site);
        if (!Integers.isInteger(seen)) {
            throw Args.expected("an integer", value, site);
        }
        return Integers.lowBits(seen);
    }

    private static void strings(Catalogue c) {
        c.any(
                "String::new [] -> String",
                "An empty string.",
                "(String::new) ;=> \"\"",
                (_, _, _) -> new StringValue());
        c.one(
                "String::with-capacity [n] -> String",
                "An empty string with room.",
                "(String::with-capacity 10) ;=> \"\"",
                (ctx, n, site) -> StringValue.withCapacity(Args.size(n, 1, ctx, site)));
        c.one(
                "String::from [x] -> String",
                "A string of one's own, of a string or character.",
                "(String::from \"a\") ;=> \"a\"",
                (_, x, site) -> text(Ref.see(x, site), site));
        c.one(
                "String::from-utf8 [&bytes] -> (Result String String)",
                "The string of these bytes, if they are UTF-8.",
                "(String::from-utf8 [104u8 105u8]) ;=> (Ok \"hi\")",
                (ctx, bytes, site) -> utf8(Args.vec(bytes, site), ctx, site));
        c.one(
                "String::from-utf8-lossy [&bytes] -> String",
                "The string of these bytes, with U+FFFD for what is not UTF-8.",
                "(String::from-utf8-lossy [104u8]) ;=> \"h\"",
                (ctx, bytes, site) ->
                        Args.string(
                                new String(
                                        bytes(Args.vec(bytes, site), ctx, site),
                                        StandardCharsets.UTF_8)));
    }

    private static void collections(Catalogue c) {
        c.any(
                "Vec::new [] -> (Vec T)",
                "An empty vector.",
                "(Vec::new) ;=> []",
                (_, _, _) -> new VecValue());
        c.one(
                "Vec::with-capacity [n] -> (Vec T)",
                "An empty vector with room.",
                "(Vec::with-capacity 10) ;=> []",
                (ctx, n, site) -> Args.size(n, 8, ctx, site) >= 0 ? new VecValue() : n);
        c.one(
                "Vec::from [xs] -> (Vec T)",
                "The elements of something iterable in a vector.",
                "(Vec::from [1 2]) ;=> [1 2]",
                (ctx, xs, site) -> Iterators.collect(Iterators.over(xs, ctx, site), ctx, site));
        c.one(
                "Vec::from-iter [xs] -> (Vec T)",
                "As `Vec::from`.",
                "(Vec::from-iter (range 0 2)) ;=> [0 1]",
                (ctx, xs, site) -> Iterators.collect(Iterators.over(xs, ctx, site), ctx, site));
        c.any(
                "HashMap::new [] -> (HashMap K V)",
                "An empty map.",
                "(HashMap::new) ;=> #{}",
                (_, _, _) -> new MapValue());
        c.one(
                "HashMap::with-capacity [n] -> (HashMap K V)",
                "An empty map with room.",
                "(HashMap::with-capacity 10) ;=> #{}",
                (ctx, n, site) -> Args.size(n, 32, ctx, site) >= 0 ? new MapValue() : n);
        c.one(
                "HashMap::from [pairs] -> (HashMap K V)",
                "A map of pairs.",
                "(HashMap::from [{:a 1}]) ;=> #{:a 1}",
                (ctx, xs, site) -> Collecting.map(ctx, Iterators.over(xs, ctx, site), site));
        c.any(
                "HashSet::new [] -> (HashSet T)",
                "An empty set.",
                "(HashSet::new) ;=> (hash-set)",
                (_, _, _) -> new SetValue());
        c.one(
                "HashSet::from [xs] -> (HashSet T)",
                "A set of elements.",
                "(HashSet::from [1 1 2]) ;=> (hash-set 1 2)",
                (ctx, xs, site) -> Collecting.set(ctx, Iterators.over(xs, ctx, site), site));
    }

    private static void integers(Catalogue c, IntType type) {
        var name = type.rustName();
        var suffix = type == IntType.I64 ? "" : name;
        c.two(
                name + "::from-str-radix [&s radix] -> (Result " + name + " String)",
                "What the string says as an `" + name + "` in a base of 2 to 36.",
                "(" + name + "::from-str-radix \"7f\" 16) ;=> (Ok 127" + suffix + ")",
                (_, s, radix, site) -> fromRadix(Args.text(s, site), radix, type, site));
        c.one(
                name + "::from [x] -> " + name,
                "A number that surely fits, a boolean or a character as an `" + name + "`.",
                "(" + name + "::from true) ;=> 1" + suffix,
                (_, x, site) -> Conversions.toInt(Ref.see(x, site), type, site));
        c.one(
                name + "::try-from [x] -> (Result " + name + " String)",
                "An integer as an `" + name + "`, if it fits.",
                "(" + name + "::try-from 7u8) ;=> (Ok 7" + suffix + ")",
                (_, x, site) -> Conversions.tryInto(x, type, site));
    }

    private static Object text(Object x, Site site) {
        return switch (x) {
            case Text text -> StringValue.copyOf(text);
            case Char ch -> Args.string(Character.toString(ch.codePoint()));
            default -> throw Args.expected("a string or character", x, site);
        };
    }

    private static byte[] bytes(VecValue vec, Context ctx, Site site) {
        ctx.checkAllocation(vec.size(), site);
        var bytes = new byte[vec.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Args.integer(vec.get(i), site);
            if ((i & 0xFFFF) == 0xFFFF) {
                ctx.poll(site);
            }
        }
        return bytes;
    }

    private static Object utf8(VecValue vec, Context ctx, Site site) {
        try {
            var decoded =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes(vec, ctx, site)));
            return EnumValue.ok(Args.string(decoded.toString()));
        } catch (CharacterCodingException malformed) {
            return EnumValue.err(Args.string("invalid utf-8 sequence"));
        }
    }

    private static Object fromRadix(Text text, Object radix, IntType type, Site site) {
        long base = Args.integer(radix, site);
        if (base < 2 || base > 36) {
            throw Args.panic("a base is from 2 to 36, found " + base, site);
        }
        return Conversions.result(Parsing.integer(text, type, (int) base));
    }

    private static Object fromDigit(Object n, Object radix, Site site) {
        long digit = Args.integer(n, site);
        long base = Args.integer(radix, site);
        if (base < 2 || base > 36) {
            throw Args.panic("a base is from 2 to 36, found " + base, site);
        }
        return digit >= 0 && digit < base
                ? EnumValue.some(Char.of(Character.forDigit((int) digit, (int) base)))
                : EnumValue.NONE;
    }

    private static Object swap(Object a, Object b, Site site) {
        var first = Args.lentMut(a, site);
        var second = Args.lentMut(b, site);
        var old = first.getForWrite(site);
        first.set(second.getForWrite(site), site);
        second.set(old, site);
        return Unit.UNIT;
    }

    private static Object replace(Object place, Object x, Site site) {
        var reference = Args.lentMut(place, site);
        var old = reference.getForWrite(site);
        reference.set(x, site);
        return old;
    }
}
