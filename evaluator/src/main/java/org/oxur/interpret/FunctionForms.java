package org.oxur.interpret;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Item;
import org.oxur.builtin.BuiltinFunction;
import org.oxur.error.Bug;
import org.oxur.error.OxurPanic;
import org.oxur.error.Site;
import org.oxur.error.ToolError;
import org.oxur.error.TypeError;
import org.oxur.module.Function;
import org.oxur.module.Registry;
import org.oxur.text.Counted;
import org.oxur.text.Span;
import org.oxur.tier.Artifact;
import org.oxur.tier.Background;
import org.oxur.tier.Crates;
import org.oxur.tier.FunctionCompiler.Result;
import org.oxur.tier.Promotion;
import org.oxur.tier.Tier;
import org.oxur.tier.Urgency;
import org.oxur.value.Keyword;
import org.oxur.value.Opaque;
import org.oxur.value.Printer;
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
                    "explain",
                    "artifacts",
                    "artifact",
                    "rust-source",
                    "macroexpand",
                    "macroexpand-1");

    private static final long POLL_MILLIS = 10;

    private FunctionForms() {}

    /// What the session does for them.
    public interface Host {
        void rolledBack(Registry.Change change, Span span);

        Object macroexpand(Object form, boolean once);

        /// When functions move up.
        Promotion promotion();

        /// Who compiles.
        Background background();

        /// Builds and loads a crate.
        CompletableFuture<Crates.Loaded> crate(Item.ExternCrate crate);

        /// What the function became, as text; null where that is not there.
        @Nullable String artifact(Function function, Artifact kind);
    }

    /// What `compile-async` gives: `await-compile` waits for it.
    private record Ticket(Function function) implements Opaque {
        @Override
        public String printed() {
            return "#<ticket " + function.name() + ">";
        }

        @Override
        public String typeName() {
            return "Ticket";
        }
    }

    static Object call(Execution ex, String form, Object[] arguments, Site site) {
        int wanted = form.equals("rollback") || form.equals("artifact") ? 2 : 1;
        if (arguments.length != wanted) {
            throw new OxurPanic(
                    new org.oxur.error.ResolveError.ArityMismatch(
                            site.span(), form, Counted.of(wanted, "argument"), arguments.length));
        }
        if (form.startsWith("macroexpand")) {
            return host(ex, site)
                    .macroexpand(Ref.see(arguments[0], site), form.equals("macroexpand-1"));
        }
        if (form.equals("await-compile")
                && Ref.see(arguments[0], site) instanceof Ticket(var function)) {
            return awaited(ex, function, site);
        }
        var function = function(arguments[0], site);
        return switch (form) {
            case "versions" -> FunctionFacts.versions(function, host(ex, site).background());
            case "explain" -> {
                var host = host(ex, site);
                ex.print(FunctionFacts.explanation(function, host.background(), host.promotion()));
                yield Unit.UNIT;
            }
            case "rollback" -> rollback(ex, function, arguments[1], site);
            case "tier" -> tier(function);
            case "compile" -> compile(ex, function, site);
            case "compile-async" -> {
                Calls.code(function, ex.registry()).compileWhenCalled();
                host(ex, site).background().ask(function, Tier.NATIVE, Urgency.ASKED);
                yield new Ticket(function);
            }
            case "await-compile" -> awaited(ex, function, site);
            case "calls" -> function.earlierCalls() + Definitions.calls(function);
            case "source" -> StringValue.of(function.current().tree().span().text());
            case "rust-source" -> rustSource(function, site);
            case "bytecode" -> bytecode(ex, function, site);
            case "artifacts" -> {
                var words = new VecValue();
                for (var kind : Artifact.values()) {
                    if (host(ex, site).artifact(function, kind) != null) {
                        words.add(Keyword.of(kind.word()));
                    }
                }
                yield words;
            }
            default -> artifact(ex, function, arguments[1], site);
        };
    }

    private static Keyword tier(Function function) {
        return Keyword.of(FunctionCode.tier(function).word());
    }

    /// Waits for the job of the current version, if there is one; then says the tier.
    private static Keyword awaited(Execution ex, Function function, Site site) {
        await(ex, host(ex, site).background().jobs(function), site);
        return tier(function);
    }

    private static Object compile(Execution ex, Function function, Site site) {
        // The nodes are made here, where definitions are made; compiled code takes their place.
        var _ = Calls.code(function, ex.registry());
        var job = host(ex, site).background().ask(function, Tier.NATIVE, Urgency.ASKED);
        switch (await(ex, job, site)) {
            case Result.Compiled _ ->
                    ex.print("✓ Compiled " + function.name() + " to native code\n");
            case Result.Refused(var span, var reason) -> {
                var text = span.text().lines().findFirst().orElse("");
                throw new OxurPanic(
                        new ToolError.NotCompilable(
                                site.span(),
                                "`"
                                        + function.name()
                                        + "` stays "
                                        + (FunctionCode.tier(function) == Tier.JIT
                                                ? "bytecode"
                                                : "interpreted")
                                        + " because of "
                                        + reason
                                        + (text.isEmpty() ? "" : ": `" + text + "`")));
            }
            case Result.NoToolchain(var message, var hint) ->
                    throw new OxurPanic(new ToolError.NativeToolchain(site.span(), message, hint));
            case Result.Superseded(var reason) ->
                    throw new OxurPanic(
                            new ToolError.NotCompilable(
                                    site.span(),
                                    "`" + function.name() + "` was not compiled: " + reason));
        }
        return Unit.UNIT;
    }

    /// Waits for a compiler, unless the evaluation shall end; definitions do not wait meanwhile.
    static <T> T await(Execution ex, CompletableFuture<T> job, Site site) {
        while (true) {
            ex.pause(site);
            try {
                return job.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // Not yet: look whether the evaluation shall end.
                continue;
            } catch (ExecutionException e) {
                throw new Bug("a compiler failed", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for a compiler", e);
            }
        }
    }

    /// Of the version that is current, whatever executes it.
    private static Object bytecode(Execution ex, Function function, Site site) {
        var there = host(ex, site).artifact(function, Artifact.BYTECODE);
        if (there != null) {
            return StringValue.of(there);
        }
        Calls.code(function, ex.registry()).describe();
        var job = host(ex, site).background().inspect(function, Tier.JIT);
        var text =
                switch (await(ex, job, site)) {
                    case Result.Compiled(var code, _) -> {
                        var listing = code.artifact(Artifact.BYTECODE);
                        if (listing != null) {
                            yield listing;
                        }
                        throw notThere(function, "bytecode", "its compiler keeps none", site);
                    }
                    case Result.Refused(_, var why) ->
                            throw notThere(function, "bytecode", why, site);
                    case Result.NoToolchain(var why, _) ->
                            throw notThere(function, "bytecode", why, site);
                    case Result.Superseded(var why) ->
                            throw notThere(function, "bytecode", why, site);
                };
        return StringValue.of(text);
    }

    private static OxurPanic notThere(Function function, String what, String why, Site site) {
        return new OxurPanic(
                new ToolError.NotCompilable(
                        site.span(),
                        "there is no " + what + " of `" + function.name() + "`: " + why));
    }

    private static Object artifact(Execution ex, Function function, Object asked, Site site) {
        var word = Ref.see(asked, site) instanceof Keyword keyword ? keyword.name() : "";
        var kind = Artifact.named(word);
        if (kind == Artifact.BYTECODE) {
            return bytecode(ex, function, site);
        }
        if (kind == null) {
            throw new OxurPanic(
                    new TypeError.BadArgument(
                            site.span(),
                            "an artifact is :expanded, :core, :bytecode, :rust, :asm or"
                                    + " :profile"));
        }
        var text = host(ex, site).artifact(function, kind);
        if (text == null) {
            throw notThere(function, word, "`(explain f)` says what it is now", site);
        }
        return StringValue.of(text);
    }

    private static Object rustSource(Function function, Site site) {
        var compiled = FunctionCode.compiled(function);
        var source = compiled == null ? null : compiled.source();
        if (source == null) {
            throw new OxurPanic(
                    new ToolError.NotCompilable(
                            site.span(),
                            "`" + function.name() + "` is not native: `(compile f)` makes it so"));
        }
        return StringValue.of(source);
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
                            "`%s` has no version %s%s; it has %s"
                                    .formatted(
                                            function.name(),
                                            Printer.repl(version, 3, 2, 40),
                                            wasThere(function, version) ? " any more" : "",
                                            numbers(function))));
        }
        var host = ex.forms();
        if (host != null) {
            host.rolledBack(change, function.current().span());
        }
        return Unit.UNIT;
    }

    private static boolean wasThere(Function function, Object version) {
        return version instanceof Long number
                && number > 0
                && number <= function.current().number();
    }

    private static String numbers(Function function) {
        return function.versions().stream()
                .map(version -> String.valueOf(version.number()))
                .collect(Collectors.joining(", "));
    }

    private static Function function(Object given, Site site) {
        var seen = Ref.see(given, site);
        if (seen instanceof Function function) {
            return function;
        }
        throw new OxurPanic(
                TypeError.TypeMismatch.expected(
                        site.span(), "a function of the program", called(seen)));
    }

    private static String called(Object value) {
        return switch (value) {
            case BuiltinFunction builtIn -> "`" + builtIn.name() + "`, which is built in";
            case ClosureValue _ -> "a closure, which has no name that is defined";
            default -> TypeNames.withArticle(value);
        };
    }
}
