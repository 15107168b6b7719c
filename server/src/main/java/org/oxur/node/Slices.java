package org.oxur.node;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.engine.HeldValue;
import org.oxur.engine.Outcome;
import org.oxur.engine.Session;
import org.oxur.error.LimitError;
import org.oxur.frontend.ParsedText.SourceForm;
import org.oxur.protocol.NodeChange;
import org.oxur.protocol.NodeError;
import org.oxur.protocol.NodeEval;
import org.oxur.protocol.OxError;
import org.oxur.protocol.Status;

/// The parts of an evaluation: each is read and evaluated, and what comes of it is put as a
/// message.
final class Slices {
    private static final System.Logger LOG = System.getLogger("org.oxur.node");

    private final Session session;
    private final Reading reading;
    private final Changes changes;
    private final Handles handles;

    Slices(Session session, Reading reading, Changes changes, Handles handles) {
        this.session = session;
        this.reading = reading;
        this.changes = changes;
        this.handles = handles;
    }

    /// How a form is evaluated; null where that is not the way for it.
    @FunctionalInterface
    interface Way {
        @Nullable Outcome evaluate(Job job, SourceForm form);
    }

    /// @return null where that is not the way for it
    // A door: whatever goes wrong in one form, the session lives on and the form says so.
    NodeEval.@Nullable Done evaluate(Job job, int index, Way way) {
        var slice = job.eval.slices().get(index);
        try {
            return outcome(job, index, reading.forms(job.eval, slice), way);
        } catch (OutOfMemoryError exhausted) {
            throw exhausted;
        } catch (RuntimeException | Error bug) {
            LOG.log(Level.ERROR, "evaluation failed: " + job.eval.name(), bug);
            var place = new NodeError.Place(job.eval.name(), slice.start(), slice.end());
            var error =
                    new NodeError(
                            OxError.Kind.RUNTIME,
                            "internal-error",
                            "a mistake in Oxur itself: " + bug,
                            place,
                            List.of(),
                            List.of(),
                            null,
                            bug.toString(),
                            bug.toString());
            return new NodeEval.Done(
                    job.eval.evalId(), index, Status.ERROR, null, error, List.of(), List.of());
        }
    }

    private NodeEval.@Nullable Done outcome(
            Job job, int index, Reading.Readable readable, Way way) {
        String id = job.eval.evalId();
        var frontend = session.frontend();
        if (!readable.errors().isEmpty()) {
            var error = ErrorReport.of(readable.errors().getFirst(), frontend);
            return new NodeEval.Done(id, index, Status.ERROR, null, error, List.of(), List.of());
        }
        List<NodeChange> made = new ArrayList<>();
        List<String> uses = new ArrayList<>();
        NodeEval.Value value = null;
        for (var form : readable.forms()) {
            var outcome = way.evaluate(job, form);
            if (outcome == null) {
                return null;
            }
            job.took(outcome.phases());
            outcome.definitions().forEach(definition -> made.add(changes.made(definition)));
            uses.addAll(changes.closure(outcome.uses(), job.eval.module()));
            if (!outcome.ok()) {
                var panic = outcome.error();
                var error =
                        panic != null
                                ? ErrorReport.of(panic, frontend)
                                : ErrorReport.of(outcome.errors().getFirst(), frontend);
                return new NodeEval.Done(id, index, status(outcome), null, error, made, uses);
            }
            value =
                    outcome.value() == null || outcome.unit()
                            ? null
                            : ValueText.of(
                                    outcome,
                                    outcome.value(),
                                    job.eval.print(),
                                    hold(job.eval, outcome.held()));
        }
        return new NodeEval.Done(id, index, Status.OK, value, null, made, uses);
    }

    private @Nullable String hold(NodeEval eval, @Nullable HeldValue value) {
        return value == null || !eval.hold() ? null : handles.hold(eval.session(), value);
    }

    private static Status status(Outcome outcome) {
        return switch (outcome.status()) {
            case OK -> Status.OK;
            case CANCELLED -> Status.CANCELLED;
            case TIMEOUT -> Status.TIMEOUT;
            case ERROR ->
                    outcome.error() != null && outcome.error().error() instanceof LimitError
                            ? Status.LIMIT
                            : Status.ERROR;
        };
    }
}
