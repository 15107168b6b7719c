package org.oxur.compiler.owned;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.FloatType;
import org.oxur.ast.IntType;
import org.oxur.value.ForeignType;

/// The type of a value as Rust knows it; `(Box T)` is `T`, as everywhere in the language.
public sealed interface Ty {
    record Int(IntType type) implements Ty {}

    record Float(FloatType type) implements Ty {}

    /// A type with nothing more to say of it.
    enum Basic implements Ty {
        BOOL,
        UNIT,
        CHAR,
        KEYWORD,
        STRING,

        /// What a `&str` refers to; only ever behind a reference.
        STR,

        /// Of an expression that gives no value: control goes elsewhere.
        NEVER
    }

    record Vec(Ty item) implements Ty {}

    record Tuple(List<Ty> parts) implements Ty {
        public Tuple {
            parts = List.copyOf(parts);
        }
    }

    record Option(Ty item) implements Ty {}

    record Result(Ty ok, Ty err) implements Ty {}

    record Map(Ty key, Ty value) implements Ty {}

    record Set(Ty item) implements Ty {}

    /// The place in a map for a key: what `entry` gives, used up at once.
    record Entry(Ty key, Ty value) implements Ty {}

    /// A struct or enum of the program.
    ///
    /// @param arguments for its generics, then for its fields without a declared type
    record Named(Nominal nominal, List<Ty> arguments) implements Ty {
        public Named {
            arguments = List.copyOf(arguments);
        }

        /// Types of the fields of a struct, or of one of the variants.
        public List<Ty> partsOf(int variant) {
            return nominal.shapes().get(variant).types().stream()
                    .map(type -> type.of(arguments))
                    .toList();
        }
    }

    record Ref(boolean mutable, Ty target) implements Ty {
        /// `&str`. Not a constant of [Ty], which is initialised before the first [Basic] is there.
        public static final Ty TEXT = new Ref(false, Basic.STR);
    }

    /// A type of a required crate: its values are looked into by the crate alone.
    record Foreign(ForeignType type) implements Ty {}

    /// An iterator that is lazy, or a range: named by nothing that outlives the expression.
    record Iter(Ty item) implements Ty {}

    /// A function as a value, known by its place in the program: called, or handed on.
    ///
    /// @param unique calling it changes what it captured
    /// @param copied it is copied where others move
    record Closure(List<Ty> inputs, Ty output, boolean unique, boolean copied) implements Ty {
        public Closure {
            inputs = List.copyOf(inputs);
        }
    }

    /// In the definition of a [Nominal]: one of its parameters.
    record Param(int index) implements Ty {}

    /// Not known yet.
    final class Var implements Ty {
        @Nullable Ty bound;
    }

    Ty I64 = new Int(IntType.I64);
    Ty F64 = new Float(FloatType.F64);

    /// What it is, as far as that is known by now; parts may still be variables.
    default Ty known() {
        Ty type = this;
        while (type instanceof Var variable && variable.bound != null) {
            type = variable.bound;
        }
        return type;
    }

    /// What it refers to, through any number of references; a `&str` is a value by itself.
    default Ty seen() {
        var type = known();
        while (type instanceof Ref(_, var target) && target.known() != Basic.STR) {
            type = target.known();
        }
        return type;
    }

    /// The types it is made of, directly.
    default List<Ty> parts() {
        return switch (known()) {
            case Int _, Float _, Basic _, Param _, Var _, Foreign _ -> List.of();
            case Vec(var item) -> List.of(item);
            case Tuple(var parts) -> parts;
            case Option(var item) -> List.of(item);
            case Result(var ok, var err) -> List.of(ok, err);
            case Map(var key, var value) -> List.of(key, value);
            case Entry(var key, var value) -> List.of(key, value);
            case Set(var item) -> List.of(item);
            case Named(_, var arguments) -> arguments;
            case Ref(_, var target) -> List.of(target);
            case Iter(var item) -> List.of(item);
            case Closure(var inputs, var output, _, _) -> {
                var all = new ArrayList<>(inputs);
                all.add(output);
                yield all;
            }
        };
    }

    /// The same type with other parts.
    default Ty with(List<Ty> parts) {
        return switch (known()) {
            case Int _, Float _, Basic _, Param _, Var _, Foreign _ -> known();
            case Vec _ -> new Vec(parts.getFirst());
            case Tuple _ -> new Tuple(parts);
            case Option _ -> new Option(parts.getFirst());
            case Result _ -> new Result(parts.getFirst(), parts.getLast());
            case Map _ -> new Map(parts.getFirst(), parts.getLast());
            case Entry _ -> new Entry(parts.getFirst(), parts.getLast());
            case Set _ -> new Set(parts.getFirst());
            case Named(var nominal, _) -> new Named(nominal, parts);
            case Ref(var mutable, _) -> new Ref(mutable, parts.getFirst());
            case Iter _ -> new Iter(parts.getFirst());
            case Closure(_, _, var unique, var copied) ->
                    new Closure(
                            parts.subList(0, parts.size() - 1), parts.getLast(), unique, copied);
        };
    }

    /// With all that is known put in.
    default Ty resolved() {
        var type = known();
        var parts = type.parts();
        return parts.isEmpty() ? type : type.with(parts.stream().map(Ty::resolved).toList());
    }

    /// With a nominal type's arguments in place of its parameters.
    default Ty of(List<Ty> arguments) {
        if (known() instanceof Param(var index)) {
            return arguments.get(index);
        }
        var parts = parts();
        return parts.isEmpty() ? known() : with(parts.stream().map(p -> p.of(arguments)).toList());
    }

    default boolean any(Predicate<Ty> test) {
        var type = known();
        return test.test(type) || type.parts().stream().anyMatch(part -> part.any(test));
    }

    default boolean isGround() {
        return !any(Var.class::isInstance);
    }

    default boolean isInt() {
        return known() instanceof Int;
    }

    default boolean isNumber() {
        return known() instanceof Int || known() instanceof Float;
    }

    /// Copied where others move, and never on the heap: what a shared reference to it is seen as.
    default boolean isScalar() {
        return switch (known()) {
            case Int _, Float _ -> true;
            case Basic basic ->
                    basic == Basic.BOOL
                            || basic == Basic.UNIT
                            || basic == Basic.CHAR
                            || basic == Basic.KEYWORD;
            case Ref(var mutable, var target) -> !mutable && target.known() == Basic.STR;
            default -> false;
        };
    }

    default boolean isCopy() {
        return switch (known()) {
            case Ref(var mutable, _) -> !mutable;
            case Tuple(var parts) -> parts.stream().allMatch(Ty::isCopy);
            case Option(var item) -> item.isCopy();
            case Result(var ok, var err) -> ok.isCopy() && err.isCopy();
            case Named(var nominal, var arguments) ->
                    nominal.copy() && arguments.stream().allMatch(Ty::isCopy);
            case Closure(_, _, _, var copied) -> copied;
            default -> isScalar();
        };
    }

    /// For people.
    default String shown() {
        return switch (known()) {
            case Int(var type) -> type.rustName();
            case Float(var type) -> type.rustName();
            case Basic basic ->
                    switch (basic) {
                        case UNIT -> "nil";
                        case STRING -> "String";
                        case KEYWORD -> "a keyword";
                        default -> basic.name().toLowerCase(java.util.Locale.ROOT);
                    };
            case Vec(var item) -> "(Vec " + item.shown() + ")";
            case Tuple(var parts) ->
                    parts.stream().map(Ty::shown).collect(Collectors.joining(" ", "{", "}"));
            case Option(var item) -> "(Option " + item.shown() + ")";
            case Result(var ok, var err) -> "(Result " + ok.shown() + " " + err.shown() + ")";
            case Map(var key, var value) -> "(HashMap " + key.shown() + " " + value.shown() + ")";
            case Entry _ -> "an entry";
            case Set(var item) -> "(HashSet " + item.shown() + ")";
            case Named(var nominal, _) -> nominal.name();
            case Ref(var mutable, var target) -> (mutable ? "&mut " : "&") + target.shown();
            case Iter(var item) -> "an iterator of " + item.shown();
            case Closure _ -> "a closure";
            case Foreign(var type) -> type.name();
            case Param _, Var _ -> "_";
        };
    }
}
