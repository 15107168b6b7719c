/// Compiling in the background: what is compiled next, who does it, and what others see of it.
///
/// Read first: [CompileQueue], [SessionQueue], [Lane]. Must not know: how a compiler works, or what
/// an editor is.
@NullMarked
package org.oxur.compiler.queue;

import org.jspecify.annotations.NullMarked;
