/// Oxur, the Lisp: text to tokens and forms, macros, forms to the tree.
///
/// Read first: [OxurFrontend], [Form], [Reader]. Must not know: how the tree runs, what an editor
/// is. Only front ends and what starts the engine may import it.
@NullMarked
package org.oxur.frontend.lisp;

import org.jspecify.annotations.NullMarked;
