/// The rules of the house, held by the build: who may import whom, what a source file must and must
/// not contain, and that ARCHITECTURE.md is true.
///
/// Read first: [ImportRulesTest], [SourceRulesTest], [ArchitectureDocumentTest]. Must not know:
/// what any of the code does.
@NullMarked
package org.oxur.architecture;

import org.jspecify.annotations.NullMarked;
