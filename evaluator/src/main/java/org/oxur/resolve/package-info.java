/// Facts about a tree that need no run: what each local name means, where it lives, what closures
/// capture, which uses are the last.
///
/// Read first: [Resolver], [Facts], [Variable]. Facts stand beside the tree, keyed by its nodes;
/// the tree stays as it is. Must not know: how nodes run, or what a definition is now (that is
/// looked up when the program runs).
@NullMarked
package org.oxur.resolve;

import org.jspecify.annotations.NullMarked;
