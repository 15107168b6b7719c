/// What a language must provide to run on the engine: reading, expansion to the tree, and its own
/// words for values and errors.
///
/// Read first: [LanguageFrontend], [ParsedText], [MacroHost]. Must not know: any particular
/// language, or how the tree runs.
@NullMarked
package org.oxur.frontend;

import org.jspecify.annotations.NullMarked;
