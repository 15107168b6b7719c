/// Tier 1 for the whole language: bytecode made from Tier 0's nodes, so that what an operation
/// means is theirs, and the quick way stands in line.
///
/// Read first: [TreeCompiler], then [OperationEmitter]: one switch over all operations. Must not
/// know: types inferred from the tree; those are for the other way to bytecode.
@NullMarked
package org.oxur.compiler.jvm.tree;

import org.jspecify.annotations.NullMarked;
