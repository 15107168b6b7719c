package org.oxur.compiler.owned;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.FloatType;
import org.oxur.ast.Ident;
import org.oxur.ast.IntType;
import org.oxur.ast.Path;
import org.oxur.ast.Type;
import org.oxur.compiler.types.Uncompilable;
import org.oxur.interpret.Implementations;
import org.oxur.module.Function;
import org.oxur.module.Module;

/// Types as they are written, in one place of the program.
final class TypeReader {
    private static final String SELF = "Self";

    private final Whole whole;
    private final Module module;
    private final Map<String, Ty> names;

    /// The type whose definition is read: there, its fields without a type are the same ones.
    private @Nullable Nominal self;

    /// @param names what generics and `Self` stand for here
    TypeReader(Whole whole, Module module, Map<String, Ty> names) {
        this.whole = whole;
        this.module = module;
        this.names = new HashMap<>(names);
    }

    void within(Nominal nominal) {
        self = nominal;
    }

    void name(String name, Ty type) {
        names.put(name, type);
    }

    /// In a method or function of a type, `Self` and the type's own generics have a meaning.
    void self(Function function) {
        var type = Implementations.self(function);
        if (type == null) {
            return;
        }
        generics(Implementations.generics(function).parameters());
        try {
            name(SELF, read(type));
        } catch (Uncompilable beyond) {
            // Whoever needs it says so at its place.
            names.remove(SELF);
        }
    }

    /// What `Self` means; null where it means nothing.
    @Nullable Ty self() {
        return names.get(SELF);
    }

    Ty read(Type type) throws Uncompilable {
        return switch (type) {
            case Type.Infer _ -> new Ty.Var();
            case Type.Reference(_, var mutable, var target) -> new Ty.Ref(mutable, read(target));
            case Type.Tuple(_, var parts) -> {
                if (parts.isEmpty()) {
                    yield Ty.Basic.UNIT;
                }
                var read = new java.util.ArrayList<Ty>();
                for (var part : parts) {
                    read.add(read(part));
                }
                yield new Ty.Tuple(read);
            }
            case Type.Named(_, var path) -> named(type, path);
            case Type.Function _, Type.TraitObject _ ->
                    throw new Uncompilable(
                            type.span(), "`" + type.span().text() + "` is known only as it runs");
        };
    }

    private Ty named(Type type, Path path) throws Uncompilable {
        var name = path.last().name();
        var arguments = path.segments().getLast().arguments();
        if (path.segments().size() == 1) {
            var standing = names.get(name);
            if (standing != null) {
                return standing;
            }
            var integer = IntType.named(name);
            if (integer != null) {
                return new Ty.Int(integer);
            }
            var simple = simple(name);
            if (simple != null) {
                return simple;
            }
            switch (name) {
                case "Box":
                    return argument(arguments, 0);
                case "Vec":
                    return new Ty.Vec(argument(arguments, 0));
                case "Option":
                    return new Ty.Option(argument(arguments, 0));
                case "HashSet":
                    return new Ty.Set(argument(arguments, 0));
                case "Result":
                    return new Ty.Result(argument(arguments, 0), argument(arguments, 1));
                case "HashMap":
                    return new Ty.Map(argument(arguments, 0), argument(arguments, 1));
                default:
                    break;
            }
        }
        var definition =
                whole.type(module, path.segments().stream().map(s -> s.ident().name()).toList());
        if (definition == null || definition.isTrait()) {
            throw new Uncompilable(
                    type.span(), "`" + type.span().text() + "` is known only as it runs");
        }
        var nominal = whole.nominal(definition);
        var all = new java.util.ArrayList<Ty>();
        for (int i = 0; i < nominal.parameters; i++) {
            all.add(
                    i < arguments.size()
                            ? read(arguments.get(i))
                            : nominal == self ? new Ty.Param(i) : new Ty.Var());
        }
        return new Ty.Named(nominal, all);
    }

    private Ty argument(List<Type> arguments, int i) throws Uncompilable {
        return i < arguments.size() ? read(arguments.get(i)) : new Ty.Var();
    }

    private static @Nullable Ty simple(String name) {
        return switch (name) {
            case "f64" -> Ty.F64;
            case "f32" -> new Ty.Float(FloatType.F32);
            case "bool" -> Ty.Basic.BOOL;
            case "char" -> Ty.Basic.CHAR;
            case "nil" -> Ty.Basic.UNIT;
            case "String" -> Ty.Basic.STRING;
            case "str" -> Ty.Ref.TEXT;
            case "Keyword" -> Ty.Basic.KEYWORD;
            default -> null;
        };
    }

    void generics(List<org.oxur.ast.Generics.Parameter> parameters) {
        for (var parameter : parameters) {
            Ident ident = parameter.ident();
            names.put(ident.name(), new Ty.Var());
        }
    }
}
