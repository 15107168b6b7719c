/// Tests of the Lisp front end: programs and what becomes of them.
///
/// Read first: [Programs], [ReaderTest], [LoweringTest]. Must not know: how the tree runs.
@NullMarked
package org.oxur.frontend.lisp;

import org.jspecify.annotations.NullMarked;
