package org.oxur.ide;

import org.oxur.text.Span;

/// One replacement in a text; the edits of one answer never overlap and are in order.
public record TextEdit(Span span, String newText) {}
