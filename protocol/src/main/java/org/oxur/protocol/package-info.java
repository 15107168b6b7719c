/// The `oxur/*` messages as records: editor to server, and server to node, and the connection that
/// carries them.
///
/// Read first: [Messages], [EvalParams], [Connection]. What `docs/protocol.md` says is made from
/// [Messages].
///
/// Must not know: LSP types (positions and ranges are records of this package), the evaluator.
@NullMarked
package org.oxur.protocol;

import org.jspecify.annotations.NullMarked;
