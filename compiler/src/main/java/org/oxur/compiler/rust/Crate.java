package org.oxur.compiler.rust;

import java.util.List;
import org.oxur.compiler.trap.TrapPoint;
import org.oxur.compiler.types.Program;

/// A program as Rust source with its checks, and what the numbers of its traps mean.
///
/// @param points the trap of number `n` is at `n - 1`
record Crate(Program program, String source, List<TrapPoint> points) {
    Crate {
        points = List.copyOf(points);
    }
}
