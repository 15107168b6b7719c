/// Tier 1: a typed program becomes one hidden class, its functions static methods on primitive
/// values. The only package that sees ASM.
///
/// Read first: [JvmCompiler], [FunctionEmitter], [Guard]. Must not know: how Tier 0 executes.
@NullMarked
package org.oxur.compiler.jvm;

import org.jspecify.annotations.NullMarked;
