package org.oxur.protocol;

import java.util.List;

/// Asks what the definitions among some forms would change; nothing is run and nothing changes.
///
/// @param module where the forms would be evaluated
/// @param text the forms' own, with those before them, whose macros they may use
/// @param before texts of modules whose macros they may use
/// @param slices which parts of the text
public record NodePreview(
        String session,
        String module,
        NodeExpand.Text text,
        List<NodeExpand.Text> before,
        List<NodeEval.Slice> slices) {
    /// @param errors that would keep a definition from being made
    public record Result(List<NodeChange> changes, List<NodeError> errors) {}
}
