/// What the server knows about evaluated forms: which results stand beside a text and how fresh
/// they are, what a save must evaluate, and whether expectations hold. Pure data and functions;
/// positions are UTF-16 offsets.
///
/// Read first: [LiveForm], [FileResults], [SavePlan]. Must not know: LSP, the node, how a form is
/// evaluated.
@NullMarked
package org.oxur.live;

import org.jspecify.annotations.NullMarked;
