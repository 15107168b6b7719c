/// Programs whose values own memory (strings, vectors, structs, enums, references), typed by
/// unification and printed as Rust with the checks that Oxur makes.
///
/// Read first: [Ty], [Whole], [Lowering]. Must not know: how the crate is built or called.
@NullMarked
package org.oxur.compiler.owned;

import org.jspecify.annotations.NullMarked;
