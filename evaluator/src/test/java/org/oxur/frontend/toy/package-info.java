/// A second language on the engine, small and unlike the first: infix, braces, `i32` by default. It
/// shows that nothing below the tree knows the Lisp.
///
/// Read first: [ToyFrontend], [ToyParser], [ToyFrontendTest]. Must not know: the Lisp front end.
@NullMarked
package org.oxur.frontend.toy;

import org.jspecify.annotations.NullMarked;
