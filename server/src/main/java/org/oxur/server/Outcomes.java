package org.oxur.server;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.oxur.live.LiveForm;
import org.oxur.live.LiveResult;
import org.oxur.live.LiveResult.Shown;
import org.oxur.protocol.NodeChange;
import org.oxur.protocol.NodeEval;
import org.oxur.protocol.OxError;
import org.oxur.protocol.RedefinitionReport;
import org.oxur.protocol.RedefinitionReport.DefKind;
import org.oxur.protocol.Status;

/// What the end of a form means for its file and for others: what is loaded, which results are
/// stale, what stands beside the form. Belongs to the main loop.
final class Outcomes {
    private final Announcer announcer;
    private final Programs programs;

    Outcomes(Announcer announcer, Programs programs) {
        this.announcer = announcer;
        this.programs = programs;
    }

    /// What is loaded, and which results that makes stale.
    void remember(Evaluation evaluation, Evaluation.Item item, OpenFile file, NodeEval.Done done) {
        var dependencies = evaluation.request.dependencies();
        if (dependencies != null && item.part.form() >= 0) {
            var form = dependencies.forms().get(item.part.form());
            if (done.status() == Status.OK && form.isDefinition()) {
                file.loaded(evaluation.request.text(), form);
                programs.note(evaluation.session, evaluation.request.text(), form);
                if (evaluation.request.reload()) {
                    file.memory.begin(dependencies, item.part.form());
                }
            } else if (done.status() == Status.CANCELLED
                    && evaluation.runningItem != evaluation.items.indexOf(item)) {
                // It never ran: the next save takes it up.
                file.memory.forget(dependencies, item.part.form());
            } else if (done.status() != Status.OK) {
                file.memory.failed(dependencies, item.part.form());
                if (evaluation.request.reload() && isWrong(done)) {
                    file.loaded.remove(loaded -> loaded.form().key().equals(form.key()));
                }
            }
        }
        if (!evaluation.session.equals(file.session())) {
            return;
        }
        done.changes().forEach(change -> note(file, change, done.value()));
        redefined(evaluation, file, done, meansEarlier(evaluation, item, file));
    }

    /// Not: the node went while it was loaded.
    private static boolean isWrong(NodeEval.Done done) {
        return done.error() != null && done.error().phase() != OxError.Kind.EXIT;
    }

    /// A text that is no document has changed a document's program.
    void elsewhere(Evaluation evaluation, NodeEval.Done done) {
        var home = evaluation.target.home();
        if (home != null) {
            redefined(evaluation, home, done, _ -> false);
        }
    }

    /// A file that defines a name twice is read from top to bottom: forms between the two keep what
    /// they were given by the first.
    private static Predicate<LiveResult> meansEarlier(
            Evaluation evaluation, Evaluation.Item item, OpenFile file) {
        var dependencies = evaluation.request.dependencies();
        int form = item.part.form();
        int before = dependencies == null || form < 0 ? -1 : dependencies.definedBefore(form);
        if (dependencies == null || before < 0) {
            return _ -> false;
        }
        int from = start(file, evaluation, dependencies.forms().get(before));
        int to = start(file, evaluation, dependencies.forms().get(form));
        return result -> from >= 0 && from < result.start() && result.start() < to;
    }

    /// Where a form of the text that is evaluated begins now; -1 if it has gone.
    private static int start(OpenFile file, Evaluation evaluation, LiveForm form) {
        var there = LiveResult.pendingPart("", evaluation.id, form.start(), form.end());
        var now = file.shift(there, evaluation.request.revision());
        return now == null ? -1 : now.start();
    }

    private void redefined(
            Evaluation evaluation,
            OpenFile file,
            NodeEval.Done done,
            Predicate<LiveResult> meansAnother) {
        Set<String> redefined = new HashSet<>();
        for (NodeChange change : done.changes()) {
            if (change.how() != RedefinitionReport.How.SAME) {
                redefined(change, redefined);
            }
        }
        if (!redefined.isEmpty() && !evaluation.request.reload()) {
            programs.redefined(file, redefined, meansAnother);
            programs.concerned(file).forEach(announcer::resultsChanged);
        }
    }

    private static void redefined(NodeChange change, Set<String> names) {
        names.add(change.def());
        int colons = change.def().lastIndexOf("::");
        if (colons > 0) {
            names.add(change.def().substring(0, colons));
            if (change.kind() == DefKind.FN) {
                // As a method, which is called without saying whose it is.
                names.add("." + change.def().substring(colons + 2));
            }
        }
    }

    private static void note(OpenFile file, NodeChange change, NodeEval.@Nullable Value value) {
        String name = file.local(change.def());
        switch (change.kind()) {
            case IMPL, MACRO, MODULE -> {}
            case FN, STRUCT, ENUM, TRAIT, CONST -> file.versions.put(name, change.to());
            case STATE -> {
                file.versions.put(name, change.to());
                if (value != null) {
                    file.values.put(name, ResultText.inHover(value.text()));
                }
            }
        }
    }

    void show(Evaluation evaluation, Evaluation.Item item, OpenFile file, NodeEval.Done done) {
        var dependencies = evaluation.request.dependencies();
        boolean isDefinition =
                dependencies != null
                        && item.part.form() >= 0
                        && dependencies.forms().get(item.part.form()).isDefinition();
        var text = evaluation.request.text();
        var pending = file.results.find(item.resultId);
        if (pending == null) {
            return;
        }
        var expectations = announcer.expectations(evaluation, item.part);
        var original =
                LiveResult.pendingPart(
                        item.resultId, evaluation.id, item.part.start(), item.part.end());
        var ended =
                ResultText.ended(
                        original,
                        done,
                        announcer.valueOf(evaluation, item),
                        item.output.toString(),
                        isDefinition,
                        text.name(),
                        file::local,
                        expectations);
        var now = file.shift(ended, evaluation.request.revision());
        var marks = now == null ? List.<LiveResult.Mark>of() : now.marks();
        boolean isNothing = ended.text().isEmpty() && ended.outcome() == LiveResult.Outcome.OK;
        if (isNothing || pending.edited() && ended.outcome() == LiveResult.Outcome.CANCELLED) {
            file.results = file.results.without(result -> result.id().equals(item.resultId));
        } else {
            boolean isOld =
                    ended.outcome() == LiveResult.Outcome.OK
                            && restsOnOld(evaluation, item, file, pending);
            file.results =
                    file.results.update(
                            item.resultId,
                            result ->
                                    result.using(done.uses())
                                            .withOutdated(result.outdated() || isOld)
                                            .ended(
                                                    ended.outcome(),
                                                    new Shown(
                                                            ended.text(),
                                                            ended.hover(),
                                                            marks,
                                                            ended.value())));
        }
        if (isDefinition && ended.outcome() == LiveResult.Outcome.ERROR) {
            failed(evaluation, item, file);
        }
        announcer.resultsChanged(file);
    }

    /// What uses a definition that cannot be loaded was given an older one.
    private void failed(Evaluation evaluation, Evaluation.Item item, OpenFile file) {
        var dependencies = evaluation.request.dependencies();
        if (dependencies == null) {
            return;
        }
        var names = new HashSet<String>();
        for (var name : dependencies.forms().get(item.part.form()).defines()) {
            if (!name.startsWith(".")) {
                names.add(file.qualified(name));
            }
        }
        var meansEarlier = meansEarlier(evaluation, item, file);
        programs.redefined(
                file,
                names,
                result -> result.id().equals(item.resultId) || meansEarlier.test(result));
        programs.concerned(file).forEach(announcer::resultsChanged);
    }

    /// Whether a value came from definitions that the text no longer has, or that could not be
    /// loaded as it has them: the session keeps the older ones.
    private static boolean restsOnOld(
            Evaluation evaluation, Evaluation.Item item, OpenFile file, LiveResult pending) {
        var dependencies = evaluation.request.dependencies();
        if (dependencies == null || item.part.form() < 0) {
            return false;
        }
        if (pending.uses().stream()
                .anyMatch(name ->
                        !name.startsWith(".")
                                && file.loaded.defines(name)
                                && !dependencies.defines(name))) {
            return true;
        }
        var failed = new HashSet<Object>();
        for (var result : file.results.all()) {
            if (result.key() != null && result.outcome() == LiveResult.Outcome.ERROR) {
                failed.add(result.key());
            }
        }
        return !failed.isEmpty()
                && dependencies.closure(item.part.form()).stream()
                        .mapToObj(dependencies.forms()::get)
                        .anyMatch(form -> form.isDefinition() && failed.contains(form.key()));
    }
}
