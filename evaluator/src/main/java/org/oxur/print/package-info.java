/// The tree as text: as Oxur source, which reads back as an equal tree, and as Rust source, which
/// rustc can judge.
///
/// Read first: [OxurPrinter], [RustPrinter], [Printed]. Must not know: how either text is read, or
/// how the tree runs.
@NullMarked
package org.oxur.print;

import org.jspecify.annotations.NullMarked;
