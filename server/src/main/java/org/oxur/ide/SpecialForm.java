package org.oxur.ide;

/// A form that the language gives a meaning of its own, as an editor explains it.
///
/// @param shape how it is written: `(if test then else)`
/// @param example a form with its expectation
/// @param snippet what completion inserts, places to fill in marked `${1:name}`
/// @param body how many forms after the head stand beside it; what follows is its body and is
///   indented by 2. -1 for forms that are laid out like calls
public record SpecialForm(
        String name,
        Kind kind,
        String shape,
        String doc,
        String example,
        String snippet,
        int body) {
    /// What it is to a reader.
    public enum Kind {
        DEFINITION,
        CONTROL,
        /// Expanded before anything runs, but part of the language.
        MACRO
    }
}
