package org.oxur.builtin;

import org.jspecify.annotations.Nullable;
import org.oxur.ast.FloatType;
import org.oxur.ast.IntType;
import org.oxur.error.Site;
import org.oxur.value.Casts;
import org.oxur.value.EnumType;
import org.oxur.value.EnumValue;
import org.oxur.value.HeapValue;
import org.oxur.value.Host;
import org.oxur.value.IteratorValue;
import org.oxur.value.Numbers;
import org.oxur.value.Ref;
import org.oxur.value.TypeValue;

/// `sum` and `product`.
final class Folding {
    private Folding() {}

    private interface Operation {
        Object apply(Object a, Object b, Host host, Site site);
    }

    /// @param type what the result is to be, where nothing or an `Option` or `Result` is added;
    ///   null where that is not said
    static Object sum(IteratorValue it, @Nullable Object type, Context ctx, Site site) {
        return fold(it, 0, Args.type(type, site), OperatorFunctions::add, ctx, site);
    }

    static Object product(IteratorValue it, @Nullable Object type, Context ctx, Site site) {
        return fold(it, 1, Args.type(type, site), OperatorFunctions::mul, ctx, site);
    }

    private static Object fold(
            IteratorValue it,
            long neutral,
            @Nullable TypeValue type,
            Operation operation,
            Context ctx,
            Site site) {
        Object result = null;
        int turn = 0;
        for (var item = it.next(ctx, site); item != null; item = it.next(ctx, site)) {
            var value = Ref.see(item, site);
            if (value instanceof EnumValue option
                    && (option.type() == EnumType.OPTION || option.type() == EnumType.RESULT)) {
                return foldHolding(option, it, neutral, type, operation, ctx, site);
            }
            var operand = item instanceof Ref && HeapValue.isCopy(value) ? value : item;
            result = result == null ? operand : operation.apply(result, operand, ctx, site);
            if ((++turn & 1023) == 0) {
                ctx.poll(site);
            }
        }
        if (result == null) {
            return neutral(neutral, type, site);
        }
        // One element alone must be a number too.
        return turn == 1 && !(Ref.see(result, site) instanceof HeapValue)
                ? operation.apply(
                        result, zeroOrOne(neutral, Ref.see(result, site), site), ctx, site)
                : result;
    }

    private static Object zeroOrOne(long neutral, Object model, Site site) {
        return switch (model) {
            case Double _ -> neutral == 0 ? -0.0 : 1.0;
            case Float _ -> neutral == 0 ? -0.0f : 1.0f;
            default -> Numbers.adapt(neutral, model, site);
        };
    }

    private static Object neutral(long neutral, @Nullable TypeValue named, Site site) {
        if (named != null) {
            var intType = IntType.named(named.name());
            if (intType != null) {
                return Casts.toInt(neutral, intType, site);
            }
            if (named.name().equals("f64") || named.name().equals("f32")) {
                return Casts.toFloat(
                        neutral, named.name().equals("f64") ? FloatType.F64 : FloatType.F32, site);
            }
        }
        return neutral;
    }

    // A sum of Options or Results is the first None or Err, or the sum of what they hold.
    private static Object foldHolding(
            EnumValue first,
            IteratorValue it,
            long neutral,
            @Nullable TypeValue type,
            Operation operation,
            Context ctx,
            Site site) {
        var holder = first.type();
        Object result = neutral(neutral, type, site);
        boolean any = false;
        for (Object item = first; item != null; item = it.next(ctx, site)) {
            if (!(Ref.see(item, site) instanceof EnumValue value) || value.type() != holder) {
                throw Args.expected(holder.name(), item, site);
            }
            if (value.is(EnumType.NONE) || value.is(EnumType.ERR)) {
                return value;
            }
            var held = Ref.see(value.part(0), site);
            result = any ? operation.apply(result, held, ctx, site) : held;
            any = true;
            ctx.poll(site);
        }
        return holder == EnumType.OPTION ? EnumValue.some(result) : EnumValue.ok(result);
    }
}
