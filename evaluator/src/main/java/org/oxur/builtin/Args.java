package org.oxur.builtin;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import org.oxur.error.NumberError;
import org.oxur.error.OxurPanic;
import org.oxur.error.Panic;
import org.oxur.error.Site;
import org.oxur.error.ToolError;
import org.oxur.error.TypeError;
import org.oxur.value.Closure;
import org.oxur.value.FunctionValue;
import org.oxur.value.HeapValue;
import org.oxur.value.Host;
import org.oxur.value.Integers;
import org.oxur.value.MapValue;
import org.oxur.value.Ref;
import org.oxur.value.StrLiteral;
import org.oxur.value.StringValue;
import org.oxur.value.Text;
import org.oxur.value.TypeNames;
import org.oxur.value.TypeValue;
import org.oxur.value.VecValue;

/// Arguments of built-in functions as what they must be, references seen through; and the errors
/// when they are not.
final class Args {
    private Args() {}

    static OxurPanic expected(String what, Object found, Site site) {
        return new OxurPanic(
                TypeError.TypeMismatch.expected(
                        site.span(), what, TypeNames.withArticle(Ref.see(found, site))));
    }

    /// A type that may be left out; null where it is.
    static @Nullable TypeValue type(@Nullable Object type, Site site) {
        if (type == null || type instanceof TypeValue) {
            return (TypeValue) type;
        }
        throw expected("type", type, site);
    }

    static OxurPanic mismatch(String message, Site site) {
        return new OxurPanic(new TypeError.TypeMismatch(site.span(), message, null));
    }

    static OxurPanic bad(String message, Site site) {
        return new OxurPanic(new TypeError.BadArgument(site.span(), message));
    }

    static OxurPanic panic(String message, Site site) {
        return new OxurPanic(new Panic.Panicked(site.span(), message));
    }

    static OxurPanic io(String message, Site site) {
        return new OxurPanic(new ToolError.IoError(site.span(), message));
    }

    static OxurPanic outOfBounds(Object index, long length, Site site) {
        return new OxurPanic(
                new NumberError.IndexOutOfBounds(
                        site.span(),
                        index instanceof Long ? index.toString() : Integers.decimal(index),
                        length));
    }

    static Text text(Object value, Site site) {
        if (Ref.see(value, site) instanceof Text text) {
            return text;
        }
        throw expected("a string", value, site);
    }

    static VecValue vec(Object value, Site site) {
        if (Ref.see(value, site) instanceof VecValue vec) {
            return vec;
        }
        throw expected("a Vec", value, site);
    }

    static MapValue map(Object value, Site site) {
        if (Ref.see(value, site) instanceof MapValue map) {
            return map;
        }
        throw expected("a HashMap", value, site);
    }

    static boolean bool(Object value, Site site) {
        if (value instanceof Boolean b) {
            return b;
        }
        if (Ref.see(value, site) instanceof Boolean b) {
            return b;
        }
        throw expected("a bool", value, site);
    }

    /// An integer of any type that fits in an `i64`; larger ones are as far away as can be said.
    static long integer(Object value, Site site) {
        if (value instanceof Long l) {
            return l;
        }
        var seen = Ref.see(value, site);
        if (!Integers.isInteger(seen)) {
            throw expected("an integer", value, site);
        }
        return Integers.exact(seen)
                .min(BigInteger.valueOf(Long.MAX_VALUE))
                .max(BigInteger.valueOf(Long.MIN_VALUE))
                .longValue();
    }

    /// A number of elements: not negative.
    static long count(Object value, Site site) {
        long count = integer(value, site);
        if (count < 0) {
            throw bad("a count cannot be negative, found " + count, site);
        }
        return count;
    }

    /// A number of elements that are to be made.
    static int size(Object value, long bytesEach, Context ctx, Site site) {
        long size = count(value, site);
        long bytes =
                size > Long.MAX_VALUE / Math.max(1, bytesEach) ? Long.MAX_VALUE : size * bytesEach;
        ctx.checkAllocation(bytes, site);
        if (size > Integer.MAX_VALUE - 16) {
            throw bad(size + " elements are more than a Vec can hold", site);
        }
        return (int) size;
    }

    /// An index of an existing element.
    static int index(Object value, long length, Site site) {
        long index = integer(value, site);
        if (index < 0 || index >= length) {
            throw outOfBounds(index, length, site);
        }
        return (int) index;
    }

    /// An index at which something may be put: up to the length itself.
    static int indexOrEnd(Object value, long length, Site site) {
        long index = integer(value, site);
        if (index < 0 || index > length) {
            throw outOfBounds(index, length, site);
        }
        return (int) index;
    }

    static boolean isCallable(Object value) {
        return switch (Ref.peekThrough(value)) {
            case FunctionValue _, Closure _, BuiltinFunction _ -> true;
            default -> false;
        };
    }

    /// A reference to an argument that is lent: what was given, or the value itself where it has no
    /// place.
    static Ref lent(Object value) {
        return value instanceof Ref reference ? reference : Ref.toTemporary(value);
    }

    /// The same for reading only.
    static Ref shared(Object value, Site site) {
        var reference = lent(value);
        while (reference.peek() instanceof Ref inner) {
            reference = inner;
        }
        return reference.mutable() ? reference.shareAgain(site) : reference;
    }

    /// What is lent for writing, as it is: it may hold a reference itself.
    static Ref lentMut(Object value, Site site) {
        if (!(value instanceof Ref reference)) {
            return Ref.uniqueTemporary(value);
        }
        if (!reference.mutable()) {
            throw reference.onlyShared(site);
        }
        return reference;
    }

    /// The same, seen through references to references.
    static Ref placeMut(Object value, Site site) {
        var reference = lentMut(value, site);
        while (reference.get(site) instanceof Ref inner) {
            reference = lentMut(inner, site);
        }
        return reference;
    }

    /// What a test or key function is given of an element it must not take.
    static Object borrowed(Object element) {
        return element instanceof HeapValue ? Ref.toTemporary(element) : element;
    }

    static Object call(Host host, Object function, Object argument, Site site) {
        if (function instanceof BuiltinFunction builtin
                && host instanceof Context ctx
                && builtin.mode(0) == Mode.MOVE
                && builtin.minArguments() == 1) {
            return builtin.body().call1(ctx, argument, site);
        }
        return host.call(function, new Object[] {argument}, site);
    }

    static Object call(Host host, Object function, Object a, Object b, Site site) {
        return host.call(function, new Object[] {a, b}, site);
    }

    static boolean test(Host host, Object function, Object argument, Site site) {
        return bool(call(host, function, argument, site), site);
    }

    static StringValue string(String text) {
        return StringValue.of(text);
    }

    static StrLiteral literal(String text) {
        return StrLiteral.of(text);
    }
}
