package org.oxur.interpret;

import org.oxur.text.Span;

/// In place of a closure's body in which names mean something else than when it was built.
final class StaleNode extends Node {
    private final Code code;
    private final Runnable build;

    StaleNode(Code code, Span span, Runnable build) {
        super(span);
        this.code = code;
        this.build = build;
    }

    @Override
    Object execute(Frame f) {
        build.run();
        f.grow(code.slots);
        return code.body.execute(f);
    }
}
