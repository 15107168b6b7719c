package org.oxur.interpret;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.oxur.builtin.BuiltinFunction;
import org.oxur.error.OxurPanic;
import org.oxur.error.ResolveError;
import org.oxur.error.Site;
import org.oxur.error.TypeError;
import org.oxur.module.Function;
import org.oxur.module.Registry;
import org.oxur.text.Counted;
import org.oxur.text.Span;
import org.oxur.value.EnumType;
import org.oxur.value.ForeignValue;
import org.oxur.value.Keyword;
import org.oxur.value.MapValue;
import org.oxur.value.Ref;
import org.oxur.value.TupleValue;
import org.oxur.value.TypeNames;
import org.oxur.value.VecValue;

/// Calls of whatever can be called, with arguments that are values already.
final class Calls {
    private Calls() {}

    static boolean isCallable(Object value) {
        return value instanceof Function
                || value instanceof ClosureValue
                || value instanceof BuiltinFunction
                || value instanceof EnumType.Variant
                || value instanceof NameLink.TraitMethod
                || value instanceof Overload;
    }

    static Code code(Function function, Registry registry) {
        var entry = function.entry;
        if (entry == null) {
            entry = CodeBuilder.function(function, registry);
            function.entry = entry;
        }
        return (Code) entry;
    }

    /// An operator or known trait's method of the program, called by a node.
    static Object operator(Frame f, Object callable, Object a, @Nullable Object b, Site site) {
        return call(
                f.ex,
                f.depth + 1,
                callable,
                b == null ? new Object[] {a} : new Object[] {a, b},
                site);
    }

    static Object call(Execution ex, int depth, Object callable, Object[] arguments, Site site) {
        var seen = Ref.see(callable, site);
        switch (seen) {
            case Function function:
                ex.used(function);
                return run(ex, depth, code(function, ex.registry()), null, arguments, site);
            case ClosureValue closure:
                return run(ex, depth, closure.code, closure, arguments, site);
            case BuiltinFunction function:
                return builtIn(ex, depth, function, arguments, site);
            case EnumType.Variant variant:
                return construct(variant, arguments, site);
            case NameLink.TraitMethod method:
                return call(ex, depth, traitMethod(ex, method, arguments, site), arguments, site);
            case Overload overload:
                return call(
                        ex,
                        depth,
                        overload.choose(ex.registry(), arguments, site),
                        arguments,
                        site);
            default:
                throw new OxurPanic(
                        new TypeError.NotCallable(
                                site.span(),
                                TypeNames.withArticle(
                                        seen instanceof NameLink.BuiltInConstant(var constant)
                                                ? constant
                                                : seen),
                                asked(seen, site)));
        }
    }

    /// What a value is asked for that was called like a function; null if nothing suggests itself.
    private static @Nullable String asked(Object value, Site site) {
        return switch (value) {
            case VecValue _, TupleValue _ -> "`(nth v i)` is an element of it";
            case MapValue _ -> "`(get m k)` looks a key up";
            case Keyword _ -> "`(get m k)` looks a key up in a map";
            case Long _ when name(site.span()) instanceof String name ->
                    "a call is `(" + name + " " + site.span().text().substring(1) + "`";
            default ->
                    switch (site) {
                        case CallNode call -> call.builtIn();
                        case BuiltinCallNode call -> call.signature();
                        default -> null;
                    };
        };
    }

    /// The name right before a call, as in `f(n)`; null where none is.
    private static @Nullable String name(Span call) {
        var text = call.source().text();
        int start = call.start();
        while (start > 0 && Character.isLetterOrDigit(text.charAt(start - 1))) {
            start--;
        }
        return start == call.start() || !text.startsWith("(", call.start())
                ? null
                : text.substring(start, call.start());
    }

    static Object run(
            Execution ex,
            int depth,
            Code code,
            @Nullable ClosureValue closure,
            Object[] arguments,
            Site site) {
        if (!code.accepts(arguments.length)) {
            throw code.arityMismatch(arguments.length, site);
        }
        var f = new Frame(ex, depth);
        f.reserve(code.slots);
        code.setArguments(f, arguments);
        if (closure != null) {
            closure.open(f);
        }
        ex.deeper(f, site);
        return code.run(f, site);
    }

    /// A built-in function as a value: its arguments were given without regard to how it takes
    /// them.
    static Object builtIn(
            Execution ex, int depth, BuiltinFunction function, Object[] arguments, Site site) {
        checkArity(function, arguments.length, site);
        var passed = new Object[arguments.length];
        for (int i = 0; i < passed.length; i++) {
            var given = arguments[i];
            passed[i] =
                    switch (function.mode(i)) {
                        case BORROW -> Ref.see(given, site);
                        case BORROW_MUT -> Places.forWrite(given, site);
                        case LEND -> given instanceof Ref ? given : Ref.toTemporary(given);
                        case LEND_MUT -> given instanceof Ref ? given : Ref.uniqueTemporary(given);
                        case MOVE -> given;
                    };
        }
        int before = ex.currentDepth;
        ex.currentDepth = depth;
        try {
            return function.body().call(ex, passed, site);
        } finally {
            ex.currentDepth = before;
        }
    }

    static void checkArity(BuiltinFunction function, int count, Site site) {
        if (count < function.minArguments()
                || function.maxArguments() != BuiltinFunction.ANY
                        && count > function.maxArguments()) {
            throw new OxurPanic(
                    new ResolveError.ArityMismatch(
                            site.span(),
                            function.name(),
                            function.arity(),
                            count,
                            "`" + function.signature() + "`",
                            null));
        }
    }

    static Object construct(EnumType.Variant variant, Object[] arguments, Site site) {
        var fields = variant.fields();
        if (fields != null) {
            throw new OxurPanic(
                    new TypeError.TypeMismatch(
                            site.span(),
                            "`" + variant.path() + "` is made with named fields",
                            "`("
                                    + variant.path()
                                    + fields.stream()
                                            .map(field -> " :" + field + " …")
                                            .collect(Collectors.joining())
                                    + ")`"));
        }
        if (variant.size() != arguments.length) {
            var words = Counted.of(variant.size(), "argument");
            throw new OxurPanic(
                    new ResolveError.ArityMismatch(
                            site.span(), variant.path(), words, arguments.length));
        }
        var values = new Object[arguments.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Places.settled(arguments[i], site);
        }
        var parameters = FieldTypes.parameters(variant);
        if (parameters != null) {
            parameters.check(values, site);
        }
        return variant.of(values);
    }

    static Object traitMethod(
            Execution ex, NameLink.TraitMethod method, Object[] arguments, Site site) {
        if (arguments.length == 0) {
            throw new OxurPanic(
                    new ResolveError.ArityMismatch(
                            site.span(),
                            method.trait() + "::" + method.name(),
                            "at least 1 argument",
                            0));
        }
        var receiver = Ref.see(arguments[0], site);
        var found =
                Overload.find(ex.registry(), Types.key(receiver), method.trait(), method.name());
        if (found == null) {
            var builtIn = org.oxur.builtin.Builtins.method(receiver, method.name());
            if (builtIn != null) {
                return builtIn;
            }
            throw new OxurPanic(
                    new ResolveError.UnknownMethod(
                            site.span(),
                            TypeNames.of(receiver),
                            method.trait() + "::" + method.name(),
                            null,
                            null));
        }
        return found;
    }

    static OxurPanic unknownMethod(Object receiver, String method, Registry registry, Site site) {
        return new OxurPanic(
                new ResolveError.UnknownMethod(
                        site.span(),
                        TypeNames.of(receiver),
                        method,
                        Similar.method(registry, receiver, method),
                        receiver instanceof ForeignValue value
                                ? ForeignMethods.instead(registry.root(), value, method)
                                : Similar.ofIterator(receiver, method)));
    }
}
