package org.oxur.module;

/// What executes a version of a function, in some tier.
public abstract class Executable {}
