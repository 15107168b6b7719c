package org.oxur.compiler.rust;

import java.util.List;
import org.oxur.compiler.trap.TrapPoint;
import org.oxur.compiler.types.Program;

/// A program as Rust source with its checks, and what the numbers of its traps mean. Several become
/// one library, each in a module of its own.
///
/// @param body its functions, and one that reads the arguments and writes the result
/// @param points the trap of number `n` is at `n - 1`
record Crate(Program program, String body, List<TrapPoint> points) {
    Crate {
        points = List.copyOf(points);
    }

    /// What Java calls; one library may have several.
    static String symbol(String key) {
        return "oxur_enter_" + key;
    }

    /// The program for people: its functions, without the runtime that every library begins with.
    String source() {
        return """
        // Left out: the runtime before it (%d lines), the same for each function.

        """
                        .formatted(Prelude.text().lines().count())
                + body.strip()
                + "\n";
    }

    /// @param keys by which the entries are called, in that order
    static String library(List<Crate> crates, List<String> keys) {
        var out = new StringBuilder(Prelude.text());
        for (int i = 0; i < crates.size(); i++) {
            out.append("\nmod p").append(i).append(" {\nuse super::*;\n");
            out.append(crates.get(i).body);
            out.append(
                    """

                    #[no_mangle]
                    pub unsafe extern "C" fn %s(c: C) -> u32 {
                        oxur_run(c, body)
                    }
                    }
                    """
                            .formatted(symbol(keys.get(i))));
        }
        return out.toString();
    }
}
