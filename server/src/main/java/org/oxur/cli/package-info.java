/// The command line: what a person types after `oxur`.
///
/// Read first: [Main], [ProgramRun], [Repl].
///
/// Must not know: how a program is read or executed, nor the editor protocol. A command finds its
/// options, calls the package that does the work and prints what comes back. This is the only
/// package that writes to standard output.
@NullMarked
package org.oxur.cli;

import org.jspecify.annotations.NullMarked;
