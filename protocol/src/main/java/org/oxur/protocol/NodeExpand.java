package org.oxur.protocol;

import java.util.List;

/// Expands the macros of a text's own, in a compile-time environment made from that text and apart
/// from every session.
public record NodeExpand(String name, String text) {
    public record Result(List<Form> forms) {}

    /// A form in which macros of the program took part.
    ///
    /// @param expansion what it became, as text
    /// @param uses names of the macros that took part
    public record Form(
            int start, int end, String expansion, List<NodeError> errors, List<String> uses) {}
}
