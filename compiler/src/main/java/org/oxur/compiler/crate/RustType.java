package org.oxur.compiler.crate;

import java.util.List;
import java.util.stream.Collectors;
import org.oxur.ast.FloatType;
import org.oxur.ast.IntType;
import org.oxur.compiler.owned.Ty;

/// A type in the signature of a crate's function, as far as its values can cross.
sealed interface RustType {
    record Int(IntType type) implements RustType {}

    record Float(FloatType type) implements RustType {}

    enum Plain implements RustType {
        BOOL,
        CHAR,
        UNIT,
        STRING,

        /// Only ever behind a reference.
        STR
    }

    /// `Vec<T>`, or `[T]` behind a reference.
    record Sequence(RustType item) implements RustType {}

    record Tuple(List<RustType> parts) implements RustType {
        public Tuple {
            parts = List.copyOf(parts);
        }
    }

    record Option(RustType item) implements RustType {}

    record Result(RustType ok, RustType err) implements RustType {}

    record Map(RustType key, RustType value) implements RustType {}

    record Set(RustType item) implements RustType {}

    /// `Box<T>`, which the language does not tell from `T`.
    record Boxed(RustType item) implements RustType {}

    record Reference(boolean mutable, RustType target) implements RustType {}

    /// A type of the crate, whose values stay in native memory.
    ///
    /// @param shows whether it has `Debug`
    record Own(LoadedType type, boolean shows) implements RustType {}

    /// What the codec writes and reads.
    default Ty wire() {
        return switch (this) {
            case Int(var type) -> new Ty.Int(type);
            case Float(var type) -> new Ty.Float(type);
            case Plain plain ->
                    switch (plain) {
                        case BOOL -> Ty.Basic.BOOL;
                        case CHAR -> Ty.Basic.CHAR;
                        case UNIT -> Ty.Basic.UNIT;
                        case STRING -> Ty.Basic.STRING;
                        case STR -> Ty.Basic.STR;
                    };
            case Sequence(var item) -> new Ty.Vec(item.wire());
            case Tuple(var parts) -> new Ty.Tuple(parts.stream().map(RustType::wire).toList());
            case Option(var item) -> new Ty.Option(item.wire());
            case Result(var ok, var err) -> new Ty.Result(ok.wire(), err.wire());
            case Map(var key, var value) -> new Ty.Map(key.wire(), value.wire());
            case Set(var item) -> new Ty.Set(item.wire());
            case Boxed(var item) -> item.wire();
            case Reference(var mutable, var target) -> new Ty.Ref(mutable, target.wire());
            case Own(var type, _) -> new Ty.Foreign(type);
        };
    }

    /// As signatures are shown in Oxur.
    default String shown() {
        return switch (this) {
            case Int(var type) -> type.rustName();
            case Float(var type) -> type.rustName();
            case Plain plain ->
                    switch (plain) {
                        case BOOL -> "bool";
                        case CHAR -> "char";
                        case UNIT -> "()";
                        case STRING -> "String";
                        case STR -> "str";
                    };
            case Sequence(var item) -> "(Vec " + item.shown() + ")";
            case Tuple(var parts) ->
                    parts.stream().map(RustType::shown).collect(Collectors.joining(" ", "{", "}"));
            case Option(var item) -> "(Option " + item.shown() + ")";
            case Result(var ok, var err) -> "(Result " + ok.shown() + " " + err.shown() + ")";
            case Map(var key, var value) -> "(HashMap " + key.shown() + " " + value.shown() + ")";
            case Set(var item) -> "(HashSet " + item.shown() + ")";
            case Boxed(var item) -> item.shown();
            case Reference(var mutable, var target) -> (mutable ? "&mut " : "&") + target.shown();
            case Own(var type, _) -> type.name();
        };
    }
}
