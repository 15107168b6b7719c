package org.oxur.interpret;

/// Does at once what a node most often does by executing its operands: those are variables here, or
/// a variable and a constant. Anything out of the ordinary is done by the node itself, from the
/// beginning: to look at a variable changes nothing.
abstract class QuickNode extends Node {
    final Node whole;

    QuickNode(Node whole) {
        super(whole.span());
        this.whole = whole;
    }

    @Override
    Operation operation() {
        return whole.operation();
    }

    @Override
    void reach(Reached reached) {
        whole.reach(reached);
    }
}
