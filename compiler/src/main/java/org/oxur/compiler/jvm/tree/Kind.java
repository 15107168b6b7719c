package org.oxur.compiler.jvm.tree;

import org.oxur.interpret.Operation.Wanted;

/// What is known of a value before the program runs.
enum Kind {
    /// There is none: control goes elsewhere.
    NEVER,
    LONG,
    DOUBLE,
    BOOL,
    /// Neither `i64` nor `f64`.
    OBJECT,
    /// Anything: a number and an object that says whether it counts.
    PAIR;

    Kind join(Kind other) {
        if (this == other || other == NEVER) {
            return this;
        }
        if (this == NEVER) {
            return other;
        }
        boolean numbers = isNumber() || other.isNumber();
        return numbers || this == PAIR || other == PAIR ? PAIR : OBJECT;
    }

    boolean isNumber() {
        return this == LONG || this == DOUBLE;
    }

    /// It has a local for an object.
    boolean holdsObject() {
        return this == OBJECT || this == PAIR;
    }

    static Kind of(Object value) {
        return switch (value) {
            case Long _ -> LONG;
            case Double _ -> DOUBLE;
            case Boolean _ -> BOOL;
            default -> OBJECT;
        };
    }

    static Kind of(Wanted wanted, Kind otherwise) {
        return switch (wanted) {
            case LONG -> LONG;
            case DOUBLE -> DOUBLE;
            case ANY -> otherwise;
        };
    }
}
