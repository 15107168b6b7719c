package org.oxur.compiler.crate;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.IntType;
import org.oxur.compiler.owned.Ty;
import org.oxur.compiler.rust.Codec;
import org.oxur.error.OxurPanic;
import org.oxur.error.Site;
import org.oxur.error.TypeError;
import org.oxur.value.EnumType;
import org.oxur.value.EnumValue;
import org.oxur.value.ForeignValue;
import org.oxur.value.Integers;
import org.oxur.value.Ref;
import org.oxur.value.Text;
import org.oxur.value.TupleValue;
import org.oxur.value.TypeNames;
import org.oxur.value.VecValue;

/// Arguments on their way to a crate's function.
final class Crossing {
    private Crossing() {}

    /// The argument as a value of that type.
    ///
    /// @throws OxurPanic `type-mismatch`
    static Object argument(RustType type, Object given, Site site) {
        var wire = type.wire();
        if (type instanceof RustType.Reference(_, var target) && target == RustType.Plain.STR) {
            if (Ref.see(given, site) instanceof Text text
                    && (given instanceof Ref || Codec.holds(wire, given))) {
                return text;
            }
        } else {
            var value = adapted(wire, given);
            if (given instanceof Ref reference) {
                var _ = reference.mutable() ? reference.getForWrite(site) : reference.get(site);
            }
            if (Codec.holds(wire, value)) {
                return value;
            }
        }
        throw new OxurPanic(
                TypeError.TypeMismatch.expected(
                        site.span(),
                        type.shown(),
                        TypeNames.withArticle(given),
                        lending(type, given)));
    }

    /// How what was given itself is lent; null where that is not what it lacks.
    private static @Nullable String lending(RustType type, Object given) {
        if (!(type instanceof RustType.Reference(var mutable, var target))) {
            return null;
        }
        var seen = Ref.peekThrough(given);
        boolean fits =
                target == RustType.Plain.STR
                        ? seen instanceof Text
                        : Codec.holds(target.wire(), adapted(target.wire(), seen));
        return fits ? "lend it with `" + (mutable ? "&mut" : "&") + "`" : null;
    }

    /// A literal without a suffix is of the type that is wanted; by now it cannot be told from an
    /// `i64`.
    private static Object adapted(Ty wire, Object given) {
        return switch (wire) {
            case Ty.Int(var integer)
                    when integer != IntType.I64 && given instanceof Long number -> {
                var exact = fits(integer, number);
                yield exact == null ? given : exact;
            }
            case Ty.Vec(var item) when given instanceof VecValue vec && mayAdapt(item) -> {
                var all = new VecValue();
                for (int i = 0; i < vec.size(); i++) {
                    all.add(adapted(item, vec.get(i)));
                }
                yield all;
            }
            case Ty.Tuple(var parts)
                    when given instanceof TupleValue tuple
                            && tuple.size() == parts.size()
                            && mayAdapt(wire) -> {
                var all = new Object[parts.size()];
                for (int i = 0; i < all.length; i++) {
                    all[i] = adapted(parts.get(i), tuple.part(i));
                }
                yield new TupleValue(all);
            }
            case Ty.Option(var item)
                    when given instanceof EnumValue option
                            && option.type() == EnumType.OPTION
                            && option.size() > 0
                            && mayAdapt(item) ->
                    EnumValue.some(adapted(item, option.part(0)));
            case Ty.Ref(var mutable, var target)
                    when !mutable && given instanceof Ref && mayAdapt(target) ->
                    Ref.toTemporary(adapted(target, Ref.peekThrough(given)));
            default -> given;
        };
    }

    private static boolean mayAdapt(Ty type) {
        return type.any(part -> part instanceof Ty.Int(var integer) && integer != IntType.I64);
    }

    private static @Nullable Object fits(IntType type, long number) {
        var exact = BigInteger.valueOf(number);
        var wrapped = Integers.wrap(type, exact);
        return Integers.exact(wrapped).equals(exact) ? wrapped : null;
    }

    /// What was given by value is native code's own.
    static void handOver(Ty type, Object value) {
        if (!type.any(Ty.Foreign.class::isInstance)) {
            return;
        }
        switch (type) {
            case Ty.Foreign _ -> ((ForeignValue) value).gone().set(true);
            case Ty.Vec(var item) -> {
                var all = (VecValue) value;
                for (int i = 0; i < all.size(); i++) {
                    handOver(item, all.get(i));
                }
            }
            case Ty.Tuple(var parts) -> {
                for (int i = 0; i < parts.size(); i++) {
                    handOver(parts.get(i), ((TupleValue) value).part(i));
                }
            }
            case Ty.Option(var item) -> {
                if (((EnumValue) value).size() > 0) {
                    handOver(item, ((EnumValue) value).part(0));
                }
            }
            case Ty.Result(var ok, var err) -> {
                var result = (EnumValue) value;
                handOver(result.is(EnumType.OK) ? ok : err, result.part(0));
            }
            // Lent, or of types that own none.
            default -> {}
        }
    }

    static void writeBack(Object reference, Object value, Site site) {
        ((Ref) reference).set(value, site);
    }
}
