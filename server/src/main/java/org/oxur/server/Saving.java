package org.oxur.server;

import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.oxur.live.LiveResult;
import org.oxur.live.OnSave;
import org.oxur.live.SavePlan;
import org.oxur.protocol.EvalEvent;
import org.oxur.protocol.EvalMode;

/// What saving a file evaluates, there and in other files. Belongs to the main loop.
final class Saving {
    private final Files files;
    private final Programs programs;
    private final Evaluations evaluations;
    private final Cancellations cancellations;

    /// Saved while nothing might run, as it was when it was last saved.
    private final Map<OpenFile, AnalysedText> waiting = new LinkedHashMap<>();

    /// Closed while their definitions were loaded.
    private final Set<String> wereLoaded = new HashSet<>();

    Saving(Files files, Programs programs, Evaluations evaluations, Cancellations cancellations) {
        this.programs = programs;
        this.files = files;
        this.evaluations = evaluations;
        this.cancellations = cancellations;
    }

    /// Without trust it waits until there is.
    void saved(OpenFile file, AnalysedText known, Settings settings) {
        if (settings.trusted()) {
            evaluate(file, known, settings.onSave());
        } else {
            waiting.put(file, known);
        }
    }

    /// There may be trust now: what was saved before is evaluated.
    void trusted(Settings settings) {
        if (!settings.trusted()) {
            return;
        }
        var saved = new LinkedHashMap<>(waiting);
        waiting.clear();
        saved.forEach((file, known) -> {
            if (settings.onSave() != OnSave.OFF) {
                evaluate(file, known, settings.onSave());
            }
        });
    }

    void closed(OpenFile file) {
        waiting.remove(file);
        if (!file.loaded.isEmpty()) {
            wereLoaded.add(file.uri);
        }
    }

    /// A file whose definitions were loaded when it was closed is open again: what its text defines
    /// now is loaded.
    void opened(OpenFile file) {
        var known = file.analysed;
        if (known == null || !wereLoaded.remove(file.uri)) {
            return;
        }
        var dependencies = known.dependencies();
        for (int index : SavePlan.definitions(dependencies)) {
            file.loaded(known.analysis().text(), dependencies.forms().get(index));
        }
        evaluations.load(file);
    }

    private void evaluate(OpenFile file, AnalysedText known, OnSave mode) {
        var forms = known.dependencies().forms();
        programs.adopt(file, known);
        cancellations.supersede(file, known.dependencies());
        // What shows no value, or an old one, is evaluated even if it was before: its text may have
        // been another one in between.
        var outdated = new BitSet();
        outdated.set(0, forms.size());
        for (var result : file.results.all()) {
            if (!result.isStale()) {
                for (int i = 0; i < forms.size(); i++) {
                    outdated.set(i, outdated.get(i) && forms.get(i).start() != result.start());
                }
            }
        }
        begin(file, known, SavePlan.of(known.dependencies(), file.memory, mode, outdated));
    }

    /// Modules of a program that has run, and that are not open in the editor, may have changed on
    /// disk: they are loaded again, as if they had been saved.
    void found(OpenFile file) {
        boolean runs = !file.loaded.isEmpty() || !file.results.isEmpty();
        for (var missing : programs.changedOnDisk(file, runs)) {
            var parts =
                    missing.forms().stream()
                            .map(form -> new Evaluation.Part(form.start(), form.end(), -1))
                            .toList();
            var request =
                    new Evaluation.Request(
                            null,
                            missing.text(),
                            0,
                            null,
                            parts,
                            EvalMode.RUN,
                            EvalEvent.Origin.SAVE,
                            null,
                            null,
                            false);
            var target = new Evaluation.Target(file.session(), missing.module(), file, null);
            var _ = evaluations.begin(request, target);
        }
    }

    private void begin(OpenFile file, AnalysedText known, List<Integer> plan) {
        if (plan.isEmpty()) {
            return;
        }
        var forms = known.dependencies().forms();
        var parts =
                plan.stream()
                        .map(form ->
                                new Evaluation.Part(
                                        forms.get(form).start(), forms.get(form).end(), form))
                        .toList();
        var request =
                new Evaluation.Request(
                        file,
                        known.analysis().text(),
                        known.version(),
                        known,
                        parts,
                        EvalMode.RUN,
                        EvalEvent.Origin.SAVE,
                        null,
                        null,
                        false);
        var _ = evaluations.begin(request, Evaluation.Target.of(file, null));
    }

    /// A save has replaced definitions: expressions of other files that depend on them are
    /// evaluated again, if they still say what they said.
    void follow(Evaluation evaluation, OnSave mode) {
        if (evaluation.request.origin() != EvalEvent.Origin.SAVE
                || evaluation.changes.isEmpty()
                || (mode != OnSave.CHANGED && mode != OnSave.ALL)) {
            return;
        }
        for (var file : files.all()) {
            if (file != evaluation.request.file()
                    && file.results.all().stream().anyMatch(Saving::isOutdated)) {
                var _ = files.known(file).thenAccept(known -> again(file, known));
            }
        }
    }

    private void again(OpenFile file, AnalysedText known) {
        var outdated = new BitSet();
        var forms = known.dependencies().forms();
        for (var result : file.results.all()) {
            for (int i = 0; i < forms.size(); i++) {
                if (isOutdated(result)
                        && forms.get(i).start() == result.start()
                        && !forms.get(i).isDefinition()) {
                    outdated.set(i);
                }
            }
        }
        begin(file, known, SavePlan.again(known.dependencies(), outdated));
    }

    private static boolean isOutdated(LiveResult result) {
        return result.outdated()
                && !result.edited()
                && result.outcome() != LiveResult.Outcome.PENDING;
    }
}
