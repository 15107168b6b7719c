/// What an editor can ask about texts that are being written: one feature per file, in offsets and
/// spans, free of any protocol.
///
/// Read first: [Snapshot] (all texts at one moment), [Analysis] (one of them), [FormFacts] (what
/// one top-level form says). Must not know: LSP, nodes, how a program runs.
@NullMarked
package org.oxur.ide;

import org.jspecify.annotations.NullMarked;
