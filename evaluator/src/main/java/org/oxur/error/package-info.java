/// Every mistake a program can contain: one sealed family, one renderer.
///
/// Read first: [LanguageError], [OxurPanic], [ErrorRenderer]. Must not know: trees, values, LSP. A
/// mistake of ours is a [Bug], which is no part of the family.
@NullMarked
package org.oxur.error;

import org.jspecify.annotations.NullMarked;
