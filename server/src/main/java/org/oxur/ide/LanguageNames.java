package org.oxur.ide;

import java.util.Set;

/// Names that are part of the language itself and no built-in functions: types, traits, variants,
/// `self`.
final class LanguageNames {
    static final Set<String> TYPES =
            Set.of(
                    "i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32", "u64", "u128",
                    "usize", "f32", "f64", "bool", "char", "String", "str", "nil", "Keyword",
                    "Symbol", "List", "Pid", "Ref", "Any", "Vec", "Option", "Result", "HashMap",
                    "HashSet", "Fn", "FnMut", "FnOnce", "Box", "Rc", "RefCell", "Self", "Range",
                    "_");

    static final Set<String> TRAITS =
            Set.of(
                    "Display",
                    "Debug",
                    "Clone",
                    "Copy",
                    "Default",
                    "Hash",
                    "Eq",
                    "PartialEq",
                    "PartialOrd",
                    "Ord",
                    "Add",
                    "Sub",
                    "Mul",
                    "Div",
                    "Rem",
                    "Neg",
                    "Not",
                    "Index",
                    "Iterator",
                    "IntoIterator",
                    "From",
                    "Into",
                    "Server");

    static final Set<String> VARIANTS = Set.of("Some", "None", "Ok", "Err");

    private static final Set<String> OTHERS =
            Set.of("self", "crate", "super", "NaN", "inf", "-inf", "_", "else", "->", "&");

    /// What the engine gives by itself, apart from the built-in functions: it needs the session.
    private static final Set<String> ENGINE =
            Set.of(
                    "versions",
                    "rollback",
                    "calls",
                    "source",
                    "rust-source",
                    "bytecode",
                    "explain",
                    "artifacts",
                    "artifact",
                    "tier",
                    "compile",
                    "compile-async",
                    "await-compile",
                    "macroexpand",
                    "macroexpand-1",
                    "unhygienic",
                    "..",
                    "..=");

    private LanguageNames() {}

    static boolean isKnown(String name) {
        return TYPES.contains(name)
                || TRAITS.contains(name)
                || VARIANTS.contains(name)
                || OTHERS.contains(name)
                || ENGINE.contains(name)
                || SpecialForms.named(name) != null;
    }
}
