/// What the engine and the compilers agree on: what compiled code is, who makes it, when it counts.
///
/// Read first: [Tier], [CompiledCode], [FunctionCompiler], [Background]. Must not know: how a
/// compiler works, or how Tier 0 executes.
@NullMarked
package org.oxur.tier;

import org.jspecify.annotations.NullMarked;
