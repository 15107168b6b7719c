package org.oxur.interpret;

/// The body of code that was compiled from its nodes.
final class TreeNode extends Node {
    final Node nodes;
    final TreeCode made;
    private final CompiledBody body;

    TreeNode(Node nodes, TreeCode made) {
        super(nodes.span());
        this.nodes = nodes;
        this.made = made;
        this.body = made.body();
    }

    @Override
    Object execute(Frame f) {
        return f.ex.countsReductions() ? nodes.execute(f) : body.run(f);
    }
}
