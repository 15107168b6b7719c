package org.oxur.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.oxur.ast.Stmt;
import org.oxur.error.LanguageError;
import org.oxur.error.LimitError;
import org.oxur.error.OxurPanic;
import org.oxur.frontend.Expander;
import org.oxur.frontend.LanguageFrontend;
import org.oxur.frontend.ParsedText.SourceForm;
import org.oxur.frontend.PrintLimits;
import org.oxur.interpret.Definitions;
import org.oxur.interpret.Execution;
import org.oxur.module.DefinitionKind;
import org.oxur.module.Module;
import org.oxur.module.Registry;
import org.oxur.value.Printer;
import org.oxur.value.Ref;
import org.oxur.value.Sizes;
import org.oxur.value.TypeNames;
import org.oxur.value.Unit;

/// One form on its way through a session: expanded, defined or evaluated, and what came of it with
/// the time that each phase took.
final class FormRun {
    private final World world;
    private final Execution ex;
    private final SourceForm form;
    private final Module module;
    private final long start = System.nanoTime();
    private final List<Definition> definitions = new ArrayList<>();
    private final List<String> uses = new ArrayList<>();
    private List<LanguageError> errors = List.of();
    private long expanded;
    private long mentioning;
    private long ran;
    private boolean onlyDefines;
    private boolean doesMore;

    /// Of the session, as it was when the form's turn came.
    ///
    /// @param depth of calls, at most
    record World(
            LanguageFrontend frontend,
            Expander expander,
            Registry registry,
            Announcements announcements,
            int depth,
            PrintLimits printLimits) {}

    FormRun(World world, Execution ex, SourceForm form, Module module) {
        this.world = world;
        this.ex = ex;
        this.form = form;
        this.module = module;
    }

    /// Evaluates it, whatever it does.
    Outcome go() {
        try {
            return ex.watched(this::evaluate);
        } catch (OxurPanic panic) {
            return failed(panic);
        } catch (StackOverflowError e) {
            return failed(new OxurPanic(new LimitError.RecursionLimit(form.span(), world.depth())));
        } catch (OutOfMemoryError e) {
            return failed(
                    new OxurPanic(
                            new LimitError.OutOfMemory(
                                    form.span(), Runtime.getRuntime().maxMemory())));
        }
    }

    /// Evaluates it if all it does is to define.
    Optional<Outcome> define() {
        onlyDefines = true;
        var outcome = go();
        return doesMore ? Optional.empty() : Optional.of(outcome);
    }

    private Outcome evaluate() {
        var lowered = world.expander().expandIn(module.path(), form);
        expanded = System.nanoTime();
        lowered.macrosUsed().forEach(this::uses);
        for (var macro : lowered.macrosDefined()) {
            made(
                    new Definition(
                            DefinitionKind.MACRO, macro, 0, 1, Definition.Change.NEW, form.span()));
        }
        errors = lowered.errors();
        if (!errors.isEmpty()) {
            return failed(new OxurPanic(errors.getFirst()));
        }
        Object value = Unit.UNIT;
        doesMore = onlyDefines && !Interludes.onlyDefine(lowered.stmts());
        if (doesMore) {
            return done(value);
        }
        var making = new Definitions(world.registry(), ex, made -> made(Definition.of(made)));
        try {
            for (var stmt : lowered.stmts()) {
                value = run(making, stmt);
            }
            making.finish();
        } finally {
            errors = making.errors();
        }
        ran = System.nanoTime();
        return done(value);
    }

    private Outcome done(Object value) {
        var seen = Ref.see(value, form::span);
        boolean unit = seen == Unit.UNIT;
        Printer.look(
                seen,
                world.printLimits().maxItems(),
                world.printLimits().maxDepth(),
                world.printLimits().maxChars(),
                form::span);
        return new Outcome(
                form.span(),
                Outcome.Status.OK,
                world.frontend().formatValue(seen, world.printLimits()),
                unit,
                null,
                errors,
                System.nanoTime() - start,
                definitions,
                TypeNames.of(seen),
                Sizes.of(seen),
                phases(),
                uses,
                new HeldValue(seen, world.frontend()));
    }

    private Object run(Definitions making, Stmt stmt) {
        long begun = System.nanoTime();
        Definitions.mentions(stmt, world.registry(), module).forEach(this::uses);
        mentioning += System.nanoTime() - begun;
        try {
            return making.run(stmt, module);
        } finally {
            for (var name : ex.usedFunctions()) {
                uses(name);
            }
        }
    }

    private void uses(String name) {
        if (!uses.contains(name)) {
            uses.add(name);
        }
    }

    private void made(Definition definition) {
        definitions.add(definition);
        world.announcements().made(definition);
    }

    private Outcome failed(OxurPanic panic) {
        if (panic.error() instanceof LimitError.OutOfMemory) {
            Execution.recoverMemory();
        }
        // No switch over types: the first that is executed in a process takes the JVM many times as
        // long as all else between a cancel and its outcome.
        var status =
                panic.error() instanceof LimitError.Cancelled
                        ? Outcome.Status.CANCELLED
                        : panic.error() instanceof LimitError.Timeout
                                ? Outcome.Status.TIMEOUT
                                : Outcome.Status.ERROR;
        return new Outcome(
                form.span(),
                status,
                null,
                false,
                panic,
                errors,
                System.nanoTime() - start,
                definitions,
                null,
                null,
                phases(),
                uses);
    }

    /// Of what came so far: where it failed, the phase that failed is the last.
    private Outcome.Phases phases() {
        long now = System.nanoTime();
        long expandedAt = expanded == 0 ? now : expanded;
        long ranAt = expanded == 0 || ran != 0 ? ran : now;
        long checked = mentioning + ex.buildNanos();
        return new Outcome.Phases(
                expandedAt - start,
                checked,
                expanded == 0 ? 0 : Math.max(0, ranAt - expandedAt - checked),
                ran == 0 ? 0 : now - ran);
    }
}
