package org.oxur.print;

import org.oxur.text.Span;

/// What printing a tree gave: a text, or the reason why that language has none for it.
public sealed interface Printed {
    record Text(String text) implements Printed {}

    /// @param span the part of the tree that cannot be printed
    /// @param reason one sentence without a final period, in the user's words
    record Impossible(Span span, String reason) implements Printed {}
}
