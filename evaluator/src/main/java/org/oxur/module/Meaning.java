package org.oxur.module;

import org.oxur.value.EnumType;

/// What a path means.
public sealed interface Meaning {
    record Value(Global global) implements Meaning {}

    record OfFunction(Function function) implements Meaning {}

    record OfVariant(EnumType.Variant variant) implements Meaning {}

    /// A trait's method: which one is called depends on its first argument.
    record TraitMethod(TypeDefinition trait, String method) implements Meaning {}

    /// A method of a type from several implementations of one trait: which one is called depends on
    /// the arguments.
    record Overloaded(TypeDefinition type, String trait, String method) implements Meaning {}

    record Type(TypeDefinition definition) implements Meaning {}

    /// The type is known, but not what follows it.
    record NoMember(TypeDefinition definition, String member) implements Meaning {}

    record OfModule(Module module) implements Meaning {}

    /// No definition of the program has that name.
    record Unknown() implements Meaning {}

    Meaning UNKNOWN = new Unknown();
}
