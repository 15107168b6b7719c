/// Programs that nobody would write, through everything that takes programs.
///
/// Read first: [FuzzTest], [FuzzPrograms], [RandomPrograms]. Must not know: how anything works
/// inside.
@NullMarked
package org.oxur.fuzz;

import org.jspecify.annotations.NullMarked;
