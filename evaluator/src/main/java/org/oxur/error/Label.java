package org.oxur.error;

import org.oxur.text.Span;

/// A second place that explains an error, with its note: "value moved here".
public record Label(Span span, String note) {}
