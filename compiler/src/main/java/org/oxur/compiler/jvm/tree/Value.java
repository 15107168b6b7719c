package org.oxur.compiler.jvm.tree;

/// Where the value of an operation is, once its code has run. The operand stack is empty then.
sealed interface Value {
    Kind kind();

    record Constant(Object value) implements Value {
        @Override
        public Kind kind() {
            return Kind.of(value);
        }
    }

    /// An `i64`, an `f64`, a boolean, or an object that is none of the numbers.
    record Local(Kind kind, int local) implements Value {}

    record Pair(int number, int object) implements Value {
        @Override
        public Kind kind() {
            return Kind.PAIR;
        }
    }

    /// Control does not come here.
    record Never() implements Value {
        @Override
        public Kind kind() {
            return Kind.NEVER;
        }
    }
}
