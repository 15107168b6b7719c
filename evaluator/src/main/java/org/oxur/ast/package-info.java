/// The Rust-shaped tree: the one output of every front end and the one input of every tier. Shapes
/// and names are those of Rust's `syn` crate.
///
/// Read first: [File], [Item], [Expr]. All records are immutable. What Rust lacks is an explicit
/// extension, marked so. Spans do not take part in equality. Must not know: how a program was
/// written, or how it runs.
@NullMarked
package org.oxur.ast;

import org.jspecify.annotations.NullMarked;
