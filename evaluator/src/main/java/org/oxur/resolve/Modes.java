package org.oxur.resolve;

import org.oxur.ast.BinOp;

/// What is known about functions and methods that a name may mean. Only used to see how arguments
/// are passed; a wrong guess costs time, never meaning, except for what a closure captures.
public interface Modes {
    enum Passing {
        VALUE,
        READ,
        WRITE,
        LEND,
        LEND_FOR_WRITE
    }

    /// How a function that is called by this name takes its argument at that position.
    Passing argument(String function, int position);

    /// How an operator takes its operands: the program may have given it another meaning.
    Passing operand(BinOp op);

    /// How a method of this name takes its receiver.
    Passing receiver(String method);
}
