package org.oxur.interpret;

import java.util.ArrayList;
import org.oxur.tier.CompiledCode;

/// The body of a function that has compiled code: that, where the arguments have the types it was
/// made for; otherwise the nodes.
final class CompiledNode extends Node {
    private final Code code;
    private final Node nodes;
    private final CompiledCode compiled;

    CompiledNode(Code code, Node nodes, CompiledCode compiled) {
        super(nodes.span());
        this.code = code;
        this.nodes = nodes;
        this.compiled = compiled;
    }

    @Override
    Object execute(Frame f) {
        if (!compiled.isCurrent()) {
            discard(f);
            return nodes.execute(f);
        }
        var arguments = new ArrayList<Object>(code.parameters);
        for (int i = 0; i < code.parameters; i++) {
            var value = f.plain(i);
            if (value == null) {
                return nodes.execute(f);
            }
            arguments.add(value);
        }
        if (f.ex.countsReductions() || !compiled.takes(arguments)) {
            return nodes.execute(f);
        }
        var value = compiled.call(f.ex, f.depth, arguments, this);
        if (value == null) {
            discard(f);
            return nodes.execute(f);
        }
        return value;
    }

    private void discard(Frame f) {
        code.discard(this);
        var host = f.ex.forms();
        if (host != null && code.function != null) {
            host.background().discarded(code.function, compiled.tier());
        }
    }

    CompiledCode compiled() {
        return compiled;
    }

    Node nodes() {
        return nodes;
    }
}
