package org.oxur.engine;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.oxur.module.DefinitionKind;

/// Tells of definitions: the compilers, and whoever listens.
final class Announcements {
    private final SessionTiers tiers;
    private final List<Session.Listener> listeners = new CopyOnWriteArrayList<>();

    Announcements(SessionTiers tiers) {
        this.tiers = tiers;
    }

    void add(Session.Listener listener) {
        listeners.add(listener);
    }

    void remove(Session.Listener listener) {
        listeners.remove(listener);
    }

    void made(Definition definition) {
        if (definition.replaced()) {
            tiers.background().redefined(definition.name());
        }
        for (var listener : listeners) {
            listener.defined(definition);
            if (definition.replaced() && definition.kind() == DefinitionKind.FUNCTION) {
                listener.notice(hotLoaded(definition));
            }
        }
    }

    private static String hotLoaded(Definition definition) {
        return "✓ Hot-loaded: "
                + definition.name()
                + " (v"
                + definition.oldVersion()
                + " → v"
                + definition.newVersion()
                + ")";
    }
}
