/// The functions and methods that are there before a program defines any: catalogues by receiver,
/// looked up by name.
///
/// Read first: [Builtins], [BuiltinFunction], [Context]. Must not know: syntax, or which tier
/// executes the program.
@NullMarked
package org.oxur.builtin;

import org.jspecify.annotations.NullMarked;
