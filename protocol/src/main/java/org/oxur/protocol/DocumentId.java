package org.oxur.protocol;

import org.jspecify.annotations.Nullable;

/// A document, and the version of its text that a message speaks of; without a version: as it is
/// now.
public record DocumentId(String uri, @Nullable Integer version) {}
