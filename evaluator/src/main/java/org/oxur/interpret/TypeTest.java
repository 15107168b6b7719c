package org.oxur.interpret;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.FloatType;
import org.oxur.ast.IntType;
import org.oxur.error.OxurPanic;
import org.oxur.error.Site;
import org.oxur.error.TypeError;
import org.oxur.value.EnumType;
import org.oxur.value.EnumValue;
import org.oxur.value.HeapValue;
import org.oxur.value.Integers;
import org.oxur.value.MapValue;
import org.oxur.value.Ref;
import org.oxur.value.SetValue;
import org.oxur.value.StructValue;
import org.oxur.value.TupleValue;
import org.oxur.value.VecValue;

/// Whether a value is of a type that an annotation names.
abstract class TypeTest {
    final String name;

    TypeTest(String name) {
        this.name = name;
    }

    /// A type with its arguments as a program writes it: `(Vec i64)`, and `Vec` where it may hold
    /// anything.
    private static String written(String name, List<TypeTest> arguments) {
        if (arguments.stream().allMatch(argument -> argument == ANY)) {
            return name;
        }
        return "("
                + name
                + " "
                + String.join(" ", arguments.stream().map(argument -> argument.name).toList())
                + ")";
    }

    abstract boolean holds(Object value);

    /// Whether a value that passes goes on passing, whatever is changed inside of it.
    boolean isShallow() {
        return true;
    }

    boolean holdsLongs() {
        return false;
    }

    boolean holdsDoubles() {
        return false;
    }

    /// The type of the elements of a collection of this type, or of what an `Option` or `Result`
    /// carries at that position; null when nothing is known.
    @Nullable TypeTest element(int position) {
        return null;
    }

    @Nullable IntType intType() {
        return null;
    }

    /// The value as a value of this type: a shared reference to a Copy value becomes the value
    /// where no reference is wanted.
    Object check(Object value, Site site) {
        return holds(value) ? value : converted(value, site);
    }

    private Object converted(Object value, Site site) {
        if (value instanceof Ref) {
            var settled = Places.settled(value, site);
            if (settled != value && holds(settled)) {
                return settled;
            }
        }
        if (value instanceof Ref reference) {
            // What it lends may have gone: then that is what is wrong, and not its type.
            var _ = reference.get(site);
        }
        throw new OxurPanic(
                TypeError.TypeMismatch.expected(
                        site.span(),
                        "`" + name + "`",
                        Misfit.described(this, value),
                        Misfit.hint(this, value, site)));
    }

    static final TypeTest ANY =
            new TypeTest("Any") {
                @Override
                boolean holds(Object value) {
                    return true;
                }

                @Override
                boolean holdsLongs() {
                    return true;
                }

                @Override
                boolean holdsDoubles() {
                    return true;
                }

                @Override
                Object check(Object value, Site site) {
                    return value;
                }
            };

    static final class OfInt extends TypeTest {
        private final IntType type;

        OfInt(IntType type) {
            super(type.rustName());
            this.type = type;
        }

        @Override
        boolean holds(Object value) {
            return Integers.typeOf(value) == type;
        }

        @Override
        boolean holdsLongs() {
            return type == IntType.I64;
        }

        @Override
        IntType intType() {
            return type;
        }
    }

    static final class OfFloat extends TypeTest {
        private final FloatType type;

        OfFloat(FloatType type) {
            super(type.rustName());
            this.type = type;
        }

        @Override
        boolean holds(Object value) {
            return type == FloatType.F64 ? value instanceof Double : value instanceof Float;
        }

        @Override
        boolean holdsDoubles() {
            return type == FloatType.F64;
        }
    }

    /// A type whose values are those of one Java class.
    static final class OfClass extends TypeTest {
        private final Class<?> type;

        OfClass(String name, Class<?> type) {
            super(name);
            this.type = type;
        }

        @Override
        boolean holds(Object value) {
            return type.isInstance(value);
        }
    }

    static final class OfVec extends TypeTest {
        final TypeTest item;

        OfVec(TypeTest item) {
            super(written("Vec", List.of(item)));
            this.item = item;
        }

        @Override
        boolean isShallow() {
            return false;
        }

        @Override
        TypeTest element(int position) {
            return item;
        }

        @Override
        boolean holds(Object value) {
            if (!(value instanceof VecValue vec)) {
                return false;
            }
            if (item == ANY || vec.isEmpty()) {
                return true;
            }
            if (vec.longs() != null) {
                return item.holdsLongs();
            } else if (vec.doubles() != null) {
                return item.holdsDoubles();
            }
            if (!vec.isBoxed()) {
                return item.holds(vec.get(0));
            }
            int from = item.isShallow() ? vec.tested(item) : 0;
            for (int i = from; i < vec.size(); i++) {
                if (!item.holds(vec.get(i))) {
                    return false;
                }
            }
            if (item.isShallow() && from < vec.size()) {
                vec.markTested(item);
            }
            return true;
        }
    }

    static final class OfMap extends TypeTest {
        final TypeTest key;
        final TypeTest value;

        OfMap(TypeTest key, TypeTest value) {
            super(written("HashMap", List.of(key, value)));
            this.key = key;
            this.value = value;
        }

        @Override
        boolean isShallow() {
            return false;
        }

        @Override
        TypeTest element(int position) {
            return position == 0 ? key : value;
        }

        @Override
        boolean holds(Object tested) {
            if (!(tested instanceof MapValue map)) {
                return false;
            }
            for (int i = 0; i < map.positions(); i++) {
                if (map.isEntry(i) && !(key.holds(map.keyAt(i)) && value.holds(map.valueAt(i)))) {
                    return false;
                }
            }
            return true;
        }
    }

    static final class OfSet extends TypeTest {
        final TypeTest item;

        OfSet(TypeTest item) {
            super(written("HashSet", List.of(item)));
            this.item = item;
        }

        @Override
        boolean isShallow() {
            return false;
        }

        @Override
        boolean holds(Object tested) {
            if (!(tested instanceof SetValue set)) {
                return false;
            }
            for (int i = 0; i < set.positions(); i++) {
                if (set.isEntry(i) && !item.holds(set.at(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    /// `Option` and `Result`.
    static final class OfCarrier extends TypeTest {
        final EnumType type;
        private final List<TypeTest> arguments;

        /// What the first and second of [#arguments] are; null where there are fewer.
        private final @Nullable TypeTest first;

        private final @Nullable TypeTest second;

        OfCarrier(EnumType type, List<TypeTest> arguments) {
            super(written(type.name(), arguments));
            this.type = type;
            this.arguments = arguments;
            this.first = arguments.isEmpty() ? null : arguments.getFirst();
            this.second = arguments.size() < 2 ? null : arguments.get(1);
        }

        @Override
        boolean isShallow() {
            return false;
        }

        @Override
        @Nullable TypeTest element(int position) {
            return position < arguments.size() ? arguments.get(position) : null;
        }

        @Override
        boolean holds(Object value) {
            if (!(value instanceof EnumValue e) || e.type() != type) {
                return false;
            }
            if (first == null || e.size() == 0) {
                return true;
            }
            var argument = carried(e);
            return argument == null || argument.holds(e.part(0));
        }

        /// What a value of the type carries must be of; null where that may be anything.
        @Nullable TypeTest carried(EnumValue value) {
            return value.is(EnumType.ERR) ? second : first;
        }
    }

    static final class OfTuple extends TypeTest {
        final List<TypeTest> parts;

        OfTuple(List<TypeTest> parts) {
            super("{" + String.join(" ", parts.stream().map(p -> p.name).toList()) + "}");
            this.parts = parts;
        }

        @Override
        boolean isShallow() {
            return false;
        }

        @Override
        @Nullable TypeTest element(int position) {
            return position < parts.size() ? parts.get(position) : null;
        }

        @Override
        boolean holds(Object value) {
            if (!(value instanceof TupleValue tuple) || tuple.size() != parts.size()) {
                return false;
            }
            for (int i = 0; i < parts.size(); i++) {
                if (!parts.get(i).holds(tuple.part(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    /// `&T`, `&mut T`; a Copy value of that type will do for `&T`.
    static final class OfReference extends TypeTest {
        final boolean mutable;
        final TypeTest target;

        OfReference(boolean mutable, TypeTest target) {
            super((mutable ? "&mut " : "&") + target.name);
            this.mutable = mutable;
            this.target = target;
        }

        @Override
        boolean isShallow() {
            return false;
        }

        @Override
        boolean holds(Object value) {
            if (value instanceof Ref reference) {
                return (!mutable || reference.mutable())
                        && target.holds(Ref.peekThrough(reference));
            }
            return !mutable && HeapValue.isCopy(value) && target.holds(value);
        }
    }

    /// A struct or enum of the program, by its name: values of earlier definitions count.
    static final class OfProgram extends TypeTest {
        private final String key;

        /// The definition that a value had last; the same again needs no look at its name.
        private @Nullable Object known;

        OfProgram(String name, String key) {
            super(name);
            this.key = key;
        }

        @Override
        boolean holds(Object value) {
            Object type =
                    value instanceof StructValue struct
                            ? struct.type()
                            : value instanceof EnumValue variant ? variant.type() : null;
            if (type != null && type == known) {
                return true;
            }
            boolean holds = Types.key(value).equals(key) && !(value instanceof Ref);
            if (holds) {
                known = type;
            }
            return holds;
        }
    }

    /// `dyn Trait`, or a trait's name alone.
    static final class OfTrait extends TypeTest {
        private final String trait;
        private final org.oxur.module.Registry registry;

        OfTrait(String name, String trait, org.oxur.module.Registry registry) {
            super("(dyn " + name + ")");
            this.trait = trait;
            this.registry = registry;
        }

        @Override
        boolean holds(Object value) {
            return registry.implementsTrait(Types.key(Ref.peekThrough(value)), trait);
        }
    }

    static final class OfFunction extends TypeTest {
        OfFunction() {
            super("Fn");
        }

        @Override
        boolean holds(Object value) {
            return Calls.isCallable(Ref.peekThrough(value));
        }
    }
}
