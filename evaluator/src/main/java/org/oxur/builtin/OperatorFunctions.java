package org.oxur.builtin;

import java.util.Locale;
import org.oxur.ast.BinOp;
import org.oxur.error.Site;
import org.oxur.value.Equality;
import org.oxur.value.Host;
import org.oxur.value.ListValue;
import org.oxur.value.Numbers;
import org.oxur.value.Order;
import org.oxur.value.Ref;
import org.oxur.value.SetValue;
import org.oxur.value.Text;
import org.oxur.value.VecValue;

/// Operators as functions: what `+` is where it is not called but passed, as in `(fold 0 + xs)`.
final class OperatorFunctions {
    private OperatorFunctions() {}

    private interface Binary {
        Object apply(Object a, Object b, Host host, Site site);
    }

    private interface Comparing {
        boolean test(Object a, Object b, Host host, Site site);
    }

    static Catalogue catalogue() {
        var c = new Catalogue("Operators").adaptingLiterals();
        fold(
                c,
                "+",
                "Add",
                "add",
                "All operands added; `integer-overflow` where the sum does not fit.",
                "(+ 1 2 3) ;=> 6",
                (a, b, _, site) -> Numbers.add(a, b, site));
        c.any(
                "- [x & others]",
                "The other operands taken from the first; of one alone, its negation; of sets, what is in the first only.",
                "{(- 10 3 2) (- 5)} ;=> {5 -5}",
                (ctx, a, site) -> subtract(ctx, a, site));
        fold(
                c,
                "*",
                "Mul",
                "mul",
                "All operands multiplied.",
                "(* 2 3 4) ;=> 24",
                (a, b, _, site) -> Numbers.mul(a, b, site));
        fold(
                c,
                "/",
                "Div",
                "div",
                "The first divided by the others; integers are cut to a whole number, by 0 is `division-by-zero`.",
                "{(/ 7 2) (/ 7.0 2.0)} ;=> {3 3.5}",
                (a, b, _, site) -> Numbers.div(a, b, site));
        fold(
                c,
                "%",
                "Rem",
                "rem",
                "The remainder of a division, with the sign of the first.",
                "(% -7 2) ;=> -1",
                (a, b, _, site) -> Numbers.rem(a, b, site));
        bits(
                c,
                "bit-and",
                "BitAnd",
                BinOp.BIT_AND,
                "The bits that are 1 in all; of sets, what is in all.",
                "(bit-and 12 10) ;=> 8");
        bits(
                c,
                "bit-or",
                "BitOr",
                BinOp.BIT_OR,
                "The bits that are 1 in one at least; of sets, what is in one at least.",
                "(bit-or 12 10) ;=> 14");
        bits(
                c,
                "bit-xor",
                "BitXor",
                BinOp.BIT_XOR,
                "The bits in which both differ; of sets, what is in one only.",
                "(bit-xor 12 10) ;=> 6");
        c.two(
                "shl [x n]",
                "The bits moved up by `n` places; more places than there are is `integer-overflow`.",
                "(shl 1 10) ;=> 1024",
                (_, x, n, site) ->
                        Numbers.operate(BinOp.SHL, Ref.see(x, site), Ref.see(n, site), site));
        c.two(
                "shr [x n]",
                "The bits moved down by `n` places, the sign kept.",
                "(shr -8 1) ;=> -4",
                (_, x, n, site) ->
                        Numbers.operate(BinOp.SHR, Ref.see(x, site), Ref.see(n, site), site));
        c.one(
                "not [x]",
                "The opposite of a boolean; all bits of an integer turned.",
                "(not true) ;=> false",
                (_, x, site) -> Numbers.not(Ref.see(x, site), site));
        compare(
                c,
                "=",
                "Whether all are equal. They must have one type, or be `nil`.",
                "{(= 1 1 1) (= 1 nil)} ;=> {true false}",
                Equality::equal);
        c.two(
                "!= [&x &y] -> bool",
                "Whether two values are not equal.",
                "(!= 1 2) ;=> true",
                (ctx, x, y, site) -> !Equality.equal(x, y, ctx, site));
        compare(c, "<", "Whether each is less than the next.", "(< 1 2 3) ;=> true", Order::less);
        compare(
                c,
                "<=",
                "Whether none is greater than the next.",
                "(<= 1 1 2) ;=> true",
                Order::lessOrEqual);
        compare(
                c,
                ">",
                "Whether each is greater than the next.",
                "(> 3 2 1) ;=> true",
                Order::greater);
        compare(
                c,
                ">=",
                "Whether none is less than the next.",
                "(>= 3 3 1) ;=> true",
                Order::greaterOrEqual);
        c.notAdaptingLiterals();
        c.two(
                "nth [&'a v i]",
                "The element at an index; outside it is `index-out-of-bounds`. `(set! (nth v i) x)` changes it.",
                "(nth [5 6] 1) ;=> 6",
                (_, v, i, site) -> nth(v, i, site));
        c.one(
                "deref [r]",
                "What a reference refers to.",
                "(deref &5) ;=> 5",
                (_, r, site) -> Ref.see(r, site));
        return c;
    }

    private static Object nth(Object v, Object index, Site site) {
        var from = Args.shared(v, site);
        return switch (Ref.see(from, site)) {
            case VecValue vec -> from.lendPart(Args.index(index, vec.size(), site), site);
            case ListValue list ->
                    Args.borrowed(list.items().get(Args.index(index, list.size(), site)));
            case Text _ -> StringMethods.slice(StringMethods.lent(from, site), index, site);
            default -> throw Args.expected("a Vec", v, site);
        };
    }

    static Object add(Object a, Object b, Host host, Site site) {
        return operate(host, "Add", "add", a, b, (x, y, _, at) -> Numbers.add(x, y, at), site);
    }

    static Object mul(Object a, Object b, Host host, Site site) {
        return operate(host, "Mul", "mul", a, b, (x, y, _, at) -> Numbers.mul(x, y, at), site);
    }

    private static Object operate(
            Host host,
            String trait,
            String method,
            Object a,
            Object b,
            Binary operation,
            Site site) {
        var left = Ref.see(a, site);
        var own = host.implementation(left, trait, method);
        return own != null
                ? host.call(own, new Object[] {a, b}, site)
                : operation.apply(left, Ref.see(b, site), host, site);
    }

    private static void fold(
            Catalogue c,
            String name,
            String trait,
            String method,
            String doc,
            String example,
            Binary operation) {
        c.any(
                name + " [x y & others]",
                doc,
                example,
                (ctx, a, site) -> {
                    var result = a[0];
                    for (int i = 1; i < a.length; i++) {
                        result = operate(ctx, trait, method, result, a[i], operation, site);
                    }
                    return result;
                });
    }

    private static Object subtract(Context ctx, Object[] a, Site site) {
        if (a.length == 1) {
            var own = ctx.implementation(Ref.see(a[0], site), "Neg", "neg");
            return own != null ? ctx.call(own, a, site) : Numbers.neg(Ref.see(a[0], site), site);
        }
        var result = a[0];
        for (int i = 1; i < a.length; i++) {
            result = operate(ctx, "Sub", "sub", result, a[i], OperatorFunctions::difference, site);
        }
        return result;
    }

    private static Object difference(Object a, Object b, Host host, Site site) {
        return a instanceof SetValue && b instanceof SetValue
                ? SetOperators.apply(BinOp.SUB, a, b, host, site)
                : Numbers.sub(a, b, site);
    }

    private static void bits(
            Catalogue c, String name, String trait, BinOp op, String doc, String example) {
        fold(
                c,
                name,
                trait,
                trait.toLowerCase(Locale.ROOT),
                doc,
                example,
                (a, b, host, site) ->
                        a instanceof SetValue && b instanceof SetValue
                                ? SetOperators.apply(op, a, b, host, site)
                                : Numbers.operate(op, a, b, site));
    }

    private static void compare(
            Catalogue c, String name, String doc, String example, Comparing comparing) {
        c.any(
                name + " [&x &y & &others] -> bool",
                doc,
                example,
                (ctx, a, site) -> {
                    boolean all = true;
                    for (int i = 1; i < a.length; i++) {
                        all &= comparing.test(a[i - 1], a[i], ctx, site);
                    }
                    return all;
                });
    }
}
