package org.oxur.interpret;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.FloatType;
import org.oxur.ast.Generics;
import org.oxur.ast.Ident;
import org.oxur.ast.IntType;
import org.oxur.ast.ModulePath;
import org.oxur.ast.Path;
import org.oxur.ast.Type;
import org.oxur.error.OxurPanic;
import org.oxur.error.ResolveError;
import org.oxur.module.Module;
import org.oxur.module.Registry;
import org.oxur.value.Char;
import org.oxur.value.EnumType;
import org.oxur.value.EnumValue;
import org.oxur.value.Keyword;
import org.oxur.value.ListValue;
import org.oxur.value.RcValue;
import org.oxur.value.Ref;
import org.oxur.value.RefCellValue;
import org.oxur.value.StructType;
import org.oxur.value.StructValue;
import org.oxur.value.Symbol;
import org.oxur.value.Text;
import org.oxur.value.TypeNames;
import org.oxur.value.TypeValue;
import org.oxur.value.Unit;

/// Types as written, made into tests; and the keys that implementations are kept under.
final class Types {
    private final Registry registry;
    private final Module module;
    private final Set<String> generics;
    private final @Nullable Type self;

    Types(Registry registry, Module module, Set<String> generics, @Nullable Type self) {
        this.registry = registry;
        this.module = module;
        this.generics = generics;
        this.self = self;
    }

    Types with(Generics more) {
        if (more.parameters().isEmpty()) {
            return this;
        }
        var all = new HashSet<>(generics);
        more.parameters().forEach(p -> all.add(p.ident().name()));
        return new Types(registry, module, all, self);
    }

    /// What implementations for the type of a value are kept under.
    static String key(Object value) {
        return switch (value) {
            case StructValue s -> key(s.type());
            case EnumValue e -> key(e.type());
            case StructType type -> ModulePath.qualified(type.module(), type.name());
            case EnumType type -> ModulePath.qualified(type.module(), type.name());
            case Ref reference -> key(Ref.peekThrough(reference));
            default -> base(TypeNames.of(value));
        };
    }

    private static String base(String name) {
        int end = name.indexOf('<');
        var base = end < 0 ? name : name.substring(0, end);
        return base.equals("&str") || base.equals("&'static str") || base.equals("str")
                ? "str"
                : base;
    }

    /// The key of a type as written, for an `impl`.
    String key(Type type) {
        return switch (type) {
            case Type.Named(_, var path) -> {
                var definition = registry.type(module, names(path));
                if (definition != null) {
                    yield definition.key();
                }
                var name = path.last().name();
                yield name.equals("Box") && !path.segments().getLast().arguments().isEmpty()
                        ? key(path.segments().getLast().arguments().getFirst())
                        : name;
            }
            case Type.Reference(_, _, var target) -> key(target);
            case Type.Tuple(_, var parts) -> parts.isEmpty() ? "nil" : "tuple";
            case Type.Function _ -> "Fn";
            case Type.TraitObject(_, var path) -> path.name();
            case Type.Infer _ -> "_";
        };
    }

    /// The last word of a type's name, without arguments; empty for a type that has no name.
    static String lastName(Type type) {
        return type instanceof Type.Named(_, var path) ? path.last().name() : "";
    }

    /// A path that begins with `Self`, with the name of that type instead; any other as it is.
    Path ofSelf(Path path) {
        if (!path.first().name().equals("Self") || !(self instanceof Type.Named(_, var own))) {
            return path;
        }
        var segments = new ArrayList<>(own.segments());
        segments.addAll(path.segments().subList(1, path.segments().size()));
        return new Path(path.span(), segments, path.global());
    }

    /// A type of this module as a type of any module: by its whole path.
    Type everywhere(Type type) {
        if (!(type instanceof Type.Named(var span, var path))) {
            return type;
        }
        var definition = registry.type(module, names(path));
        if (definition == null || definition.module().path().isEmpty()) {
            return type;
        }
        var segments = new ArrayList<Path.Segment>();
        for (var name : ("crate::" + definition.key()).split("::")) {
            segments.add(new Path.Segment(new Ident(path.span(), name), List.of()));
        }
        return new Type.Named(span, new Path(path.span(), segments, true));
    }

    /// A type as the value that a function takes which is told one, as in `parse::<i64>`.
    TypeValue value(Type type) {
        var name = lastName(type);
        Object resolved = name;
        if (type instanceof Type.Named(_, var path)) {
            var definition = registry.type(module, names(path));
            if (definition != null) {
                var struct = definition.struct();
                var enumeration = definition.enumeration();
                resolved = struct != null ? struct : enumeration != null ? enumeration : name;
            }
        }
        return new TypeValue(type, name, resolved);
    }

    static List<String> names(Path path) {
        var names = new ArrayList<String>(path.segments().size());
        for (var segment : path.segments()) {
            names.add(segment.ident().name());
        }
        return names;
    }

    private static final Map<String, TypeTest> SIMPLE = simple();

    private static Map<String, TypeTest> simple() {
        var map = new java.util.HashMap<String, TypeTest>();
        for (var type : IntType.values()) {
            map.put(type.rustName(), new TypeTest.OfInt(type));
        }
        for (var type : FloatType.values()) {
            map.put(type.rustName(), new TypeTest.OfFloat(type));
        }
        map.put("bool", new TypeTest.OfClass("bool", Boolean.class));
        map.put("char", new TypeTest.OfClass("char", Char.class));
        map.put("String", new TypeTest.OfClass("String", org.oxur.value.StringValue.class));
        map.put("str", new TypeTest.OfClass("str", Text.class));
        map.put("nil", new TypeTest.OfClass("nil", Unit.class));
        map.put("Keyword", new TypeTest.OfClass("Keyword", Keyword.class));
        map.put("Symbol", new TypeTest.OfClass("Symbol", Symbol.class));
        map.put("List", new TypeTest.OfClass("List", ListValue.class));
        map.put("RefCell", new TypeTest.OfClass("RefCell", RefCellValue.class));
        map.put("Rc", new TypeTest.OfClass("Rc", RcValue.class));
        map.put("Any", TypeTest.ANY);
        map.put("_", TypeTest.ANY);
        return map;
    }

    /// All names of types that a program need not define.
    private static final Set<String> BUILT_IN = builtIn();

    static Set<String> builtInNames() {
        return BUILT_IN;
    }

    /// Whether a type of that name need not be defined; `_` is one.
    static boolean isNamed(String name) {
        return BUILT_IN.contains(name);
    }

    static boolean isBuiltIn(String name) {
        return !name.equals("_") && BUILT_IN.contains(name);
    }

    private static Set<String> builtIn() {
        var names = new HashSet<>(SIMPLE.keySet());
        names.addAll(
                List.of(
                        "Box",
                        "Vec",
                        "HashMap",
                        "HashSet",
                        "Option",
                        "Result",
                        "Fn",
                        "FnMut",
                        "FnOnce",
                        "Pid",
                        "Ref",
                        "Table",
                        "Node",
                        "Range",
                        "Iterator",
                        "Self",
                        "Error"));
        return Set.copyOf(names);
    }

    TypeTest test(Type type) {
        return switch (type) {
            case Type.Named(_, var path) -> named(path);
            case Type.Reference(_, var mutable, var target) -> {
                var inner = test(target);
                yield inner == TypeTest.ANY && !mutable
                        ? TypeTest.ANY
                        : new TypeTest.OfReference(mutable, inner);
            }
            case Type.Tuple(_, var parts) ->
                    parts.isEmpty()
                            ? SIMPLE.getOrDefault("nil", TypeTest.ANY)
                            : new TypeTest.OfTuple(parts.stream().map(this::test).toList());
            case Type.Function _ -> new TypeTest.OfFunction();
            case Type.TraitObject(_, var path) -> trait(path);
            case Type.Infer _ -> TypeTest.ANY;
        };
    }

    private TypeTest named(Path path) {
        var arguments = path.segments().getLast().arguments();
        if (path.segments().size() == 1) {
            var name = path.first().name();
            if (generics.contains(name)) {
                return TypeTest.ANY;
            }
            if (name.equals("Self") && self != null) {
                return test(self);
            }
            var definition = registry.type(module, List.of(name));
            if (definition == null) {
                var simple = SIMPLE.get(name);
                if (simple != null) {
                    return simple;
                }
                switch (name) {
                    case "Box":
                        return arguments.isEmpty() ? TypeTest.ANY : test(arguments.getFirst());
                    case "Vec":
                        return new TypeTest.OfVec(argument(arguments, 0));
                    case "HashMap":
                        return new TypeTest.OfMap(argument(arguments, 0), argument(arguments, 1));
                    case "HashSet":
                        return new TypeTest.OfSet(argument(arguments, 0));
                    case "Option":
                        return new TypeTest.OfCarrier(
                                EnumType.OPTION, arguments.stream().map(this::test).toList());
                    case "Result":
                        return new TypeTest.OfCarrier(
                                EnumType.RESULT, arguments.stream().map(this::test).toList());
                    case "Fn", "FnMut", "FnOnce":
                        return new TypeTest.OfFunction();
                    case "Pid", "Ref", "Table", "Node", "Range", "Iterator", "Self", "Error":
                        return opaque(name);
                    default:
                        break;
                }
            }
        }
        var definition = registry.type(module, names(path));
        if (definition == null) {
            throw undefined(path);
        }
        return definition.isTrait()
                ? trait(path)
                : new TypeTest.OfProgram(definition.name(), definition.key());
    }

    private OxurPanic undefined(Path path) {
        var name = path.name();
        var similar = path.isIdent() ? Similar.type(registry, module, name, BUILT_IN) : null;
        return new OxurPanic(new ResolveError.UndefinedName(path.span(), name, similar));
    }

    private static TypeTest opaque(String name) {
        return switch (name) {
            case "Self", "Iterator" -> TypeTest.ANY;
            default ->
                    new TypeTest(name) {
                        @Override
                        boolean holds(Object value) {
                            return TypeNames.of(value).equals(name);
                        }
                    };
        };
    }

    private TypeTest argument(List<Type> arguments, int position) {
        return position < arguments.size() ? test(arguments.get(position)) : TypeTest.ANY;
    }

    private TypeTest trait(Path path) {
        var definition = registry.type(module, names(path));
        if (definition == null && path.segments().size() > 1) {
            throw undefined(path);
        }
        var key = definition == null ? path.last().name() : definition.key();
        return new TypeTest.OfTrait(path.last().name(), key, registry);
    }
}
