/// What values are on the JVM, who owns them, and what operations on them mean: the one definition
/// that every tier is measured by.
///
/// Read first: [Numbers], [Printer], [HeapValue]. Java null is never a value. Must not know:
/// syntax, functions by name, or how a program is executed.
@NullMarked
package org.oxur.value;

import org.jspecify.annotations.NullMarked;
