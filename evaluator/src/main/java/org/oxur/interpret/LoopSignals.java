package org.oxur.interpret;

/// Where control goes that leaves a loop's body early.
final class LoopSignals {
    final Signal leave = new Signal();
    final Signal next = new Signal();

    /// A break or continue of this loop stands where it must unwind.
    boolean unwinds;
}
