/// Expectations: the comments `;=>`, `;>>` and `;!>` that say what the form before them does
/// (language.md section 12), run and filled in.
///
/// Read first: [ExpectationRun], [Verdict], [ExpectationUpdate]. Must not know: command lines,
/// editors.
@NullMarked
package org.oxur.expect;

import org.jspecify.annotations.NullMarked;
