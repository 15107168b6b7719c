package org.oxur.protocol;

/// @param seq counted from 1 for each definition
/// @param hash of what the version says
public record DefVersion(int seq, String hash) {}
