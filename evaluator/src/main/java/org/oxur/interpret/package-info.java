/// Tier 0: executable nodes, one operation per class, that specialise themselves to the values they
/// meet.
///
/// Read first: [Node], [Frame], [Builder]. What an operation means is defined in `org.oxur.value`;
/// a node is a fast path in front of it. Must not know: syntax, editors.
@NullMarked
package org.oxur.interpret;

import org.jspecify.annotations.NullMarked;
