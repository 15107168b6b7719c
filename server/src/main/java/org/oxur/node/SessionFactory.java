package org.oxur.node;

import org.oxur.engine.Session;

/// Opens the sessions of a node.
@FunctionalInterface
public interface SessionFactory {
    Session open(Session.Output output);
}
