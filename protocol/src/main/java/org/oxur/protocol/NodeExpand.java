package org.oxur.protocol;

import java.util.List;

/// Expands the macros of a text's own, and of the modules it uses, in a compile-time environment
/// made from these texts and apart from every session.
///
/// @param before texts of modules that it uses, those that others use first
public record NodeExpand(Text text, List<Text> before) {
    public NodeExpand {
        before = List.copyOf(before);
    }

    /// @param module its path in the program; empty for the top
    public record Text(String name, String module, String text) {}

    public record Result(List<Form> forms) {}

    /// A form in which macros of the program took part.
    ///
    /// @param expansion what it became, as text
    /// @param uses names of the macros that took part
    public record Form(
            int start, int end, String expansion, List<NodeError> errors, List<String> uses) {}
}
