package org.oxur.ast;

import java.util.List;
import org.oxur.text.Span;

/// A source file, or one top-level form typed at a prompt. Unlike in Rust, statements may stand
/// beside items (extension): they run in order.
public record File(Span span, List<Stmt> stmts) implements Tree {
    public File {
        stmts = List.copyOf(stmts);
    }
}
