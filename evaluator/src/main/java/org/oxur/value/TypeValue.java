package org.oxur.value;

import org.oxur.ast.Type;

/// A type given as an argument, as `parse` and `collect` take one.
///
/// @param type as written
/// @param name its last path segment, `HashMap`, `i64`; empty where it has none
/// @param resolved the [StructType] or [EnumType] of the program that it names; `name` where it
///   names none
public record TypeValue(Type type, String name, Object resolved) {}
