package org.oxur.interpret;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.oxur.error.OxurPanic;
import org.oxur.error.Site;
import org.oxur.error.ToolError;
import org.oxur.error.TypeError;
import org.oxur.module.Function;
import org.oxur.module.Registry;
import org.oxur.text.Span;
import org.oxur.value.Keyword;
import org.oxur.value.Ref;
import org.oxur.value.StringValue;
import org.oxur.value.TypeNames;
import org.oxur.value.Unit;
import org.oxur.value.VecValue;

/// What a program can ask and do about its own functions: `versions`, `rollback`, `tier`, `calls`,
/// `source` …
public final class FunctionForms {
    static final Set<String> NAMES =
            Set.of(
                    "versions",
                    "rollback",
                    "tier",
                    "calls",
                    "source",
                    "compile",
                    "compile-async",
                    "await-compile",
                    "bytecode",
                    "rust-source",
                    "macroexpand",
                    "macroexpand-1");

    private FunctionForms() {}

    /// What the session does for them.
    public interface Host {
        void rolledBack(Registry.Change change, Span span);

        Object macroexpand(Object form, boolean once);
    }

    static Object call(Execution ex, String form, Object[] arguments, Site site) {
        int wanted = form.equals("rollback") ? 2 : 1;
        if (arguments.length != wanted) {
            throw new OxurPanic(
                    new org.oxur.error.ResolveError.ArityMismatch(
                            site.span(),
                            form,
                            wanted + (wanted == 1 ? " argument" : " arguments"),
                            arguments.length));
        }
        if (form.startsWith("macroexpand")) {
            return host(ex, site)
                    .macroexpand(Ref.see(arguments[0], site), form.equals("macroexpand-1"));
        }
        var function = function(arguments[0], site);
        return switch (form) {
            case "versions" -> {
                var numbers = new VecValue();
                function.versions().forEach(v -> numbers.add((long) v.number()));
                yield numbers;
            }
            case "rollback" -> rollback(ex, function, arguments[1], site);
            case "tier", "await-compile" -> Keyword.of("interpreted");
            case "calls" -> function.earlierCalls() + Definitions.calls(function);
            case "source" -> StringValue.of(function.current().tree().span().text());
            default ->
                    throw new OxurPanic(
                            new ToolError.NativeToolchain(
                                    site.span(),
                                    "there is no compiler for `" + function.name() + "` yet",
                                    "it is interpreted"));
        };
    }

    private static Host host(Execution ex, Site site) {
        var host = ex.forms();
        if (host == null) {
            throw new OxurPanic(
                    new TypeError.BadArgument(
                            site.span(), "macros cannot be expanded while macros are expanded"));
        }
        return host;
    }

    private static Object rollback(Execution ex, Function function, Object version, Site site) {
        Registry.@Nullable Change change = null;
        if (Ref.see(version, site) instanceof Long number
                && number >= 0
                && number <= Integer.MAX_VALUE) {
            change = ex.registry().rollback(function, (int) (long) number, Definitions::calls);
        }
        if (change == null) {
            throw new OxurPanic(
                    new TypeError.BadArgument(
                            site.span(),
                            "`"
                                    + function.name()
                                    + "` has no version "
                                    + org.oxur.value.Printer.repl(version, 3, 2, 40)
                                    + " any more"));
        }
        var host = ex.forms();
        if (host != null) {
            host.rolledBack(change, function.current().span());
        }
        return Unit.UNIT;
    }

    private static Function function(Object given, Site site) {
        var seen = Ref.see(given, site);
        if (seen instanceof Function function) {
            return function;
        }
        throw new OxurPanic(
                TypeError.TypeMismatch.expected(
                        site.span(), "a function of the program", TypeNames.withArticle(seen)));
    }
}
