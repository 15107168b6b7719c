package org.oxur.protocol;

/// Asks for what a function became, where the client cannot ask for texts by
/// `workspace/textDocumentContent`.
///
/// @param uri `oxur-artifact:/…/geometry::area/rust`, from the lens's command or from
///   [TierInfo#artifacts]
public record ArtifactText(String uri) {
    public record Result(String text, String languageId) {}
}
