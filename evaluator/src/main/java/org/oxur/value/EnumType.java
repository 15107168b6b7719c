package org.oxur.value;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What all values of one enum definition share. A redefinition is another one.
public final class EnumType {
    public static final EnumType OPTION = new EnumType("Option", "", true, true);
    public static final Variant NONE = OPTION.variant("None", 0, null);
    public static final Variant SOME = OPTION.variant("Some", 1, null);

    public static final EnumType RESULT = new EnumType("Result", "", true, true);
    public static final Variant OK = RESULT.variant("Ok", 1, null);
    public static final Variant ERR = RESULT.variant("Err", 1, null);

    private final String name;
    private final String module;
    private final boolean copy;
    private final boolean ordered;
    private List<Variant> variants = List.of();

    /// @param copy derives Copy: its values are Copy where what they carry is
    /// @param ordered derives `PartialOrd` or `Ord`: compares by variants, then by what they carry
    public EnumType(String name, String module, boolean copy, boolean ordered) {
        this.name = name;
        this.module = module;
        this.copy = copy;
        this.ordered = ordered;
    }

    /// Adds a variant; only while the type is being made.
    ///
    /// @param fields null for a variant without names for its fields
    public Variant variant(String variantName, int size, @Nullable List<String> fields) {
        var variant =
                new Variant(
                        this,
                        variantName,
                        variants.size(),
                        size,
                        fields == null ? null : List.copyOf(fields));
        var all = new java.util.ArrayList<>(variants);
        all.add(variant);
        variants = List.copyOf(all);
        return variant;
    }

    public String name() {
        return name;
    }

    public String module() {
        return module;
    }

    public boolean copy() {
        return copy;
    }

    public boolean ordered() {
        return ordered;
    }

    public List<Variant> variants() {
        return variants;
    }

    public @Nullable Variant named(String variantName) {
        for (var variant : variants) {
            if (variant.name.equals(variantName)) {
                return variant;
            }
        }
        return null;
    }

    /// One of the alternatives of an enum.
    public static final class Variant {
        private final EnumType type;
        private final String name;
        private final int index;
        private final int size;
        private final @Nullable List<String> fields;
        // Made when first asked for: making a value here would need EnumValue's constants, which
        // need this class's.
        private @Nullable EnumValue unit;

        private Variant(
                EnumType type, String name, int index, int size, @Nullable List<String> fields) {
            this.type = type;
            this.name = name;
            this.index = index;
            this.size = size;
            this.fields = fields;
        }

        public EnumType type() {
            return type;
        }

        public String name() {
            return name;
        }

        /// As written: `Shape::Circle`; the variants of `Option` and `Result` stand alone.
        public String path() {
            return type == OPTION || type == RESULT ? name : type.name + "::" + name;
        }

        public int index() {
            return index;
        }

        /// How many values it carries.
        public int size() {
            return size;
        }

        /// Whether it is this variant, be it of an earlier definition of the enum.
        public boolean isSame(Variant other) {
            return this == other
                    || type != other.type
                            && name.equals(other.name)
                            && type.name.equals(other.type.name)
                            && type.module.equals(other.type.module);
        }

        /// The names of what it carries; null where they have none.
        public @Nullable List<String> fields() {
            return fields;
        }

        /// The one value of a variant that carries nothing; null for others.
        public @Nullable EnumValue unit() {
            if (unit == null && size == 0 && fields == null) {
                makeUnit();
            }
            return unit;
        }

        private synchronized void makeUnit() {
            if (unit == null) {
                unit = new EnumValue(this);
            }
        }

        /// A value of a variant that carries something.
        public EnumValue carrying(Object[] values) {
            return new EnumValue(this, values);
        }

        /// A value of a variant that carries one value.
        public EnumValue carryingOne(Object only) {
            return EnumValue.carryingOne(this, only);
        }

        public EnumValue of(Object... values) {
            var only = unit();
            return only != null ? only : new EnumValue(this, values);
        }
    }
}
