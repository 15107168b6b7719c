package org.oxur.protocol;

/// Nobody uses a session any more: it ends, and what was loaded there is gone.
public record NodeClose(String session) {}
