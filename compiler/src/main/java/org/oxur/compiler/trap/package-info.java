/// Where compiled code can fail, and the errors that come of it: the same that Tier 0 makes.
///
/// Read first: [TrapPoint], [Failures]. Must not know: how the code was made.
@NullMarked
package org.oxur.compiler.trap;

import org.jspecify.annotations.NullMarked;
