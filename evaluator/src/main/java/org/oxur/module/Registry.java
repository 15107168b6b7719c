package org.oxur.module;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Item;
import org.oxur.error.Bug;
import org.oxur.text.SourceText;
import org.oxur.text.Span;
import org.oxur.value.EnumType;
import org.oxur.value.StructType;

/// All definitions of a session.
///
/// Whoever caches what a name means remembers [#epoch()]: it changes whenever a name may mean
/// something else than before. A new version of a function does not change it, because callers hold
/// the function.
///
/// One thread defines. Others may look up what they like at any time, without making it wait: what
/// they found belongs together if [#isSteady] says so afterwards.
public final class Registry {
    private final Module root = new Module("", null);
    private final Lookup lookup = new Lookup(this);
    private final Set<Executable> closures = Collections.newSetFromMap(new WeakHashMap<>());
    private volatile int epoch = 1;
    private static final VarHandle EPOCH = epochHandle();

    /// Odd while a definition is made that takes several steps.
    private volatile long looks;

    private int changing;
    private Supplier<Collection<String>> words = List::of;
    private BiPredicate<String, String> coming = (_, _) -> false;
    private final GuardGivers guardGivers = new GuardGivers();
    private final Methods methods = new Methods();

    /// A method of a type.
    ///
    /// @param trait the key of the trait it implements; empty for the type's own
    /// @param traitArguments of `(From String)`: as written; empty where the trait has none
    public record Method(String trait, List<org.oxur.ast.Type> traitArguments, Function function) {}

    /// Where the names come from that have a meaning in the program's language but are no
    /// definitions: its forms and macros. They are asked for when a misspelt name is explained.
    public void setWords(Supplier<Collection<String>> words) {
        this.words = words;
    }

    /// Where it is known whether a text may define a type that is not there yet: of a text and a
    /// name.
    public void setComing(BiPredicate<String, String> coming) {
        this.coming = coming;
    }

    public boolean mayCome(SourceText text, String type) {
        return coming.test(text.text(), type);
    }

    public Collection<String> words() {
        return words.get();
    }

    public Module root() {
        return root;
    }

    public int epoch() {
        return epoch;
    }

    private static VarHandle epochHandle() {
        try {
            return MethodHandles.lookup().findVarHandle(Registry.class, "epoch", int.class);
        } catch (ReflectiveOperationException e) {
            throw new Bug("the registry has its own field", e);
        }
    }

    /// As [#epoch()], as this thread has seen it: for code that asks again and again, and passes
    /// the places where definitions are made on the way.
    public int epochHere() {
        return (int) EPOCH.get(this);
    }

    /// For whoever looks up several things from another thread than the one that defines: before.
    public long look() {
        return looks;
    }

    /// Whether nothing was defined but versions of functions since a [#look()], nor was being
    /// defined then.
    public boolean isSteady(long look) {
        return (look & 1) == 0 && looks == look;
    }

    private void beginChange() {
        if (changing++ == 0) {
            long next = looks + 1;
            looks = next;
        }
    }

    private void endChange() {
        if (--changing == 0) {
            long next = looks + 1;
            looks = next;
        }
    }

    /// A name means something else: whatever was changed is there to be seen by now.
    private void changed() {
        int next = epoch + 1;
        epoch = next;
    }

    // Lookup

    /// @param path the names of a path, `geometry::area`
    public Meaning meaning(Module from, List<String> path) {
        return lookup.meaning(from, path);
    }

    /// The struct, enum or trait that a path means, or null.
    public @Nullable TypeDefinition type(Module from, List<String> path) {
        return lookup.type(from, path);
    }

    /// The module that a path means, seen from another; null if there is none.
    public @Nullable Module moduleNamed(Module from, List<String> path) {
        return lookup.moduleNamed(from, path);
    }

    /// Whether `use` finds what it is to bring in: looked up from the top, then from where it
    /// stands, as the imported name itself will be.
    public boolean canUse(Module module, List<String> path, boolean glob) {
        return lookup.canUse(module, path, glob);
    }

    /// Where a definition stands that a path would mean if it were public; null if there is none.
    public @Nullable Span hidden(Module from, List<String> path) {
        return lookup.hidden(from, path);
    }

    // Methods

    /// All methods of that name that a type has, its own first.
    public List<Method> methods(String typeKey, String name) {
        return methods.of(typeKey, name);
    }

    /// The names of all methods that a type has of the program.
    public List<String> methodNames(String typeKey) {
        return methods.names(typeKey);
    }

    /// A type's own method, or that of a trait; null if there is none.
    ///
    /// @param trait the trait's key, or empty for any
    public @Nullable Method method(String typeKey, String name, String trait) {
        return methods.find(typeKey, name, trait);
    }

    public boolean implementsTrait(String typeKey, String trait) {
        return methods.implementsTrait(typeKey, trait);
    }

    /// Whether any type has a method of that name.
    public boolean anyHasMethod(String method) {
        return methods.anyHasMethod(method);
    }

    /// Whether a method of that name somewhere takes `&mut self`.
    public boolean anyMutates(String method) {
        return methods.anyMutates(method);
    }

    /// Whether there is a method of that name, and all of them take `self`, not a reference.
    public boolean allTakeSelf(String method) {
        return methods.allTakeSelf(method);
    }

    /// Whether a call of that name may give a guard of a `ref-cell`.
    public boolean mayGiveGuard(String name) {
        return guardGivers.mayGive(name);
    }

    // Definition

    /// What a definition did.
    ///
    /// @param oldVersion 0 when it is new
    public record Change(String name, int oldVersion, int newVersion, boolean signatureChanged) {
        public boolean same() {
            return oldVersion == newVersion;
        }
    }

    public Change define(Module module, Item.Fn tree, List<String> uses, Calls calls) {
        var name = tree.sig().ident().name();
        guardGivers.define(tree);
        var global = module.values.get(name);
        if (global != null && global.value instanceof Function function) {
            global.isPublic = tree.isPub();
            return replace(function, module.qualify(name), tree, uses, calls, global);
        }
        var function = new Function(module.qualify(name), module, Version.of(1, tree, uses));
        put(module, name, Global.Kind.FUNCTION, function, tree.isPub(), tree.span(), tree);
        return new Change(module.qualify(name), 0, 1, false);
    }

    /// Reads how often the current version of a function was called.
    @FunctionalInterface
    public interface Calls {
        long of(Function function);
    }

    static Change replace(
            Function function,
            String name,
            Item.Fn tree,
            List<String> uses,
            Calls calls,
            @Nullable Global global) {
        var old = function.current();
        if (old.tree().equals(tree)) {
            return new Change(name, old.number(), old.number(), false);
        }
        var version = Version.of(old.number() + 1, tree, uses);
        function.replace(version, calls.of(function));
        if (global != null) {
            global.span = tree.span();
            global.version = version.number();
        }
        return new Change(
                name, old.number(), version.number(), !old.tree().sig().equals(tree.sig()));
    }

    /// Makes an earlier version current, as a new one.
    public @Nullable Change rollback(Function function, int number, Calls calls) {
        var version = function.version(number);
        if (version == null) {
            return null;
        }
        var old = function.current();
        var renewed = version.again(old.number() + 1);
        function.replace(renewed, calls.of(function));
        return new Change(
                function.name(),
                old.number(),
                renewed.number(),
                !old.tree().sig().equals(version.tree().sig()));
    }

    public Change defineValue(
            Module module,
            String name,
            Global.Kind kind,
            Object value,
            boolean isPublic,
            Span span,
            Object tree) {
        var old = module.values.get(name);
        int oldVersion = old == null ? 0 : old.version;
        put(module, name, kind, value, isPublic, span, tree);
        var global = Objects.requireNonNull(module.values.get(name));
        global.version = oldVersion + 1;
        return new Change(module.qualify(name), oldVersion, global.version, false);
    }

    private void put(
            Module module,
            String name,
            Global.Kind kind,
            Object value,
            boolean isPublic,
            Span span,
            Object tree) {
        beginChange();
        var global = module.values.get(name);
        if (global == null) {
            global = new Global(name, module, kind, value, isPublic, span);
            module.values.put(name, global);
            changed();
        } else {
            if (global.kind != kind || kind != Global.Kind.STATIC) {
                changed();
            }
            global.kind = kind;
            global.value = value;
            global.isPublic = isPublic;
            global.span = span;
        }
        global.tree = tree;
        endChange();
    }

    /// A struct, enum or trait; its implementations stay.
    public Change defineType(
            Module module,
            String name,
            Item item,
            boolean isPublic,
            @Nullable StructType struct,
            @Nullable EnumType enumeration) {
        var definition = module.types.get(name);
        int oldVersion = 0;
        if (definition == null) {
            definition = new TypeDefinition(name, module, item, isPublic);
            module.types.put(name, definition);
        } else {
            oldVersion = definition.version;
            if (definition.item.equals(item)) {
                return new Change(module.qualify(name), oldVersion, oldVersion, false);
            }
            definition.version++;
        }
        beginChange();
        definition.item = item;
        definition.isPublic = isPublic;
        definition.struct = struct;
        definition.enumeration = enumeration;
        if (item instanceof Item.Trait trait) {
            defineDefaults(definition, trait);
        }
        if (struct != null) {
            put(module, name, Global.Kind.STRUCT, struct, isPublic, item.span(), item);
        }
        changed();
        endChange();
        return new Change(module.qualify(name), oldVersion, definition.version, false);
    }

    private static void defineDefaults(TypeDefinition definition, Item.Trait trait) {
        definition.defaults.clear();
        for (var fn : trait.fns()) {
            var body = fn.body();
            if (body != null) {
                var tree = new Item.Fn(fn.span(), true, fn.sig(), body, fn.doc());
                var name = definition.key() + "::" + fn.sig().ident().name();
                definition.defaults.put(
                        fn.sig().ident().name(),
                        new Function(name, definition.module(), Version.of(1, tree, List.of())));
            }
        }
    }

    /// Methods of a type.
    ///
    /// @param trait the trait's definition; null for the type's own methods, and for traits that
    ///   the language knows
    /// @param traitName as written; empty for the type's own
    /// @return one change for each function
    public List<Change> implement(
            Module module,
            String typeKey,
            @Nullable TypeDefinition trait,
            String traitName,
            Item.Impl impl,
            Uses uses,
            Calls calls) {
        beginChange();
        impl.fns().forEach(guardGivers::define);
        if (trait != null) {
            trait.defaults.values().forEach(fn -> guardGivers.define(fn.current().tree()));
        }
        var changes = methods.implement(module, typeKey, trait, traitName, impl, uses, calls);
        changed();
        endChange();
        return changes;
    }

    /// The names of the program's definitions that a function mentions.
    @FunctionalInterface
    public interface Uses {
        List<String> of(Item.Fn tree);
    }

    /// The module of that name in another, made if it is not there.
    public Module module(Module parent, String name, boolean isPublic) {
        var module = parent.children.get(name);
        if (module == null) {
            module = new Module(name, parent);
            parent.children.put(name, module);
            changed();
        }
        module.isPublic = isPublic;
        return module;
    }

    public void use(Module module, List<String> path, String name, boolean glob, boolean isPublic) {
        if (glob) {
            if (!module.globs.contains(path)) {
                module.globs.add(List.copyOf(path));
            }
        } else {
            module.imports.put(name, new Module.Import(List.copyOf(path), isPublic));
        }
        changed();
    }

    /// Takes a `use` back.
    public void withdraw(Module module, List<String> path, String name, boolean glob) {
        if (glob) {
            module.globs.remove(path);
        } else {
            var known = module.imports.get(name);
            if (known != null && known.path().equals(path)) {
                module.imports.remove(name);
            }
        }
        changed();
    }

    /// A closure was built; it may outlive the function around it.
    public void closure(Executable code) {
        closures.add(code);
    }

    /// All that executes is built anew when it is called next: names mean something else that are
    /// not looked up again.
    ///
    /// @param calls of a function's current version
    public void relink(ToLongFunction<Function> calls) {
        functions().forEach(function -> function.relink(calls.applyAsLong(function)));
        List.copyOf(closures).forEach(Executable::relink);
    }

    /// All functions of the program, methods included.
    public List<Function> functions() {
        var all = new LinkedHashSet<Function>();
        functions(root, all);
        for (var method : methods.all()) {
            all.add(method.function());
        }
        return new ArrayList<>(all);
    }

    /// @param name with its modules, or its type
    public @Nullable Function function(String name) {
        var at = root;
        var parts = name.split("::", -1);
        for (int i = 0; at != null && i < parts.length - 1; i++) {
            at = at.child(parts[i]);
        }
        var global = at == null ? null : at.value(parts[parts.length - 1]);
        if (global != null && global.value instanceof Function function) {
            return function;
        }
        for (var method : methods.all()) {
            if (method.function().name().equals(name)) {
                return method.function();
            }
        }
        return null;
    }

    private static void functions(Module module, Set<Function> all) {
        for (var global : module.values()) {
            if (global.value instanceof Function function) {
                all.add(function);
            }
        }
        module.children().forEach(child -> functions(child, all));
    }
}
