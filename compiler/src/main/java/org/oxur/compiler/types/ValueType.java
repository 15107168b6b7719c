package org.oxur.compiler.types;

import org.oxur.ast.FloatType;
import org.oxur.ast.IntType;

/// The type of a value whose representation a machine knows: what compiled code keeps in registers.
public sealed interface ValueType {
    record Int(IntType type) implements ValueType {
        @Override
        public String toString() {
            return type.rustName();
        }
    }

    record Float(FloatType type) implements ValueType {
        @Override
        public String toString() {
            return type.rustName();
        }
    }

    /// A type with nothing more to say of it.
    enum Simple implements ValueType {
        BOOL("bool"),
        UNIT("()"),

        /// Of an expression that gives no value: control goes elsewhere, or nothing is known yet.
        NEVER("!");

        private final String rustName;

        Simple(String rustName) {
            this.rustName = rustName;
        }

        @Override
        public String toString() {
            return rustName;
        }
    }

    ValueType I64 = new Int(IntType.I64);
    ValueType F64 = new Float(FloatType.F64);

    /// Whether a value is of this type.
    default boolean holds(Object value) {
        return equals(Types.of(value));
    }

    default boolean isNumber() {
        return this instanceof Int || this instanceof Float;
    }
}
