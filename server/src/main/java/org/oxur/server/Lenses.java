package org.oxur.server;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.oxur.live.LiveForm;
import org.oxur.protocol.NodeDefinitions;
import org.oxur.protocol.TierInfo;

/// Keeps what lenses show (versions, tiers, calls) up to date: asked from the node when something
/// was evaluated, and once a second while something runs. The client is told to ask again at most
/// once a second. Belongs to the main loop.
final class Lenses {
    private static final int PERIOD_MILLIS = 1_000;
    private static final int SOON_MILLIS = 100;

    private final MainLoop loop;
    private final Client client;
    private final Files files;
    private final Evaluations evaluations;
    private final Artifacts artifacts;
    private boolean looking;
    private boolean scheduled;
    private boolean again;

    Lenses(
            MainLoop loop,
            Client client,
            Files files,
            Evaluations evaluations,
            Artifacts artifacts) {
        this.loop = loop;
        this.client = client;
        this.files = files;
        this.evaluations = evaluations;
        this.artifacts = artifacts;
    }

    /// Something was evaluated, or is.
    void changed() {
        if (scheduled) {
            again = true;
            return;
        }
        scheduled = true;
        ask();
        loop.after(PERIOD_MILLIS, this::period);
    }

    /// Something is executed by something else: that is worth a look at once.
    void moved() {
        if (!looking) {
            looking = true;
            loop.after(
                    SOON_MILLIS,
                    () -> {
                        looking = false;
                        ask();
                    });
        }
    }

    /// A text was read: where it now says other than what is loaded, or no longer does, the titles
    /// that the client has are not true any more.
    void analysed(OpenFile file) {
        var before = file.notLoaded;
        note(file);
        if (!file.notLoaded.equals(before)) {
            refresh();
        }
    }

    /// What is loaded has changed; who follows what the node says is told by that.
    static void note(OpenFile file) {
        var known = file.analysed;
        if (known != null && !file.loaded.isEmpty()) {
            file.notLoaded =
                    known.dependencies().forms().stream()
                            .filter(form -> form.isDefinition() && !file.loaded.has(form))
                            .map(LiveForm::defines)
                            .toList();
        }
    }

    private void period() {
        scheduled = false;
        if (again || !evaluations.isQuiet()) {
            again = false;
            changed();
        }
    }

    private void ask() {
        var node = files.node();
        for (var file : files.all()) {
            if (node == null) {
                if (!file.definitions.isEmpty()) {
                    file.definitions.clear();
                    refresh();
                }
            } else if (!file.versions.isEmpty() || !file.loaded.isEmpty()) {
                var _ =
                        node.definitions(file.session())
                                .thenAccept(answer -> loop.resume(() -> answered(file, answer)));
            }
        }
    }

    private void answered(OpenFile file, NodeDefinitions.Result answer) {
        Map<String, TierInfo> now = new HashMap<>();
        answer.definitions()
                .forEach(definition -> now.put(file.local(definition.def()), definition));
        if (!now.equals(file.definitions)) {
            now.forEach((path, info) -> {
                if (isAnother(file.definitions.get(path), info)) {
                    artifacts.changed(file, info.def());
                }
            });
            file.definitions.clear();
            file.definitions.putAll(now);
            refresh();
        }
    }

    private static boolean isAnother(@Nullable TierInfo before, TierInfo now) {
        return before != null && (before.version() != now.version() || before.tier() != now.tier());
    }

    private void refresh() {
        var workspace = client.capabilities().getWorkspace();
        if (workspace != null
                && workspace.getCodeLens() != null
                && Boolean.TRUE.equals(workspace.getCodeLens().getRefreshSupport())) {
            var _ = client.ask("workspace/codeLens/refresh", new Object());
        }
    }
}
