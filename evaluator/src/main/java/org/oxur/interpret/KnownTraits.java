package org.oxur.interpret;

import java.util.HashSet;
import java.util.Map;
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

    /// By trait, the methods that an `impl` must give, each with the number of its parameters.
    private static final Map<String, Map<String, Integer>> REQUIRED =
            Map.ofEntries(
                    Map.entry("Display", Map.of("fmt", 1)),
                    Map.entry("Debug", Map.of("fmt", 1)),
                    Map.entry("Clone", Map.of("clone", 1)),
                    Map.entry("Default", Map.of("default", 0)),
                    Map.entry("Hash", Map.of("hash", 1)),
                    Map.entry("PartialEq", Map.of("eq", 2)),
                    Map.entry("PartialOrd", Map.of("partial-cmp", 2)),
                    Map.entry("Ord", Map.of("cmp", 2)),
                    Map.entry("Add", Map.of("add", 2)),
                    Map.entry("Sub", Map.of("sub", 2)),
                    Map.entry("Mul", Map.of("mul", 2)),
                    Map.entry("Div", Map.of("div", 2)),
                    Map.entry("Rem", Map.of("rem", 2)),
                    Map.entry("Neg", Map.of("neg", 1)),
                    Map.entry("Not", Map.of("not", 1)),
                    Map.entry("Index", Map.of("index", 2)),
                    Map.entry("Iterator", Map.of("next", 1)),
                    Map.entry("From", Map.of("from", 1)));

    /// Traits with more methods, which have defaults.
    private static final Set<String> OPEN =
            Set.of("Iterator", "PartialEq", "PartialOrd", "Ord", "Clone");

    /// What `:derive` takes. Values print, compare and hash by themselves: naming that is allowed.
    static final Set<String> DERIVABLE =
            Set.of(
                    "Debug",
                    "Clone",
                    "Copy",
                    "PartialEq",
                    "Eq",
                    "PartialOrd",
                    "Ord",
                    "Hash",
                    "Default");

    /// Everything that an `impl` may name without a `deftrait`.
    static final Set<String> ALL = all();

    private KnownTraits() {}

    private static Set<String> all() {
        var names =
                new HashSet<>(
                        Set.of(
                                "Server",
                                "Eq",
                                "Copy",
                                "BitAnd",
                                "BitOr",
                                "BitXor",
                                "Shl",
                                "Shr",
                                "IndexMut",
                                "Into",
                                "TryFrom"));
        METHODS.forEach(method -> names.add(method.substring(0, method.indexOf(':'))));
        return Set.copyOf(names);
    }

    /// What an `impl` must give; empty where that is left to it.
    static Map<String, Integer> methods(String trait) {
        return REQUIRED.getOrDefault(trait, Map.of());
    }

    /// Whether an `impl` may give other methods, too.
    static boolean isOpen(String trait) {
        return OPEN.contains(trait);
    }
}
