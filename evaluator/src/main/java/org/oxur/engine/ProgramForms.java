package org.oxur.engine;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Item;
import org.oxur.frontend.Expander;
import org.oxur.interpret.Definitions;
import org.oxur.interpret.Execution;
import org.oxur.interpret.FunctionForms;
import org.oxur.module.DefinitionKind;
import org.oxur.module.Function;
import org.oxur.module.Registry;
import org.oxur.text.Span;
import org.oxur.tier.Artifact;
import org.oxur.tier.Background;
import org.oxur.tier.Crates;
import org.oxur.tier.Promotion;

/// What a program itself can ask and do about its functions.
record ProgramForms(
        Execution ex,
        SessionTiers tiers,
        MacroEngine macros,
        Expander expander,
        Announcements announcements)
        implements FunctionForms.Host {
    @Override
    public void rolledBack(Registry.Change change, Span span) {
        announcements.made(
                Definition.of(new Definitions.Made(DefinitionKind.FUNCTION, change, span)));
    }

    @Override
    public Promotion promotion() {
        return tiers.promotion();
    }

    @Override
    public Background background() {
        return tiers.background();
    }

    @Override
    public CompletableFuture<Crates.Loaded> crate(Item.ExternCrate crate) {
        return ModuleFiles.load(tiers.crates(), crate);
    }

    @Override
    public @Nullable String artifact(Function function, Artifact kind) {
        return tiers.artifact(function, kind);
    }

    @Override
    public Object macroexpand(Object form, boolean once) {
        macros.during(ex);
        return expander.macroexpand(form, once);
    }
}
