package org.oxur.server;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.oxur.live.Dependencies;
import org.oxur.protocol.EvalEvent;
import org.oxur.protocol.EvalMode;
import org.oxur.protocol.EvalResult;
import org.oxur.protocol.Limits;
import org.oxur.protocol.NodeChange;
import org.oxur.protocol.NodeEval;
import org.oxur.protocol.Print;
import org.oxur.protocol.Status;
import org.oxur.text.SourceText;

/// An evaluation from the moment it is known which forms it means. Belongs to the main loop.
final class Evaluation {
    /// Of one form's output that is kept for its hover.
    private static final int MAX_OUTPUT = 64 * 1024;

    final String id;
    final Request request;
    final Target target;
    final String session;
    final List<Item> items;
    final CompletableFuture<EvalResult> answer = new CompletableFuture<>();
    final List<NodeChange> changes = new ArrayList<>();
    final long askedNanos = System.nanoTime();

    /// Of the events sent to the client; the node's own numbers are acknowledged to the node.
    long seq;

    long nodeSeq;
    final List<long[]> seqs = new ArrayList<>();
    int runningItem = -1;
    boolean sent;
    boolean announced;

    /// What was asked for.
    ///
    /// @param file null for a text of no document
    /// @param known of that text; null where nothing is
    /// @param reload definitions are loaded into a new node: nothing is shown
    record Request(
            @Nullable OpenFile file,
            SourceText text,
            int version,
            @Nullable AnalysedText known,
            List<Part> parts,
            EvalMode mode,
            EvalEvent.Origin origin,
            @Nullable Limits limits,
            @Nullable Print print,
            boolean reload) {
        /// Definitions that a session lacks.
        static Request load(Programs.Missing missing) {
            var file = missing.file();
            var known = file == null ? null : file.analysed;
            boolean isKnown = known != null && known.analysis().text() == missing.text();
            List<Part> parts = new ArrayList<>();
            for (var form : missing.forms()) {
                int index =
                        known != null && isKnown ? known.dependencies().forms().indexOf(form) : -1;
                parts.add(new Part(form.start(), form.end(), index));
            }
            return new Request(
                    file,
                    missing.text(),
                    file == null ? 0 : file.version,
                    isKnown ? known : null,
                    parts,
                    EvalMode.RUN,
                    EvalEvent.Origin.USER,
                    null,
                    null,
                    true);
        }

        /// The same for some of its forms.
        Request only(List<Part> some) {
            return new Request(
                    file, text, version, known, some, mode, origin, limits, print, reload);
        }

        /// Of the file when it had this text.
        int revision() {
            return known == null ? Integer.MAX_VALUE : known.revision();
        }

        @Nullable Dependencies dependencies() {
            return known == null ? null : known.dependencies();
        }
    }

    /// Where it is evaluated.
    ///
    /// @param module its path in the session's program; empty for the top
    /// @param home whose definitions, and those of the modules it uses, must be there; null for a
    ///   session that has nothing to do with a document
    /// @param evalId what the client wants it to be called, or null
    record Target(String session, String module, @Nullable OpenFile home, @Nullable String evalId) {
        static Target of(OpenFile file, @Nullable String evalId) {
            return new Target(file.session(), file.module(), file, evalId);
        }
    }

    /// @param form index among the top-level forms, -1 for a part of one
    record Part(int start, int end, int form) {}

    /// One form, and what came of it.
    static final class Item {
        final Part part;
        final String resultId;
        final StringBuilder output = new StringBuilder();
        NodeEval.@Nullable Done done;

        Item(Part part, String resultId) {
            this.part = part;
            this.resultId = resultId;
        }

        boolean wasCancelled() {
            return done != null && done.status() == Status.CANCELLED;
        }

        void printed(String text) {
            int room = MAX_OUTPUT - output.length();
            output.append(text, 0, Math.max(0, Math.min(text.length(), room)));
        }
    }

    Evaluation(String id, Request request, Target target, List<Item> items) {
        this.id = id;
        this.request = request;
        this.target = target;
        this.session = target.session();
        this.items = List.copyOf(items);
    }

    /// Whether it may take effect while expressions before it run: a name that the text defines
    /// twice means one thing to them, and another to those after it.
    private boolean defines(Part part, BitSet repeated) {
        var dependencies = request.dependencies();
        if (dependencies == null || part.form() < 0) {
            return request.reload();
        }
        return dependencies.forms().get(part.form()).isDefinition() && !repeated.get(part.form());
    }

    /// @param hold the client may want to look into values
    NodeEval message(boolean hold) {
        var dependencies = request.dependencies();
        var repeated = dependencies == null ? new BitSet() : dependencies.repeated();
        var slices =
                items.stream()
                        .map(item ->
                                new NodeEval.Slice(
                                        item.part.start(),
                                        item.part.end(),
                                        defines(item.part, repeated)))
                        .toList();
        return new NodeEval(
                id,
                session,
                target.module(),
                request.text().name(),
                request.text().text(),
                slices,
                request.mode(),
                request.origin(),
                request.limits(),
                request.print(),
                hold && !request.reload());
    }

    /// Its definitions that have not begun.
    List<Item> waitingDefinitions() {
        var dependencies = request.dependencies();
        return items.stream()
                .filter(item ->
                        item.done == null
                                && items.indexOf(item) > runningItem
                                && dependencies != null
                                && item.part.form() >= 0
                                && dependencies.forms().get(item.part.form()).isDefinition())
                .toList();
    }

    /// Whether it has not begun, and is of definitions alone.
    boolean onlyWaitsToDefine() {
        return runningItem < 0 && (request.reload() || waitingDefinitions().size() == items.size());
    }

    /// How it ended as a whole: as its first form that did not end well.
    Status status() {
        for (var item : items) {
            if (item.done != null && item.done.status() != Status.OK) {
                return item.done.status();
            }
        }
        return Status.OK;
    }
}
