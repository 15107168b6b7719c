package org.oxur.interpret;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Generics;
import org.oxur.ast.Item;
import org.oxur.ast.Type;
import org.oxur.module.Module;
import org.oxur.module.Registry;
import org.oxur.value.EnumType;
import org.oxur.value.StructType;

/// The declared types of fields, as tests. They are made when first needed, so that definitions may
/// stand in any order.
final class FieldTypes {
    private static final Map<Object, Declared> DECLARED =
            Collections.synchronizedMap(new WeakHashMap<>());

    private FieldTypes() {}

    private static final class Declared {
        final List<@Nullable Type> types;
        final Types context;
        final @Nullable TypeTest[] tests;

        Declared(List<@Nullable Type> types, Types context) {
            this.types = types;
            this.context = context;
            this.tests = new @Nullable TypeTest[types.size()];
        }
    }

    static void declare(StructType type, Item.Struct item, Registry registry, Module module) {
        var types = new ArrayList<@Nullable Type>();
        item.fields().forEach(f -> types.add(f.type()));
        DECLARED.put(type, new Declared(types, context(registry, module, item.generics())));
    }

    static void declare(
            EnumType.Variant variant,
            Item.Variant item,
            Generics generics,
            Registry registry,
            Module module) {
        var types = new ArrayList<@Nullable Type>();
        switch (item.fields()) {
            case Item.Fields.Unit() -> {}
            case Item.Fields.Unnamed(var unnamed) -> types.addAll(unnamed);
            case Item.Fields.Named(var fields) -> fields.forEach(f -> types.add(f.type()));
        }
        DECLARED.put(variant, new Declared(types, context(registry, module, generics)));
    }

    private static Types context(Registry registry, Module module, Generics generics) {
        return new Types(registry, module, Set.of(), null).with(generics);
    }

    /// The test for a field; null where any value will do.
    static @Nullable TypeTest of(Object structOrVariant, int field) {
        var declared = DECLARED.get(structOrVariant);
        if (declared == null || field >= declared.tests.length) {
            return null;
        }
        var type = declared.types.get(field);
        if (type == null) {
            return null;
        }
        var test = declared.tests[field];
        if (test == null) {
            test = declared.context.test(type);
            declared.tests[field] = test;
        }
        return test == TypeTest.ANY ? null : test;
    }
}
