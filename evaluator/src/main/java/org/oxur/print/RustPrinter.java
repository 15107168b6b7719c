package org.oxur.print;

import java.util.List;
import org.oxur.ast.File;
import org.oxur.ast.Stmt;

/// Prints a program as Rust source: plain Rust, to be read by people and judged by rustc.
///
/// It is a program of its own, whose `main` runs the top-level expressions in order. Names are
/// mapped one to one ([RustNames]). What has no counterpart in Rust, or one that takes more types
/// than the program gives, is a reason and never printed wrong: a keyword, a parameter without a
/// type, quoted data.
public final class RustPrinter {
    /// Levels of nesting: rustc itself gives up not far beyond.
    static final int MAX_DEPTH = 1_000;

    private RustPrinter() {}

    public static Printed print(File file) {
        return print(file.stmts());
    }

    public static Printed print(List<Stmt> program) {
        return DeepStack.print(
                MAX_DEPTH,
                maxDepth -> {
                    var exprs = new RustExprs(new RustProgram(program), maxDepth);
                    return new RustItems(exprs).program(program);
                });
    }
}
