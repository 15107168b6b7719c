package org.oxur.builtin;

import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.FloatType;
import org.oxur.ast.IntType;
import org.oxur.error.Site;
import org.oxur.value.Casts;
import org.oxur.value.Char;
import org.oxur.value.EnumType;
import org.oxur.value.EnumValue;
import org.oxur.value.Integers;
import org.oxur.value.Parsing;
import org.oxur.value.RcValue;
import org.oxur.value.Ref;
import org.oxur.value.StructType;
import org.oxur.value.Text;
import org.oxur.value.TypeNames;

/// `parse`, `into`, `from`: values of one type as values of another.
final class Conversions {
    private static final Map<String, Integer> SIGNIFICANT_BITS = Map.of("f32", 24, "f64", 53);

    private Conversions() {}

    static Object parse(Text text, @Nullable Object type, Context ctx, Site site) {
        var named = Args.type(type, site);
        var name = named == null ? "i64" : named.name();
        var intType = IntType.named(name);
        Parsing.Outcome outcome;
        if (intType != null) {
            outcome = Parsing.integer(text, intType);
        } else {
            outcome =
                    switch (name) {
                        case "f64" -> Parsing.floating(text, FloatType.F64);
                        case "f32" -> Parsing.floating(text, FloatType.F32);
                        case "bool" -> Parsing.bool(text);
                        case "char" -> Parsing.character(text);
                        case "String" -> new Parsing.Outcome.Value(Args.string(text.toString()));
                        default -> throw Args.mismatch("cannot parse a string as " + name, site);
                    };
        }
        return result(outcome);
    }

    static Object result(Parsing.Outcome outcome) {
        return switch (outcome) {
            case Parsing.Outcome.Value(var value) -> EnumValue.ok(value);
            case Parsing.Outcome.Failed(var message) -> EnumValue.err(Args.string(message));
        };
    }

    /// `(into x T)`: lossless conversions, as Rust's `From` has them; the program's own come first.
    static Object into(Object value, @Nullable Object type, Context ctx, Site site) {
        var named = Args.type(type, site);
        if (named == null) {
            return value;
        }
        var seen = Ref.see(value, site);
        var name = named.name();
        if (named.resolved() instanceof StructType || named.resolved() instanceof EnumType) {
            var own = ctx.conversion(named.resolved(), seen);
            if (own != null) {
                return ctx.call(own, new Object[] {value}, site);
            }
        }
        if (TypeNames.of(seen).equals(name)) {
            return value;
        }
        var intType = IntType.named(name);
        if (intType != null) {
            return toInt(seen, intType, site);
        }
        return switch (name) {
            case "f64", "f32" -> toFloat(seen, name, site);
            case "String" -> toText(seen, site);
            case "char" -> Casts.toChar(seen, site);
            case "Option" -> EnumValue.some(value);
            case "Rc" -> new RcValue(value);
            case "Box", "_", "Any" -> value;
            case "Vec", "HashMap", "HashSet" ->
                    Collecting.collect(
                            ctx,
                            seen instanceof Text text
                                    ? new TextIterators.Bytes(
                                            text.part(0, text.length()), 0, text.length())
                                    : Iterators.over(value, ctx, site),
                            type,
                            site);
            default ->
                    throw Args.mismatch(
                            "cannot convert "
                                    + TypeNames.withArticle(seen)
                                    + " into "
                                    + name
                                    + "; `(impl (From …) "
                                    + name
                                    + " …)` says how",
                            site);
        };
    }

    static Object toInt(Object value, IntType type, Site site) {
        var from = Integers.typeOf(value);
        if (from != null && type.holds(from.min()) && type.holds(from.max())) {
            return Integers.of(type, Integers.exact(value));
        }
        if (value instanceof Boolean b) {
            return Integers.of(type, b ? BigInteger.ONE : BigInteger.ZERO);
        }
        if (value instanceof Char(var codePoint)
                && type.bits() >= 32
                && type.holds(IntType.U32.max())) {
            return Integers.of(type, BigInteger.valueOf(codePoint));
        }
        throw lossy(value, type.rustName(), site);
    }

    static Object toFloat(Object value, String name, Site site) {
        var from = Integers.typeOf(value);
        if (from != null && from.bits() <= SIGNIFICANT_BITS.getOrDefault(name, 0)) {
            double exact = Integers.exact(value).doubleValue();
            return name.equals("f64") ? (Object) exact : (Object) (float) exact;
        }
        if (value instanceof Float f && name.equals("f64")) {
            return (double) f;
        }
        throw lossy(value, name, site);
    }

    private static RuntimeException lossy(Object value, String name, Site site) {
        return Args.mismatch(
                TypeNames.withArticle(value)
                        + " does not always fit "
                        + name
                        + "; `(as … "
                        + name
                        + ")` converts all the same",
                site);
    }

    private static Object toText(Object value, Site site) {
        return switch (value) {
            case Text text -> Args.string(text.toString());
            case Char c -> Args.string(Character.toString(c.codePoint()));
            default ->
                    throw Args.mismatch(
                            "cannot convert "
                                    + TypeNames.withArticle(value)
                                    + " into String; `(str …)` shows any value",
                            site);
        };
    }

    /// `try-into` and `T::try-from` between integers.
    static Object tryInto(Object value, IntType type, Site site) {
        var seen = Ref.see(value, site);
        if (!Integers.isInteger(seen)) {
            throw Args.expected("an integer", seen, site);
        }
        var exact = Integers.exact(seen);
        return type.holds(exact)
                ? EnumValue.ok(Integers.of(type, exact))
                : EnumValue.err(Args.string("out of range integral type conversion attempted"));
    }

    /// What an `Option` or `Result` holds, or null.
    static @Nullable Object held(EnumValue value) {
        return value.is(EnumType.SOME) || value.is(EnumType.OK) ? value.part(0) : null;
    }
}
