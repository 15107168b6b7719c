/// Source text and places in it: what every later phase points back to.
///
/// Read first: [SourceText], [Span], [LineIndex]. Must not know: any language, any other package.
@NullMarked
package org.oxur.text;

import org.jspecify.annotations.NullMarked;
