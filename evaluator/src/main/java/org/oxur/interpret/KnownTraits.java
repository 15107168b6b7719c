package org.oxur.interpret;

import java.util.Set;

/// The traits that the language knows by itself.
final class KnownTraits {
    static final Set<String> METHODS =
            Set.of(
                    "Display::fmt",
                    "Debug::fmt",
                    "Clone::clone",
                    "Default::default",
                    "Hash::hash",
                    "PartialEq::eq",
                    "PartialOrd::partial-cmp",
                    "Ord::cmp",
                    "Add::add",
                    "Sub::sub",
                    "Mul::mul",
                    "Div::div",
                    "Rem::rem",
                    "Neg::neg",
                    "Not::not",
                    "Index::index",
                    "Iterator::next",
                    "From::from");

    private KnownTraits() {}
}
