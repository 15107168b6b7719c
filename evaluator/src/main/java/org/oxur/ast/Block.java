package org.oxur.ast;

import java.util.List;
import org.oxur.text.Span;

/// `{ … }`: its value is the last statement's if that is an expression without a semicolon, else
/// unit.
public record Block(Span span, List<Stmt> stmts) {
    public Block {
        stmts = List.copyOf(stmts);
    }
}
