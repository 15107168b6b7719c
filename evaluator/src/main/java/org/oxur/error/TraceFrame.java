package org.oxur.error;

import org.oxur.text.Span;

/// One line of an Oxur stack trace: which version of which function was running, in which tier, and
/// where it stood.
///
/// @param name the function as the user wrote it, or `<top level>`, `<closure>`
/// @param version counted from 1; 0 where there are no versions (closures, top-level forms)
public record TraceFrame(String name, int version, String tier, Span span) {}
