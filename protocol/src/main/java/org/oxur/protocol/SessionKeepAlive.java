package org.oxur.protocol;

/// Somebody still looks at values of a session: they are kept for another 30 seconds.
public record SessionKeepAlive(String session) {}
