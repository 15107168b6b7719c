package org.oxur.value;

/// The name of a value's type, for messages and `type-of`.
public final class TypeNames {
    private TypeNames() {}

    /// `i64`, `String`, `Vec`, the name of a struct.
    public static String of(Object value) {
        return switch (value) {
            case Long _ -> "i64";
            case Double _ -> "f64";
            case Float _ -> "f32";
            case Boolean _ -> "bool";
            case SizedInt sized -> sized.type().rustName();
            case WideInt wide -> wide.type().rustName();
            case Char _ -> "char";
            case Unit _ -> "nil";
            case Keyword _ -> "Keyword";
            case Symbol _ -> "Symbol";
            case StrLiteral _ -> "str";
            case StringValue _ -> "String";
            case VecValue _ -> "Vec";
            case MapValue _ -> "HashMap";
            case SetValue _ -> "HashSet";
            case ListValue _ -> "List";
            case TupleValue _ -> "tuple";
            case StructValue struct -> struct.type().name();
            case EnumValue variant -> variant.type().name();
            case RangeValue _ -> "Range";
            case IteratorValue _ -> "Iterator";
            case RcValue _ -> "Rc";
            case RefCellValue _ -> "RefCell";
            case Closure _, FunctionValue _, EnumType.Variant _ -> "Fn";
            case Ref reference ->
                    (reference.mutable() ? "&mut " : "&") + of(Ref.peekThrough(reference));
            case TypeValue _ -> "type";
            case Opaque opaque -> opaque.typeName();
            default -> value.getClass().getSimpleName();
        };
    }

    /// `an i64`, `a String`.
    public static String withArticle(Object value) {
        var name = of(value);
        return name.equals("nil") ? name : (startsWithVowelSound(name) ? "an " : "a ") + name;
    }

    private static boolean startsWithVowelSound(String name) {
        return "aeioAEIO".indexOf(name.charAt(0)) >= 0
                || name.equals("Rc")
                || name.startsWith("f3")
                || name.startsWith("f6");
    }
}
