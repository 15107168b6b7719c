/// What tests are written with.
///
/// Read first: [Expect]. Must not know: what is being tested.
@NullMarked
package org.oxur.testing;

import org.jspecify.annotations.NullMarked;
