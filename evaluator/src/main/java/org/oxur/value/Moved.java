package org.oxur.value;

import org.oxur.text.Span;

/// Stands in a variable or a part whose value has moved away. Never a value of a program.
///
/// @param span where it moved
public record Moved(Span span) {}
