/// Crates written in Rust, made callable: `rustdoc` says what is public, a wrapper is printed that
/// calls it, `cargo` builds both, and values cross as they do to native code
/// ([org.oxur.compiler.rust.Codec]).
///
/// Read first: [RustCrates], [CrateApi], [BridgePrinter]. Must not know: how Tier 0 executes.
@NullMarked
package org.oxur.compiler.crate;

import org.jspecify.annotations.NullMarked;
