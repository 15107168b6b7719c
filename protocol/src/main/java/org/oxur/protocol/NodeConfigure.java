package org.oxur.protocol;

/// When functions of all sessions, later ones too, move up.
///
/// @param jitAfter calls until bytecode
/// @param nativeAfter calls until native code
public record NodeConfigure(long jitAfter, long nativeAfter) {}
