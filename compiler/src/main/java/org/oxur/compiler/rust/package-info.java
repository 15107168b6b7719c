/// Tier 2: a typed program becomes a Rust crate, the machine's own rustc makes a library of it, and
/// Java calls it through `java.lang.foreign`.
///
/// Read first: [RustCompiler], [CratePrinter], [NativeCode]. Must not know: how Tier 0 executes.
@NullMarked
package org.oxur.compiler.rust;

import org.jspecify.annotations.NullMarked;
