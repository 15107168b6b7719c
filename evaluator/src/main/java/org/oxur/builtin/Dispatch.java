package org.oxur.builtin;

import java.util.List;
import org.oxur.error.BorrowError;
import org.oxur.error.OxurPanic;
import org.oxur.error.ResolveError;
import org.oxur.error.Site;
import org.oxur.error.TypeError;
import org.oxur.value.IteratorValue;
import org.oxur.value.RcValue;
import org.oxur.value.Ref;
import org.oxur.value.TypeNames;

/// A method called as a function, receiver first: finds the receiver's own method when it is
/// called.
final class Dispatch implements Body {
    private final String function;
    private final String method;

    Dispatch(String function, String method) {
        this.function = function;
        this.method = method;
    }

    /// One function for the methods of that name of several receivers. It takes arguments as the
    /// most demanding of them.
    static BuiltinFunction function(String name, String method, List<BuiltinFunction> methods) {
        var first = methods.getFirst();
        if (methods.size() == 1 && !first.adaptsLiterals()) {
            return new BuiltinFunction(
                    name + first.signature().substring(method.length()),
                    first.doc(),
                    example(first),
                    false,
                    new Dispatch(name, method));
        }
        int most = 0;
        int least = Integer.MAX_VALUE;
        boolean adapts = false;
        for (var each : methods) {
            most = Math.max(most, each.modes().size());
            least = Math.min(least, each.minArguments());
            adapts |= each.adaptsLiterals();
        }
        var signature = new StringBuilder(name).append(" [");
        for (int i = 0; i < most; i++) {
            signature
                    .append(i == 0 ? "" : " ")
                    .append(prefix(strictest(methods, i)))
                    .append(parameter(methods, i))
                    .append(i < least ? "" : "?");
        }
        return new BuiltinFunction(
                signature.append(']').toString(),
                first.doc(),
                example(first),
                adapts,
                new Dispatch(name, method));
    }

    private static String example(BuiltinFunction method) {
        return method.example();
    }

    private static String parameter(List<BuiltinFunction> methods, int position) {
        for (var method : methods) {
            if (method.modes().size() > position) {
                var signature = method.signature();
                var words =
                        signature
                                .substring(signature.indexOf('[') + 1, signature.indexOf(']'))
                                .split(" ");
                int at = 0;
                for (var word : words) {
                    if (word.equals("&mut")
                            || word.equals("&'a")
                            || word.equals("mut")
                            || word.equals("&")) {
                        continue;
                    }
                    if (at++ == position) {
                        return word.replace("&", "").replace("?", "");
                    }
                }
            }
        }
        return "x";
    }

    private static Mode strictest(List<BuiltinFunction> methods, int position) {
        var strictest = Mode.MOVE;
        for (var method : methods) {
            if (method.modes().size() > position) {
                var mode = method.mode(position);
                if (rank(mode) > rank(strictest)) {
                    strictest = mode;
                }
            }
        }
        return strictest;
    }

    private static int rank(Mode mode) {
        return switch (mode) {
            case MOVE -> 0;
            case BORROW -> 1;
            case LEND -> 2;
            case BORROW_MUT -> 3;
            case LEND_MUT -> 4;
        };
    }

    private static String prefix(Mode mode) {
        return switch (mode) {
            case MOVE -> "";
            case BORROW -> "&";
            case LEND -> "&'a ";
            case BORROW_MUT -> "&mut ";
            case LEND_MUT -> "&'a mut ";
        };
    }

    @Override
    public Object call1(Context ctx, Object a, Site site) {
        var target = target(ctx, a, 1, site);
        return target.body().call1(ctx, receiver(a, target.mode(0), site), site);
    }

    @Override
    public Object call2(Context ctx, Object a, Object b, Site site) {
        var target = target(ctx, a, 2, site);
        return target.body()
                .call2(
                        ctx,
                        receiver(a, target.mode(0), site),
                        argument(b, target.mode(1), site),
                        site);
    }

    @Override
    public Object call(Context ctx, Object[] arguments, Site site) {
        var target = target(ctx, arguments[0], arguments.length, site);
        var passed = arguments.clone();
        passed[0] = receiver(arguments[0], target.mode(0), site);
        for (int i = 1; i < passed.length; i++) {
            passed[i] = argument(arguments[i], target.mode(i), site);
        }
        return target.body().call(ctx, passed, site);
    }

    private BuiltinFunction target(Context ctx, Object receiver, int count, Site site) {
        var value = throughHandles(Ref.peekThrough(receiver));
        var target = Builtins.methodForFunction(ctx, value, method);
        boolean changing =
                target != null && target.mode(0) == Mode.BORROW_MUT && !function.endsWith("!");
        if (target == null || changing && !function.contains("::")) {
            throw new OxurPanic(
                    new TypeError.TypeMismatch(
                            site.span(),
                            "`" + function + "` is not for " + TypeNames.withArticle(value),
                            changing ? "`(" + function + "! …)` changes it in place" : null));
        }
        if (count < target.minArguments()
                || target.maxArguments() != BuiltinFunction.ANY && count > target.maxArguments()) {
            throw new OxurPanic(
                    new ResolveError.ArityMismatch(
                            site.span(),
                            function + " of " + TypeNames.withArticle(value),
                            target.arity(),
                            count));
        }
        return target;
    }

    private static Object throughHandles(Object value) {
        var seen = value;
        while (seen instanceof RcValue rc) {
            seen = Ref.peekThrough(rc.value());
        }
        return seen;
    }

    // What the receiver's method expects of what the function was given.
    private Object receiver(Object given, Mode mode, Site site) {
        var bare = Ref.peekThrough(given);
        if (bare instanceof RcValue rc && !method.equals("clone")) {
            if (mode == Mode.BORROW_MUT || mode == Mode.LEND_MUT) {
                throw new OxurPanic(BorrowError.ImmutableAssignment.inRc(site.span()));
            }
            Ref.see(given, site);
            var lent =
                    given instanceof Ref reference
                            ? Ref.shared(rc.value(), reference.borrow())
                            : Ref.toTemporary(rc.value());
            return receiver(lent, mode, site);
        }
        if (mode == Mode.MOVE
                && bare instanceof IteratorValue
                && given instanceof Ref reference
                && !reference.mutable()) {
            return bare;
        }
        return argument(given, mode, site);
    }

    private static Object argument(Object given, Mode mode, Site site) {
        return switch (mode) {
            case MOVE -> given;
            case BORROW -> Ref.see(given, site);
            case BORROW_MUT -> {
                var value = given;
                while (value instanceof Ref reference) {
                    value = reference.mutable() ? reference.getForWrite(site) : reference.get(site);
                }
                yield value;
            }
            case LEND -> Args.lent(given);
            case LEND_MUT -> Args.lentMut(given, site);
        };
    }
}
