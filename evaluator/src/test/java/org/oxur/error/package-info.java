/// Tests of how mistakes are shown.
///
/// Read first: [ErrorRendererTest]. Must not know: any language.
@NullMarked
package org.oxur.error;

import org.jspecify.annotations.NullMarked;
