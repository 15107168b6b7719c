package org.oxur.protocol;

/// A place in a document: line and character are 0-based, the character counts units of the
/// negotiated encoding.
public record Position(int line, int character) {}
