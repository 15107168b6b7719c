/// A node's service: the process in which user code runs. It knows sessions, evaluates forms in
/// them, and tells the server that started it what happens.
///
/// Read first: [NodeProcess], [NodeService], [SessionRunner]. Must not know: LSP, editors, which
/// results are shown where.
@NullMarked
package org.oxur.node;

import org.jspecify.annotations.NullMarked;
