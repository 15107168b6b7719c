package org.oxur.ast;

import org.jspecify.annotations.Nullable;
import org.oxur.text.Span;

/// A statement of a block or of a file.
public sealed interface Stmt extends Tree {
    /// `let pat: type = init;`; the pattern must match. Oxur's `(let [a 1 b 2] body)` is a block of
    /// two locals and the body.
    record Local(Span span, Pat pat, @Nullable Type type, @Nullable Expr init) implements Stmt {}

    record Definition(Span span, Item item) implements Stmt {}

    /// @param semi the value is dropped
    record Evaluation(Span span, Expr expr, boolean semi) implements Stmt {}
}
