package org.oxur.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.text.Span;

/// An expression. Every form of the language is one of these.
public sealed interface Expr extends Tree {

    // Values

    record Literal(Span span, Lit lit) implements Expr {}

    /// A variable, function, static, constant, unit variant or unit struct.
    record Name(Span span, Path path) implements Expr {}

    /// `vec![…]`.
    record Vec(Span span, List<Expr> items) implements Expr {
        public Vec {
            items = List.copyOf(items);
        }
    }

    record Tuple(Span span, List<Expr> parts) implements Expr {
        public Tuple {
            parts = List.copyOf(parts);
        }
    }

    /// Extension: a map literal; keeps insertion order.
    record Map(Span span, List<MapEntry> entries) implements Expr {
        public Map {
            entries = List.copyOf(entries);
        }
    }

    record MapEntry(Expr key, Expr value) {}

    /// `Point { x: …, ..rest }`, a struct or a variant with named fields.
    record Struct(Span span, Path path, List<FieldValue> fields, @Nullable Expr rest)
            implements Expr {
        public Struct {
            fields = List.copyOf(fields);
        }
    }

    record FieldValue(Ident ident, Expr value) {}

    /// An end is null where open.
    record Range(Span span, @Nullable Expr from, @Nullable Expr to, boolean inclusive)
            implements Expr {}

    /// Extension: quoted data.
    record Quote(Span span, Datum datum) implements Expr {}

    /// Extension: a list, vector, tuple or map form built from parts, as a template's: each part is
    /// a form, or a sequence whose elements go in.
    record Template(Span span, Datum.Shape shape, List<Part> parts) implements Expr {
        public Template {
            parts = List.copyOf(parts);
        }
    }

    /// @param splice the value is a sequence and its elements are inserted
    record Part(Expr value, boolean splice) {}

    // Operators

    record Unary(Span span, UnOp op, Expr operand) implements Expr {}

    enum UnOp {
        NEG,
        NOT,
        DEREF
    }

    /// `AND` and `OR` evaluate the right side only if needed. An operator of the program's own (a
    /// definition of that name) is called instead.
    record Binary(Span span, BinOp op, Expr left, Expr right) implements Expr {}

    /// Extension: `a < b < c`, three or more operands of one type, all evaluated once.
    record Comparison(Span span, BinOp op, List<Expr> operands) implements Expr {
        public Comparison {
            operands = List.copyOf(operands);
        }
    }

    record Cast(Span span, Expr value, Type type) implements Expr {}

    /// `&place`, `&mut place`; of anything that is no place, a temporary is lent.
    record Reference(Span span, boolean mutable, Expr place) implements Expr {}

    /// `value?`.
    record Try(Span span, Expr value) implements Expr {}

    // Places

    record Field(Span span, Expr base, Ident field) implements Expr {}

    record TupleField(Span span, Expr base, int index) implements Expr {}

    /// `base[index]`, an index of any integer type; what a map has at a key, too.
    record Index(Span span, Expr base, Expr index) implements Expr {}

    record Assign(Span span, Expr place, Expr value) implements Expr {}

    /// `place += value` for the arithmetic operators.
    record AssignOp(Span span, BinOp op, Expr place, Expr value) implements Expr {}

    // Calls

    record Call(Span span, Expr callee, List<Expr> arguments) implements Expr {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /// @param turbofish empty where the front end gives none
    record MethodCall(
            Span span, Expr receiver, Ident method, List<Type> turbofish, List<Expr> arguments)
            implements Expr {
        public MethodCall {
            turbofish = List.copyOf(turbofish);
            arguments = List.copyOf(arguments);
        }
    }

    /// @param name what it calls itself inside, or null (extension)
    /// @param move takes all that it captures by value
    record Closure(
            Span span,
            @Nullable Ident name,
            boolean move,
            List<FnArg> inputs,
            @Nullable Type output,
            Expr body)
            implements Expr {
        public Closure {
            inputs = List.copyOf(inputs);
        }
    }

    /// A call of one of Rust's macros that the engine knows: `println!` and its kin.
    ///
    /// @param arguments in order; the first may be the format string, which is then a string
    ///   literal
    /// @param named `name = value` arguments
    record Macro(Span span, KnownMacro macro, List<Expr> arguments, List<NamedArgument> named)
            implements Expr {
        public Macro {
            arguments = List.copyOf(arguments);
            named = List.copyOf(named);
        }
    }

    record NamedArgument(String name, Expr value) {}

    enum KnownMacro {
        PRINT,
        PRINTLN,
        EPRINT,
        EPRINTLN,
        FORMAT,
        PANIC,
        ASSERT,
        ASSERT_EQ,
        ASSERT_NE,
        DBG,
        TODO,
        UNREACHABLE,
        /// Extension: `(time expr)`, prints how long it took and gives the value.
        TIME
    }

    // Control

    record BlockExpr(Span span, @Nullable Ident label, Block block) implements Expr {}

    /// Without `otherwise` the value is unit.
    record If(Span span, Expr test, Expr then, @Nullable Expr otherwise) implements Expr {}

    record Match(Span span, Expr value, List<Arm> arms) implements Expr {
        public Match {
            arms = List.copyOf(arms);
        }
    }

    record Arm(Span span, Pat pat, @Nullable Expr guard, Expr body) {}

    record While(Span span, @Nullable Ident label, Expr test, Block body) implements Expr {}

    record ForLoop(Span span, @Nullable Ident label, Pat pat, Expr iterated, Block body)
            implements Expr {}

    /// Rust's `loop`: without end, left by `break`.
    record Loop(Span span, @Nullable Ident label, Block body) implements Expr {}

    /// Extension: bindings that [Recur] sets anew before the body runs again; the body's value ends
    /// it.
    record RecurLoop(Span span, @Nullable Ident label, List<Stmt.Local> bindings, Block body)
            implements Expr {
        public RecurLoop {
            bindings = List.copyOf(bindings);
        }
    }

    /// Extension: the next turn of the innermost [RecurLoop], or of the function when there is
    /// none; always in tail position.
    record Recur(Span span, List<Expr> arguments) implements Expr {
        public Recur {
            arguments = List.copyOf(arguments);
        }
    }

    record Break(Span span, @Nullable Ident label, @Nullable Expr value) implements Expr {}

    record Continue(Span span, @Nullable Ident label) implements Expr {}

    record Return(Span span, @Nullable Expr value) implements Expr {}
}
