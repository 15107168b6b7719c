package org.oxur.server;

import java.util.HashSet;
import java.util.Set;

/// Which sessions the node has for files, and which of them nobody uses any more: those are closed,
/// and what was loaded there is forgotten. A session that a client named lives as long as its node.
/// Belongs to the main loop.
final class SessionUse {
    private final Files files;
    private final Programs programs;
    private final Evaluations evaluations;

    SessionUse(Files files, Programs programs, Evaluations evaluations) {
        this.files = files;
        this.programs = programs;
        this.evaluations = evaluations;
    }

    /// A file was closed, belongs elsewhere, or an evaluation has ended.
    void changed() {
        var node = files.node();
        if (node == null) {
            return;
        }
        var unused = new HashSet<String>();
        for (var session : evaluations.sessions()) {
            if (OpenFile.isOfFile(session)) {
                unused.add(session);
            }
        }
        unused.removeAll(used());
        for (var session : unused) {
            node.close(session);
            evaluations.closed(session);
            programs.forget(session);
        }
    }

    /// The session of a file that belongs to another program just now is kept for when it does not.
    private Set<String> used() {
        var used = new HashSet<String>();
        for (var file : files.all()) {
            used.add(file.session());
            used.add(file.ownSession());
        }
        evaluations.running().forEach(evaluation -> used.add(evaluation.session));
        return used;
    }
}
