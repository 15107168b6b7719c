package org.oxur.builtin;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.IntType;
import org.oxur.error.Site;
import org.oxur.value.Cloner;
import org.oxur.value.EnumValue;
import org.oxur.value.Equality;
import org.oxur.value.ListValue;
import org.oxur.value.Order;
import org.oxur.value.Printer;
import org.oxur.value.RangeValue;
import org.oxur.value.Ref;
import org.oxur.value.StringValue;
import org.oxur.value.Text;
import org.oxur.value.TypeValue;

/// What every value does, and what small kinds of values do: ranges, shared owners, cells,
/// orderings, keywords, symbols and lists.
final class AnyMethods {
    private AnyMethods() {}

    static Catalogue catalogue() {
        var c = new Catalogue("All values").adaptingLiterals();
        c.one(
                "clone [&x] -> T",
                "A deep copy; of an `Rc`, another handle.",
                "(let [v [1 [2]] w (clone v)] (= &v &w)) ;=> true",
                (ctx, x, site) -> Cloner.clone(x, ctx, site));
        c.one(
                "to-owned [&x] -> T",
                "A clone.",
                "(to-owned [1]) ;=> [1]",
                (ctx, x, site) -> Cloner.clone(x, ctx, site));
        c.one(
                "to-string [&x] -> String",
                "What `{}` shows.",
                "(to-string 2.5) ;=> \"2.5\"",
                (ctx, x, site) -> string(ctx, x, site));
        c.two(
                "eq [&x &y] -> bool",
                "As `=`.",
                "(.eq 1 1) ;=> true",
                (ctx, x, y, site) -> Equality.equal(x, y, ctx, site));
        c.two(
                "ne [&x &y] -> bool",
                "As `!=`.",
                "(.ne 1 1) ;=> false",
                (ctx, x, y, site) -> !Equality.equal(x, y, ctx, site));
        c.two(
                "lt [&x &y] -> bool",
                "As `<`.",
                "(.lt 1 2) ;=> true",
                (ctx, x, y, site) -> Order.less(x, y, ctx, site));
        c.two(
                "le [&x &y] -> bool",
                "As `<=`.",
                "(.le 1 2) ;=> true",
                (ctx, x, y, site) -> Order.lessOrEqual(x, y, ctx, site));
        c.two(
                "gt [&x &y] -> bool",
                "As `>`.",
                "(.gt 1 2) ;=> false",
                (ctx, x, y, site) -> Order.greater(x, y, ctx, site));
        c.two(
                "ge [&x &y] -> bool",
                "As `>=`.",
                "(.ge 1 2) ;=> false",
                (ctx, x, y, site) -> Order.greaterOrEqual(x, y, ctx, site));
        c.two(
                "cmp [&x &y] -> Ordering",
                "How both are ordered.",
                "(cmp 1 2) ;=> Ordering::Less",
                (ctx, x, y, site) -> Order.ordering(Order.total(x, y, ctx, site)));
        c.two(
                "partial-cmp [&x &y] -> (Option Ordering)",
                "How both are ordered; `None` where a `NaN` takes part.",
                "(partial-cmp 1.0 NaN) ;=> None",
                AnyMethods::partialCmp);
        c.two(
                "max [x y] -> T",
                "The greater one.",
                "(.max 1 2) ;=> 2",
                (ctx, x, y, site) -> Order.total(x, y, ctx, site) > 0 ? x : y);
        c.two(
                "min [x y] -> T",
                "The lesser one.",
                "(.min 1 2) ;=> 1",
                (ctx, x, y, site) -> Order.total(x, y, ctx, site) <= 0 ? x : y);
        c.three(
                "clamp [x low high] -> T",
                "The nearest value within bounds.",
                "(clamp 7 0 5) ;=> 5",
                (ctx, x, low, high, site) -> clamp(ctx, x, low, high, site));
        c.any(
                "into [x type?]",
                "The value as one of another type, where nothing can be lost; the program says"
                        + " `(impl (From A) B …)` for its own types.",
                "(into 7u8 i64) ;=> 7",
                (ctx, a, site) -> Conversions.into(a[0], a.length > 1 ? a[1] : null, ctx, site));
        c.two(
                "try-into [x type] -> (Result T String)",
                "An integer as one of another type, if it fits.",
                "{(try-into 200 u8) (try-into 300 u8)} ;=> {(Ok 200u8) (Err \"out of range integral"
                        + " type conversion attempted\")}",
                (_, x, type, site) -> tryInto(x, type, site));
        return c;
    }

    private static Object string(Context ctx, Object x, Site site) {
        if (x instanceof Long number) {
            return StringValue.ofUtf8(Long.toString(number).getBytes(StandardCharsets.ISO_8859_1));
        }
        return x instanceof Text text
                ? StringValue.copyOf(text)
                : StringValue.of(Printer.display(x, ctx, site));
    }

    private static Object partialCmp(Context ctx, Object x, Object y, Site site) {
        int order = Order.partial(x, y, ctx, site);
        return order == Order.UNORDERED ? EnumValue.NONE : EnumValue.some(Order.ordering(order));
    }

    private static Object clamp(Context ctx, Object x, Object low, Object high, Site site) {
        if (Order.total(low, high, ctx, site) > 0) {
            throw Args.panic("assertion failed: min <= max", site);
        }
        return Order.total(x, low, ctx, site) < 0
                ? low
                : Order.total(x, high, ctx, site) > 0 ? high : x;
    }

    static Object tryInto(Object x, Object type, Site site) {
        var intType = type instanceof TypeValue named ? IntType.named(named.name()) : null;
        if (intType == null) {
            throw Args.mismatch("`try-into` wants an integer type", site);
        }
        return Conversions.tryInto(x, intType, site);
    }

    static Catalogue ranges() {
        var c = new Catalogue("Ranges");
        c.two(
                "contains [&r &x] -> bool",
                "Whether a value is within.",
                "(contains (.. 1 5) 5) ;=> false",
                (ctx, r, x, site) -> contains(ctx, (RangeValue) r, x, site));
        c.one(
                "start [&r]",
                "Where it begins.",
                "(.start (.. 1 5)) ;=> 1",
                (_, r, site) -> end(((RangeValue) r).from(), site));
        c.one(
                "end [&r]",
                "Where it ends.",
                "(.end (.. 1 5)) ;=> 5",
                (_, r, site) -> end(((RangeValue) r).to(), site));
        c.one(
                "is-empty [&r] -> bool",
                "Whether nothing is within.",
                "(is-empty (.. 5 5)) ;=> true",
                (ctx, r, site) -> isEmpty(ctx, (RangeValue) r, site));
        c.one(
                "len [&r] -> i64",
                "How many numbers there are.",
                "(len (.. 1 5)) ;=> 4",
                (ctx, r, site) -> Iterators.over(r, ctx, site).remaining());
        c.one(
                "size-hint [&r] -> {i64 (Option i64)}",
                "How many numbers there are at least and at most.",
                "(.size-hint (.. 1 5)) ;=> {4 (Some 4)}",
                (ctx, r, site) -> IteratorComparisons.sizeHint(Iterators.over(r, ctx, site), site));
        return c;
    }

    private static Object end(@Nullable Object end, Site site) {
        if (end == null) {
            throw Args.mismatch("the range is open there", site);
        }
        return end;
    }

    private static boolean contains(Context ctx, RangeValue range, Object x, Site site) {
        var from = range.from();
        var to = range.to();
        boolean after = from == null || Order.lessOrEqual(from, x, ctx, site);
        return after
                && (to == null
                        || (range.inclusive()
                                ? Order.lessOrEqual(x, to, ctx, site)
                                : Order.less(x, to, ctx, site)));
    }

    private static boolean isEmpty(Context ctx, RangeValue range, Site site) {
        var from = range.from();
        var to = range.to();
        if (from == null || to == null) {
            return false;
        }
        return !(range.inclusive()
                ? Order.lessOrEqual(from, to, ctx, site)
                : Order.less(from, to, ctx, site));
    }

    static Catalogue orderings() {
        var c = new Catalogue("Orderings");
        c.one(
                "reverse [o] -> Ordering",
                "The other way round.",
                "(.reverse (cmp 1 2)) ;=> Ordering::Greater",
                (_, o, site) -> Order.ordering(-Order.fromOrdering(o, site)));
        c.two(
                "then [o p] -> Ordering",
                "The second one where the first is `Equal`.",
                "(.then (cmp 1 1) (cmp 1 2)) ;=> Ordering::Less",
                (_, o, p, site) -> Order.fromOrdering(o, site) == 0 ? p : o);
        c.two(
                "then-with [o f] -> Ordering",
                "What `f` gives where the first is `Equal`.",
                "(.then-with (cmp 1 1) (fn [] (cmp 2 1))) ;=> Ordering::Greater",
                (ctx, o, f, site) ->
                        Order.fromOrdering(o, site) == 0 ? ctx.call(f, new Object[0], site) : o);
        c.one(
                "is-lt [o] -> bool",
                "Whether it is `Less`.",
                "(.is-lt (cmp 1 2)) ;=> true",
                (_, o, site) -> Order.fromOrdering(o, site) < 0);
        c.one(
                "is-le [o] -> bool",
                "Whether it is not `Greater`.",
                "(.is-le (cmp 1 2)) ;=> true",
                (_, o, site) -> Order.fromOrdering(o, site) <= 0);
        c.one(
                "is-gt [o] -> bool",
                "Whether it is `Greater`.",
                "(.is-gt (cmp 1 2)) ;=> false",
                (_, o, site) -> Order.fromOrdering(o, site) > 0);
        c.one(
                "is-ge [o] -> bool",
                "Whether it is not `Less`.",
                "(.is-ge (cmp 1 2)) ;=> false",
                (_, o, site) -> Order.fromOrdering(o, site) >= 0);
        c.one(
                "is-eq [o] -> bool",
                "Whether it is `Equal`.",
                "(.is-eq (cmp 1 1)) ;=> true",
                (_, o, site) -> Order.fromOrdering(o, site) == 0);
        c.one(
                "is-ne [o] -> bool",
                "Whether it is not `Equal`.",
                "(.is-ne (cmp 1 1)) ;=> false",
                (_, o, site) -> Order.fromOrdering(o, site) != 0);
        return c;
    }

    static Catalogue bools() {
        var c = new Catalogue("Booleans");
        c.two(
                "then [b f] -> (Option T)",
                "`Some` of what `f` gives, if it is true.",
                "(.then true (fn [] 1)) ;=> (Some 1)",
                (ctx, b, f, site) ->
                        Args.bool(b, site)
                                ? EnumValue.some(ctx.call(f, new Object[0], site))
                                : EnumValue.NONE);
        c.two(
                "then-some [b x] -> (Option T)",
                "`Some` of `x`, if it is true.",
                "(.then-some false 1) ;=> None",
                (_, b, x, site) -> Args.bool(b, site) ? EnumValue.some(x) : EnumValue.NONE);
        return c;
    }

    static Catalogue lists() {
        var c = new Catalogue("Lists");
        c.one(
                "len [&l] -> i64",
                "How many forms there are.",
                "(len '(a b)) ;=> 2",
                (_, l, _) -> (long) ((ListValue) l).size());
        c.one(
                "is-empty [&l] -> bool",
                "Whether there is no form.",
                "(is-empty '()) ;=> true",
                (_, l, _) -> ((ListValue) l).size() == 0);
        c.two(
                "get [&'a l i] -> (Option T)",
                "The form at an index.",
                "(get '(a b) 1) ;=> (Some b)",
                (_, l, i, site) -> at((ListValue) Ref.see(l, site), Args.integer(i, site)));
        c.one(
                "first [&'a l] -> (Option T)",
                "The first form.",
                "(first '(a b)) ;=> (Some a)",
                (_, l, site) -> at((ListValue) Ref.see(l, site), 0));
        c.one(
                "last [&'a l] -> (Option T)",
                "The last form.",
                "(last '(a b)) ;=> (Some b)",
                (_, l, site) ->
                        at(
                                (ListValue) Ref.see(l, site),
                                ((ListValue) Ref.see(l, site)).size() - 1L));
        c.one(
                "iter [&'a l] -> Iterator",
                "Over the forms.",
                "(collect (.iter '(a b))) ;=> [a b]",
                (ctx, l, site) -> Iterators.over(l, ctx, site));
        c.one(
                "into-iter [l] -> Iterator",
                "Over the forms.",
                "(collect (.into-iter '(a b))) ;=> [a b]",
                (ctx, l, site) -> Iterators.over(l, ctx, site));
        c.two(
                "contains [&l &x] -> bool",
                "Whether a form equals `x`.",
                "(contains '(a b) 'b) ;=> true",
                (ctx, l, x, site) ->
                        ((ListValue) l)
                                .items().stream()
                                        .anyMatch(item -> Equality.same(item, x, ctx, site)));
        return c;
    }

    private static Object at(ListValue list, long index) {
        return index >= 0 && index < list.size()
                ? EnumValue.some(Args.borrowed(list.items().get((int) index)))
                : EnumValue.NONE;
    }
}
