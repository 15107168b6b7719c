/// The face of the evaluator: sessions in which programs run, one form after the other.
///
/// Read first: [Session], [Outcome], [Limits]. Must not know: editors, terminals, or a language's
/// surface.
@NullMarked
package org.oxur.engine;

import org.jspecify.annotations.NullMarked;
