package org.oxur.interpret;

import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.oxur.ast.Item;
import org.oxur.error.OxurPanic;
import org.oxur.error.ToolError;
import org.oxur.module.DefinitionKind;
import org.oxur.module.Global;
import org.oxur.module.Module;
import org.oxur.module.Registry;
import org.oxur.tier.Crates;

/// Crates written in Rust as modules of the program.
final class ForeignModules {
    private final Registry registry;
    private final Execution ex;
    private final Consumer<Definitions.Made> made;

    ForeignModules(Registry registry, Execution ex, Consumer<Definitions.Made> made) {
        this.registry = registry;
        this.ex = ex;
        this.made = made;
    }

    /// Builds the crate, waits for it, and defines its functions: each under its own name and with
    /// hyphens for its underscores, as names are written here.
    void define(Item.ExternCrate crate, Module module) {
        var loaded = loaded(crate);
        var name = crate.ident().name();
        boolean known = module.child(name) != null;
        var top = registry.module(module, name, crate.isPub());
        for (var member : loaded.members()) {
            var inside = top;
            for (var part : member.path().subList(0, member.path().size() - 1)) {
                inside = registry.module(inside, part, true);
            }
            var own = member.path().getLast();
            value(inside, own, member, crate);
            var hyphened = own.replace('_', '-');
            if (!hyphened.equals(own) && !hyphened.startsWith("-")) {
                value(inside, hyphened, member, crate);
            }
        }
        made.accept(
                new Definitions.Made(
                        DefinitionKind.MODULE,
                        new Registry.Change(top.path(), known ? 1 : 0, 1, false),
                        crate.span()));
    }

    private void value(Module inside, String name, Crates.Member member, Item.ExternCrate crate) {
        registry.defineValue(
                inside, name, Global.Kind.CONST, member.function(), true, crate.span(), crate);
    }

    private Crates.Loaded.Crate loaded(Item.ExternCrate item) {
        var host = ex.forms();
        if (host == null) {
            throw new OxurPanic(
                    new ToolError.CrateError(
                            item.span(), item.crate(), "macros cannot require crates", null));
        }
        var job = host.crate(item);
        try {
            return switch (FunctionForms.await(ex, job, item::span)) {
                case Crates.Loaded.Crate crate -> crate;
                case Crates.Loaded.Refused(var reason, var hint) ->
                        throw new OxurPanic(
                                new ToolError.CrateError(item.span(), item.crate(), reason, hint));
                case Crates.Loaded.NoToolchain(var message, var hint) ->
                        throw new OxurPanic(
                                new ToolError.NativeToolchain(item.span(), message, hint));
            };
        } catch (CancellationException e) {
            throw new OxurPanic(
                    new ToolError.CrateError(
                            item.span(), item.crate(), "its build was ended", null));
        } finally {
            job.cancel(true);
        }
    }
}
