package org.oxur.builtin;

import java.util.ArrayList;
import java.util.List;
import org.oxur.error.OxurPanic;
import org.oxur.error.Site;
import org.oxur.value.Char;
import org.oxur.value.EnumType;
import org.oxur.value.EnumValue;
import org.oxur.value.ForeignValue;
import org.oxur.value.Integers;
import org.oxur.value.Keyword;
import org.oxur.value.ListValue;
import org.oxur.value.Printer;
import org.oxur.value.RcValue;
import org.oxur.value.Ref;
import org.oxur.value.RefCellValue;
import org.oxur.value.StringValue;
import org.oxur.value.Symbol;
import org.oxur.value.Text;
import org.oxur.value.TypeNames;
import org.oxur.value.Unit;
import org.oxur.value.VecValue;

/// Functions of no receiver in particular: showing, calling, errors, and the forms that macros work
/// on.
final class CoreFunctions {
    private CoreFunctions() {}

    static Catalogue catalogue() {
        var c = new Catalogue("Values and functions");
        c.any(
                "str [& &xs] -> String",
                "What `{}` shows of all arguments, put together.",
                "(str \"a\" 1 :k 2.5 [1.0 \"x\"]) ;=> \"a1:k2.5[1.0 \\\"x\\\"]\"",
                CoreFunctions::str);
        c.one("identity [x]", "The argument.", "(identity 5) ;=> 5", (_, x, _) -> x);
        c.any(
                "apply [f & args]",
                "Calls `f` with arguments, the last of which is a vector or list of further ones.",
                "(apply + 1 [2 3]) ;=> 6",
                CoreFunctions::apply);
        c.one(
                "type-of [&x] -> str",
                "The name of the type.",
                "{(type-of 1) (type-of \"a\") (type-of [1])} ;=> {\"i64\" \"str\" \"Vec\"}",
                (_, x, _) -> Args.literal(TypeNames.of(x)));
        c.one(
                "rc [x] -> (Rc T)",
                "Shared ownership: `clone` gives another handle, which sees through to the value.",
                "(let [a (rc [1 2]) b (clone a)] (+ (len a) (len b))) ;=> 4",
                (_, x, _) -> new RcValue(x));
        c.one(
                "ref-cell [x] -> (RefCell T)",
                "A place that can be changed through a shared reference; see `borrow` and `borrow-mut`.",
                "(let [c (ref-cell [1])] (push! (.borrow-mut c) 2) (len (.borrow c))) ;=> 2",
                (_, x, _) -> new RefCellValue(x));
        c.one(
                "drop [x]",
                "Takes a value and lets it go.",
                "(drop [1 2]) ;=> nil",
                (_, x, _) -> {
                    if (x instanceof ForeignValue foreign) {
                        foreign.drop();
                    }
                    return Unit.UNIT;
                });
        errors(c);
        return c;
    }

    private static Object str(Context ctx, Object[] a, Site site) {
        if (a.length == 1 && Ref.see(a[0], site) instanceof Text text) {
            return StringValue.copyOf(text);
        }
        var out = new StringBuilder();
        for (var x : a) {
            Printer.write(Printer.Form.DISPLAY, x, out, ctx, site);
            if (out.length() > 1 << 20) {
                ctx.checkAllocation(2L * out.length(), site);
            }
        }
        return StringValue.of(out.toString());
    }

    private static Object apply(Context ctx, Object[] a, Site site) {
        var arguments = new ArrayList<Object>(List.of(a).subList(1, Math.max(1, a.length - 1)));
        if (a.length > 1) {
            arguments.addAll(
                    Iterators.collect(Iterators.over(a[a.length - 1], ctx, site), ctx, site)
                            .items());
        }
        return ctx.call(a[0], arguments.toArray(), site);
    }

    private static void errors(Catalogue c) {
        c.one(
                "catch-unwind [f] -> (Result T Error)",
                "Calls `f`; an error in it becomes an `Err`. Being cancelled is not caught.",
                "(match (catch-unwind (fn [] (/ 1 0))) (Ok _) :fine (Err e) (error-code &e)) ;=> :division-by-zero",
                CoreFunctions::catchUnwind);
        c.one(
                "error-code [&e] -> Keyword",
                "The code of a caught error.",
                "(error-code &(.unwrap-err (catch-unwind (fn [] (panic \"no\"))))) ;=> :panic",
                (_, e, site) -> Keyword.of(error(e, site).error().code()));
        c.one(
                "error-message [&e] -> String",
                "The message of a caught error.",
                "(error-message &(.unwrap-err (catch-unwind (fn [] (panic \"no\"))))) ;=> \"no\"",
                (_, e, site) -> Args.string(error(e, site).error().message()));
    }

    private static Object catchUnwind(Context ctx, Object f, Site site) {
        try {
            return EnumValue.ok(ctx.call(f, new Object[0], site));
        } catch (OxurPanic panic) {
            var code = panic.error().code();
            if (code.equals("cancelled") || code.equals("timeout")) {
                throw panic;
            }
            return EnumValue.err(new ErrorValue(panic.error()));
        }
    }

    private static ErrorValue error(Object e, Site site) {
        return switch (Ref.see(e, site)) {
            case ErrorValue error -> error;
            case EnumValue result when result.is(EnumType.ERR) -> error(result.part(0), site);
            default -> throw Args.expected("a caught error", e, site);
        };
    }

    /// For macros: forms are lists, vectors, symbols, keywords and literals.
    static Catalogue forms() {
        var c = new Catalogue("Forms");
        c.any(
                "list [& forms] -> List",
                "A list of the arguments.",
                "(list 'a 1) ;=> (a 1)",
                (_, a, _) -> new ListValue(List.of(a)));
        c.two(
                "cons [form list] -> List",
                "A list with one more form before the others.",
                "(cons 'a '(b)) ;=> (a b)",
                (ctx, x, l, site) -> cons(ctx, x, l, site));
        c.one(
                "symbol [&name] -> Symbol",
                "The symbol of that name.",
                "(symbol \"x\") ;=> x",
                (_, name, site) -> Symbol.of(name(name, site)));
        c.one(
                "keyword [&name] -> Keyword",
                "The keyword of that name.",
                "(keyword \"x\") ;=> :x",
                (_, name, site) -> Keyword.of(name(name, site)));
        c.one(
                "name [&x] -> str",
                "The name of a symbol or keyword.",
                "{(name 'x) (name :x)} ;=> {\"x\" \"x\"}",
                (_, x, site) -> Args.literal(name(x, site)));
        c.any(
                "gensym [prefix?] -> Symbol",
                "A symbol that no text contains and no other call gives.",
                "(= (gensym) (gensym)) ;=> false",
                (_, a, site) -> Symbol.fresh(a.length > 0 ? name(a[0], site) : "g"));
        c.any(
                "vec [xs] -> (Vec T)",
                "The elements of something iterable in a vector.",
                "(vec '(a b)) ;=> [a b]",
                (ctx, a, site) -> Iterators.collect(Iterators.over(a[0], ctx, site), ctx, site));
        predicate(c, "list?", "a list", "(list? '(a))", x -> x instanceof ListValue);
        predicate(
                c,
                "cons?",
                "a list that is not empty",
                "(cons? '(a))",
                x -> x instanceof ListValue list && list.size() > 0);
        predicate(c, "symbol?", "a symbol", "(symbol? 'a)", x -> x instanceof Symbol);
        predicate(c, "keyword?", "a keyword", "(keyword? :a)", x -> x instanceof Keyword);
        predicate(c, "string?", "a string", "(string? \"a\")", x -> x instanceof Text);
        predicate(c, "vec?", "a vector", "(vec? [1])", x -> x instanceof VecValue);
        predicate(c, "char?", "a character", "(char? \\a)", x -> x instanceof Char);
        predicate(c, "int?", "an integer", "(int? 1u8)", Integers::isInteger);
        predicate(
                c,
                "float?",
                "a float",
                "(float? 1.0)",
                x -> x instanceof Double || x instanceof Float);
        predicate(c, "bool?", "a boolean", "(bool? true)", x -> x instanceof Boolean);
        predicate(c, "nil?", "nil", "(nil? nil)", x -> x == Unit.UNIT);
        predicate(c, "fn?", "a function", "(fn? str)", Args::isCallable);
        return c;
    }

    private interface Predicate {
        boolean test(Object x);
    }

    private static void predicate(
            Catalogue c, String name, String what, String example, Predicate test) {
        c.one(
                name + " [&x] -> bool",
                "Whether a value is " + what + ".",
                example + " ;=> true",
                (_, x, _) -> test.test(x));
    }

    private static Object cons(Context ctx, Object form, Object list, Site site) {
        var items = new ArrayList<Object>();
        items.add(form);
        items.addAll(Iterators.collect(Iterators.over(list, ctx, site), ctx, site).items());
        return new ListValue(items);
    }

    private static String name(Object value, Site site) {
        return switch (Ref.see(value, site)) {
            case Symbol symbol -> symbol.name();
            case Keyword keyword -> keyword.name();
            case Text text -> text.toString();
            default -> throw Args.expected("a symbol, keyword or string", value, site);
        };
    }
}
