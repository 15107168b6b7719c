package org.oxur.interpret;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.oxur.builtin.BuiltinFunction;
import org.oxur.builtin.Builtins;
import org.oxur.module.Global;
import org.oxur.module.Module;
import org.oxur.module.Registry;
import org.oxur.module.TypeDefinition;
import org.oxur.text.Spelling;
import org.oxur.value.ListValue;
import org.oxur.value.MapValue;
import org.oxur.value.SetValue;
import org.oxur.value.Text;
import org.oxur.value.VecValue;

/// The name that a misspelt one may have meant.
final class Similar {
    /// What other languages call something that Oxur has under a name which does not resemble it.
    private static final Map<String, String> FOREIGN =
            Map.ofEntries(
                    Map.entry("defun", "defn"),
                    Map.entry("def!", "def"),
                    Map.entry("define", "def"),
                    Map.entry("defvar", "def"),
                    Map.entry("defparameter", "def"),
                    Map.entry("defconstant", "defconst"),
                    Map.entry("defrecord", "defstruct"),
                    Map.entry("deftype", "defstruct"),
                    Map.entry("defprotocol", "deftrait"),
                    Map.entry("definterface", "deftrait"),
                    Map.entry("lambda", "fn"),
                    Map.entry("func", "fn"),
                    Map.entry("function", "fn"),
                    Map.entry("begin", "do"),
                    Map.entry("progn", "do"),
                    Map.entry("setq", "set!"),
                    Map.entry("setf", "set!"),
                    Map.entry("when-let", "if-let"),
                    Map.entry("when-some", "if-let"),
                    Map.entry("if-some", "if-let"),
                    Map.entry("doseq", "for"),
                    Map.entry("foreach", "for"),
                    Map.entry("switch", "match"),
                    Map.entry("case", "match"),
                    Map.entry("printf", "println"),
                    Map.entry("length", "count"),
                    Map.entry("&", "and"),
                    Map.entry("||", "or"),
                    Map.entry("!", "not"),
                    Map.entry("==", "="),
                    Map.entry("+=", "inc!"),
                    Map.entry("++", "inc!"),
                    Map.entry("-=", "dec!"),
                    Map.entry("--", "dec!"));

    private static final Map<String, String> FOREIGN_TYPES =
            Map.ofEntries(
                    Map.entry("Int", "i64"),
                    Map.entry("int", "i64"),
                    Map.entry("Integer", "i64"),
                    Map.entry("Long", "i64"),
                    Map.entry("long", "i64"),
                    Map.entry("Float", "f64"),
                    Map.entry("float", "f64"),
                    Map.entry("Double", "f64"),
                    Map.entry("double", "f64"),
                    Map.entry("Boolean", "bool"),
                    Map.entry("boolean", "bool"),
                    Map.entry("string", "String"),
                    Map.entry("Str", "String"),
                    Map.entry("Char", "char"),
                    Map.entry("Map", "HashMap"),
                    Map.entry("Set", "HashSet"),
                    Map.entry("Array", "Vec"),
                    Map.entry("Maybe", "Option"));

    private static final Map<String, String> FOREIGN_METHODS =
            Map.ofEntries(
                    Map.entry("size", "len"),
                    Map.entry("length", "len"),
                    Map.entry("lenght", "len"),
                    Map.entry("append", "push!"),
                    Map.entry("add", "push!"),
                    Map.entry("put", "insert!"),
                    Map.entry("has", "contains"),
                    Map.entry("includes", "contains"),
                    Map.entry("foreach", "for-each"),
                    Map.entry("each", "for-each"),
                    Map.entry("toString", "to-string"),
                    Map.entry("substring", "slice"),
                    Map.entry("upper", "to-uppercase"),
                    Map.entry("lower", "to-lowercase"));

    private Similar() {}

    /// The method that a misspelt one may have meant, of those that the value has.
    static @Nullable String method(Registry registry, Object receiver, String name) {
        var own = registry.methodNames(Types.key(receiver));
        var nearest = Spelling.nearest(name, own);
        if (nearest != null) {
            return nearest;
        }
        var ours = FOREIGN_METHODS.get(name);
        if (ours != null && Builtins.method(receiver, ours) != null) {
            return ours;
        }
        var builtIn = Builtins.functions().stream().map(BuiltinFunction::name).toList();
        return Spelling.nearest(name, builtIn);
    }

    /// What goes over all that is in a collection or text is a method of its iterator; null for
    /// others.
    static @Nullable String ofIterator(Object receiver, String name) {
        var iterator =
                switch (receiver) {
                    case VecValue _, MapValue _, SetValue _, ListValue _ -> "(.iter v)";
                    case Text _ -> "(.chars s)";
                    default -> null;
                };
        if (iterator == null || !Builtins.isOfIterator(name)) {
            return null;
        }
        var function = receiver instanceof Text ? null : Builtins.function(name);
        return "an iterator has it: `(."
                + name
                + " "
                + iterator
                + " …)`"
                + (function == null ? "" : "; or the function `" + function.signature() + "`");
    }

    /// `Shape::Circle` for the bare name of a variant; null if no enum of the module has it.
    static @Nullable String variant(Module module, String name) {
        for (var type : module.types()) {
            var enumeration = type.enumeration();
            if (enumeration != null
                    && enumeration.variants().stream().anyMatch(v -> v.name().equals(name))) {
                return type.name() + "::" + name;
            }
        }
        return null;
    }

    /// As [#name(Registry, Module, String)], for the last name of a path: of what its module lets
    /// others see.
    static @Nullable String path(Registry registry, Module module, List<String> path) {
        if (path.size() < 2) {
            return name(registry, module, path.getLast());
        }
        var prefix = path.subList(0, path.size() - 1);
        var inside = registry.moduleNamed(module, prefix);
        if (inside == null) {
            var modules = registry.root().children().stream().map(Module::name).toList();
            var near = Spelling.nearest(path.getFirst(), modules);
            return near == null
                    ? null
                    : near + "::" + String.join("::", path.subList(1, path.size()));
        }
        var known = new LinkedHashSet<String>();
        inside.values().stream().filter(Global::isPublic).map(Global::name).forEach(known::add);
        inside.types().stream()
                .filter(TypeDefinition::isPublic)
                .map(TypeDefinition::name)
                .forEach(known::add);
        var near = Spelling.nearest(path.getLast(), known);
        return near == null ? null : String.join("::", prefix) + "::" + near;
    }

    /// The type or trait that a misspelt one may have meant: of the built-in ones that are given,
    /// and of what the module sees by a plain name.
    static @Nullable String type(
            Registry registry, Module module, String name, Collection<String> builtIn) {
        var ours = FOREIGN_TYPES.get(name);
        if (ours != null && builtIn.contains(ours)) {
            return ours;
        }
        var known = new LinkedHashSet<>(builtIn);
        module.types().stream().map(TypeDefinition::name).forEach(known::add);
        known.addAll(module.importedNames());
        return Spelling.nearest(name, known);
    }

    static @Nullable String name(Registry registry, Module module, String name) {
        var known = new LinkedHashSet<String>();
        module.values().stream().map(Global::name).forEach(known::add);
        registry.root().values().stream().map(Global::name).forEach(known::add);
        known.addAll(module.importedNames());
        Builtins.functions().stream().map(BuiltinFunction::name).forEach(known::add);
        known.addAll(registry.words());
        var ours = FOREIGN.get(name);
        if (ours != null && known.contains(ours)) {
            return ours;
        }
        var variant = variant(module, name);
        return variant != null ? variant : Spelling.nearest(name, known);
    }
}
