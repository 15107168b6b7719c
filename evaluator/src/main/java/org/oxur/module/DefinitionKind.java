package org.oxur.module;

/// What a definition is of.
public enum DefinitionKind {
    FUNCTION,
    STATIC,
    CONST,
    STRUCT,
    ENUM,
    TRAIT,
    IMPL,
    MACRO,
    MODULE,
    USE
}
