/// Two judges of ownership, compared: rustc, which looks at a program, and the engine, which runs
/// it.
///
/// Read first: [OwnershipTest], [Crate], [GeneratedProgram], [GeneratedObjects]. Must not know: how
/// either of them decides.
@NullMarked
package org.oxur.ownership;

import org.jspecify.annotations.NullMarked;
