package org.oxur.interpret;

import org.oxur.ast.Item;
import org.oxur.module.Module;
import org.oxur.module.Registry;
import org.oxur.text.Span;
import org.oxur.value.Unit;

/// A definition inside a function or expression: it takes effect in the module when it runs.
final class DefineNode extends Node {
    private final Item item;
    private final Registry registry;
    private final Module module;

    DefineNode(Span span, Item item, Registry registry, Module module) {
        super(span);
        this.item = item;
        this.registry = registry;
        this.module = module;
    }

    @Override
    Object execute(Frame f) {
        new Definitions(registry, f.ex, _ -> {}).define(item, module);
        return Unit.UNIT;
    }

    @Override
    void reach(Reached reached) {}
}
