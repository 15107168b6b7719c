package org.oxur.ast;

import org.oxur.text.Span;

/// Anything in the tree that has a place.
public sealed interface Tree permits File, Stmt, Item, Expr, Pat, Type, Path, Ident {
    Span span();
}
