package org.oxur.interpret;

/// What a class extends that was compiled from nodes.
abstract class CompiledBody {
    /// Executes the body in a frame that holds its arguments, checked and taken apart; as the node
    /// it was made from.
    abstract Object run(Frame f);
}
