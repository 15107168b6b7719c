package org.oxur.print;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Item;
import org.oxur.ast.Path;
import org.oxur.ast.Signature;
import org.oxur.ast.Stmt;
import org.oxur.ast.Type;

/// What a program defines, by name: Rust must be told where Oxur finds out.
final class RustProgram {
    private final Map<String, Signature> functions = new HashMap<>();
    private final Map<String, List<Signature>> methods = new HashMap<>();
    private final Map<String, Item.Struct> structs = new HashMap<>();
    private final Map<String, Item.Enum> enumOfVariant = new HashMap<>();
    private final Map<String, Item.Static> statics = new HashMap<>();
    private final Map<String, Item.Const> consts = new HashMap<>();
    private final Map<String, Set<String>> traitsOfType = new HashMap<>();
    private final Set<String> borrowing = new HashSet<>();

    RustProgram(List<Stmt> stmts) {
        collect(stmts);
        // A type may be used before it is defined, in a chain of any length.
        int known;
        do {
            known = borrowing.size();
            structs.values().forEach(this::markBorrowing);
            enumOfVariant.values().forEach(this::markBorrowing);
        } while (known < borrowing.size());
    }

    private void markBorrowing(Item.Struct struct) {
        if (struct.fields().stream().anyMatch(f -> holdsReference(f.type()))) {
            borrowing.add(struct.ident().name());
        }
    }

    private void markBorrowing(Item.Enum choice) {
        for (var variant : choice.variants()) {
            if (types(variant.fields()).stream().anyMatch(this::holdsReference)) {
                borrowing.add(choice.ident().name());
            }
        }
    }

    private void collect(List<Stmt> stmts) {
        for (var stmt : stmts) {
            if (stmt instanceof Stmt.Definition(_, var item)) {
                collect(item);
            }
        }
    }

    private void collect(Item item) {
        switch (item) {
            case Item.Fn fn -> functions.put(fn.sig().ident().name(), fn.sig());
            case Item.Static value -> statics.put(value.ident().name(), value);
            case Item.Const value -> consts.put(value.ident().name(), value);
            case Item.Struct struct -> structs.put(struct.ident().name(), struct);
            case Item.Enum choice ->
                    choice.variants().forEach(v -> enumOfVariant.put(v.ident().name(), choice));
            case Item.Trait trait -> trait.fns().forEach(fn -> method(fn.sig()));
            case Item.Impl impl -> {
                impl.fns().forEach(fn -> method(fn.sig()));
                if (impl.trait() != null && impl.self() instanceof Type.Named(_, var path)) {
                    traitsOfType
                            .computeIfAbsent(path.name(), _ -> new HashSet<>())
                            .add(impl.trait().name());
                }
            }
            case Item.Mod mod -> collect(mod.content());
            case Item.ExternCrate _, Item.Use _ -> {}
        }
    }

    private void method(Signature sig) {
        methods.computeIfAbsent(sig.ident().name(), _ -> new ArrayList<>()).add(sig);
    }

    private boolean holdsReference(@Nullable Type type) {
        return switch (type) {
            case null -> false;
            case Type.Reference _ -> true;
            case Type.Named(_, var path) ->
                    borrowing.contains(path.name())
                            || path.segments().stream()
                                    .anyMatch(s ->
                                            s.arguments().stream().anyMatch(this::holdsReference));
            case Type.Tuple(_, var parts) -> parts.stream().anyMatch(this::holdsReference);
            case Type.Function _, Type.TraitObject _, Type.Infer _ -> false;
        };
    }

    static List<@Nullable Type> types(Item.Fields fields) {
        return switch (fields) {
            case Item.Fields.Unit() -> List.of();
            case Item.Fields.Unnamed(var types) -> new ArrayList<>(types);
            case Item.Fields.Named(var named) -> {
                var types = new ArrayList<@Nullable Type>();
                named.forEach(field -> types.add(field.type()));
                yield types;
            }
        };
    }

    @Nullable Signature function(String name) {
        return functions.get(name);
    }

    boolean hasMethod(String name) {
        return methods.containsKey(name);
    }

    boolean hasField(String name) {
        return structs.values().stream().anyMatch(struct -> typeOf(struct.fields(), name) != null);
    }

    /// The method of that name, if the program has exactly one.
    @Nullable Signature onlyMethod(String name) {
        var found = methods.get(name);
        return found != null && found.size() == 1 ? found.getFirst() : null;
    }

    Item.@Nullable Struct struct(String name) {
        return structs.get(name);
    }

    /// The enum that has a variant of that name.
    Item.@Nullable Enum enumOf(String variant) {
        return enumOfVariant.get(variant);
    }

    Item.@Nullable Static constant(String name) {
        return statics.get(name);
    }

    Item.@Nullable Const namedConst(String name) {
        return consts.get(name);
    }

    boolean implementsTrait(String type, String trait) {
        return traitsOfType.getOrDefault(type, Set.of()).contains(trait);
    }

    /// True for the program's types that hold references.
    boolean borrows(String type) {
        return borrowing.contains(type);
    }

    /// The declared type of a variant's n-th field.
    @Nullable Type variantField(Path path, int index) {
        var choice = enumOf(path.last().name());
        if (choice == null || !choice.generics().parameters().isEmpty()) {
            return null;
        }
        for (var variant : choice.variants()) {
            if (variant.ident().name().equals(path.last().name())) {
                var types = types(variant.fields());
                return index < types.size() ? types.get(index) : null;
            }
        }
        return null;
    }

    /// The declared type of a struct's or variant's named field.
    @Nullable Type namedField(Path path, String field) {
        var struct = struct(path.last().name());
        if (struct != null) {
            return struct.generics().parameters().isEmpty() ? typeOf(struct.fields(), field) : null;
        }
        var choice = enumOf(path.last().name());
        if (choice == null || !choice.generics().parameters().isEmpty()) {
            return null;
        }
        for (var variant : choice.variants()) {
            if (variant.ident().name().equals(path.last().name())
                    && variant.fields() instanceof Item.Fields.Named(var fields)) {
                return typeOf(fields, field);
            }
        }
        return null;
    }

    private static @Nullable Type typeOf(List<Item.FieldDef> fields, String name) {
        for (var field : fields) {
            if (field.ident().name().equals(name)) {
                return field.type();
            }
        }
        return null;
    }
}
