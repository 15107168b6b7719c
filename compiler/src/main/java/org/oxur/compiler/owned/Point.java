package org.oxur.compiler.owned;

import org.oxur.compiler.trap.TrapPoint;
import org.oxur.text.Span;

/// A place where native code may give up.
public sealed interface Point {
    Span span();

    /// As code of numbers does; the operands lie in the run's `a` and `b`.
    record Plain(TrapPoint trap) implements Point {
        @Override
        public Span span() {
            return trap.span();
        }
    }

    /// `a` is the index, `b` the length.
    record Index(Span span) implements Point {}

    /// A slice `a..b` of something shorter.
    record Slice(Span span) implements Point {}

    /// The message is what was written out.
    record Panic(Span span) implements Point {}

    /// As [Panic], of an `assert`.
    record Assertion(Span span) implements Point {}

    /// No arm for the value that was written out.
    record NoMatch(Span span, Ty value) implements Point {}

    /// A map has no entry for the key that was written out.
    record NoEntry(Span span, Ty key) implements Point {}

    /// More memory was asked for than there may be.
    record Memory(Span span) implements Point {}

    /// An argument that a built-in function cannot use; the message is what was written out.
    record BadArgument(Span span) implements Point {}
}
