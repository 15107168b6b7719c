/// The definitions of a session: modules, late-bound functions with their versions, types and their
/// implementations.
///
/// Read first: [Registry], [Module], [Function]. Must not know: how a version is executed.
@NullMarked
package org.oxur.module;

import org.jspecify.annotations.NullMarked;
