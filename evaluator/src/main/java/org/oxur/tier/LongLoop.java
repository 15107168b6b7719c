package org.oxur.tier;

/// A loop that runs for so long that it is compiled meanwhile, as Tier 0 describes it to the
/// compiler for bytecode.
public interface LongLoop {}
