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
import org.oxur.value.Owner;
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
        final List<String> generics;
        final @Nullable TypeParameters parameters;

        /// @param names of the fields, as messages say them
        Declared(List<String> names, List<@Nullable Type> types, Types context, Generics generics) {
            this.types = types;
            this.generics =
                    generics.parameters().stream().map(each -> each.ident().name()).toList();
            this.parameters = TypeParameters.ofFields(names, types, generics);
            this.context = context;
            this.tests = new @Nullable TypeTest[types.size()];
        }
    }

    static void declare(StructType type, Item.Struct item, Registry registry, Module module) {
        var types = new ArrayList<@Nullable Type>();
        var names = new ArrayList<String>();
        for (var field : item.fields()) {
            types.add(field.type());
            names.add("`" + field.ident().name() + "`");
        }
        var context = context(registry, module, item.generics());
        DECLARED.put(type, new Declared(names, types, context, item.generics()));
    }

    static void declare(
            EnumType.Variant variant,
            Item.Variant item,
            Generics generics,
            Registry registry,
            Module module) {
        var types = new ArrayList<@Nullable Type>();
        var names = new ArrayList<String>();
        switch (item.fields()) {
            case Item.Fields.Unit() -> {}
            case Item.Fields.Unnamed(var unnamed) -> {
                for (int i = 0; i < unnamed.size(); i++) {
                    types.add(unnamed.get(i));
                    names.add("field " + i);
                }
            }
            case Item.Fields.Named(var fields) -> {
                for (var field : fields) {
                    types.add(field.type());
                    names.add("`" + field.ident().name() + "`");
                }
            }
        }
        var context = context(registry, module, generics);
        DECLARED.put(variant, new Declared(names, types, context, generics));
    }

    private static Types context(Registry registry, Module module, Generics generics) {
        return new Types(registry, module, Set.of(), null).with(generics);
    }

    /// What holds the type parameters of a struct or variant to one type each; null where none
    /// stands twice.
    static @Nullable TypeParameters parameters(Object structOrVariant) {
        var declared = DECLARED.get(structOrVariant);
        return declared == null ? null : declared.parameters;
    }

    /// A value in `owner` that shows what a type parameter stands for there; null where none does.
    ///
    /// @param parameter its number
    static @Nullable Object witness(Object structOrVariant, Owner owner, int parameter) {
        var declared = DECLARED.get(structOrVariant);
        if (declared == null || parameter >= declared.generics.size()) {
            return null;
        }
        var name = declared.generics.get(parameter);
        for (boolean plain : new boolean[] {true, false}) {
            for (int i = 0; i < declared.types.size(); i++) {
                if (declared.types.get(i) instanceof Type type
                        && plain == TypeParameters.isParameter(type, name)) {
                    var found = TypeParameters.witness(type, owner.part(i), name);
                    if (found != null) {
                        return found;
                    }
                }
            }
        }
        return null;
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
