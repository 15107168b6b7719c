/// Types of what is compiled: inferred from the arguments' types, never guessed.
///
/// Read first: [Inference], [Instance], [ValueType]. Must not know: what code is made of it.
@NullMarked
package org.oxur.compiler.types;

import org.jspecify.annotations.NullMarked;
