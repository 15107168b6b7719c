package org.oxur.interpret;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Expr;
import org.oxur.ast.Generics;
import org.oxur.ast.Item;
import org.oxur.ast.Path;
import org.oxur.ast.Stmt;
import org.oxur.ast.Type;
import org.oxur.builtin.Builtins;
import org.oxur.error.LanguageError;
import org.oxur.error.OxurPanic;
import org.oxur.error.ResolveError;
import org.oxur.error.TypeError;
import org.oxur.module.DefinitionKind;
import org.oxur.module.Function;
import org.oxur.module.Global;
import org.oxur.module.Meaning;
import org.oxur.module.Module;
import org.oxur.module.Registry;
import org.oxur.resolve.Resolver;
import org.oxur.text.Span;
import org.oxur.text.Spelling;
import org.oxur.value.EnumType;
import org.oxur.value.StructType;
import org.oxur.value.Unit;

/// Makes definitions take effect.
public final class Definitions {
    /// A definition that was made.
    public record Made(DefinitionKind kind, Registry.Change change, Span span) {}

    private final Registry registry;
    private final Execution ex;
    private final Consumer<Made> made;

    /// What names may be looked for only when all that a form defines is there.
    private final List<Runnable> later = new ArrayList<>();

    private final List<LanguageError> errors = new ArrayList<>();

    public Definitions(Registry registry, Execution ex, Consumer<Made> made) {
        this.registry = registry;
        this.ex = ex;
        this.made = made;
    }

    /// Calls of the current version of a function.
    public static long calls(Function function) {
        return function.entry instanceof Code code ? code.calls : 0;
    }

    /// Runs a statement at the top level of a module.
    ///
    /// @return its value; unit for a definition, but a static's value for a static
    public Object run(Stmt stmt, Module module) {
        return switch (stmt) {
            case Stmt.Definition(_, var item) -> define(item, module);
            case Stmt.Evaluation evaluation ->
                    evaluate(
                            () -> CodeBuilder.topLevel(evaluation, registry, module),
                            evaluation.expr());
            case Stmt.Local local -> {
                var init = local.init();
                yield init == null
                        ? Unit.UNIT
                        : evaluate(() -> CodeBuilder.value(init, registry, module), init);
            }
        };
    }

    /// All that is wrong with what the definitions name; the first of them was thrown.
    public List<LanguageError> errors() {
        return List.copyOf(errors);
    }

    /// After all statements of a form: what its modules import must be there now.
    ///
    /// @throws OxurPanic `undefined-name`
    public void finish() {
        var checks = List.copyOf(later);
        later.clear();
        checks.forEach(Runnable::run);
    }

    private Object evaluate(Supplier<Code> built, Expr expr) {
        long start = System.nanoTime();
        var code = built.get();
        ex.built(System.nanoTime() - start);
        var frame = new Frame(ex, 1);
        frame.reserve(code.slots);
        return code.run(frame, expr::span);
    }

    public void defineFunction(Item.Fn function, Module module) {
        define(function, module);
    }

    Object define(Item item, Module module) {
        int before = registry.epoch();
        var value = make(item, module);
        if (registry.epoch() != before && namesOperator(item)) {
            registry.relink(Definitions::calls);
        }
        return value;
    }

    private static boolean namesOperator(Item item) {
        return switch (item) {
            case Item.Fn fn -> OwnOperators.isOperator(fn.sig().ident().name());
            case Item.Static s -> OwnOperators.isOperator(s.ident().name());
            case Item.Const c -> OwnOperators.isOperator(c.ident().name());
            case Item.Use use -> use.glob() || OwnOperators.isOperator(local(use));
            case Item.Struct _,
                    Item.Enum _,
                    Item.Trait _,
                    Item.Impl _,
                    Item.Mod _,
                    Item.ExternCrate _ ->
                    false;
        };
    }

    private Object make(Item item, Module module) {
        switch (item) {
            case Item.Fn fn -> {
                var known = new KnownTypes(registry, module, Generics.NONE);
                known.check(fn.sig(), fn.sig().generics());
                known.demand(errors);
                var change = registry.define(module, fn, uses(fn, module), Definitions::calls);
                made.accept(new Made(DefinitionKind.FUNCTION, change, fn.span()));
            }
            case Item.Static s -> {
                var value =
                        typed(
                                evaluate(
                                        () -> CodeBuilder.value(s.expr(), registry, module),
                                        s.expr()),
                                s.type(),
                                module,
                                s.expr());
                var change =
                        registry.defineValue(
                                module,
                                s.ident().name(),
                                Global.Kind.STATIC,
                                value,
                                s.isPub(),
                                s.span(),
                                s);
                made.accept(new Made(DefinitionKind.STATIC, change, s.span()));
                return value;
            }
            case Item.Const c -> {
                var value =
                        typed(
                                evaluate(
                                        () -> CodeBuilder.value(adapted(c), registry, module),
                                        c.expr()),
                                c.type(),
                                module,
                                c.expr());
                var change =
                        registry.defineValue(
                                module,
                                c.ident().name(),
                                Global.Kind.CONST,
                                value,
                                c.isPub(),
                                c.span(),
                                c);
                made.accept(new Made(DefinitionKind.CONST, change, c.span()));
            }
            case Item.Struct struct -> struct(struct, module);
            case Item.Enum enumeration -> enumeration(enumeration, module);
            case Item.Trait trait -> {
                var known = new KnownTypes(registry, module, trait.generics());
                trait.fns().forEach(fn -> known.check(fn.sig(), fn.sig().generics()));
                known.demand(errors);
                var change =
                        registry.defineType(
                                module, trait.ident().name(), trait, trait.isPub(), null, null);
                made.accept(new Made(DefinitionKind.TRAIT, change, trait.span()));
            }
            case Item.Impl impl -> implement(impl, module);
            case Item.Mod mod -> {
                // What a program declares as a file is a module for all programs.
                boolean isFile = mod.content().isEmpty() && module == module.top();
                var home = isFile ? registry.root() : module;
                boolean known = home.child(mod.ident().name()) != null;
                var inner = registry.module(home, mod.ident().name(), mod.isPub());
                made.accept(
                        new Made(
                                DefinitionKind.MODULE,
                                new Registry.Change(inner.path(), known ? 1 : 0, 1, false),
                                mod.span()));
                // What is implemented must be there, wherever it stands.
                for (var stmt : mod.content()) {
                    if (isType(stmt)) {
                        run(stmt, inner);
                    }
                }
                for (var stmt : mod.content()) {
                    if (isType(stmt)) {
                        continue;
                    }
                    if (stmt instanceof Stmt.Definition(_, Item.Use use)) {
                        register(use, inner);
                        later.add(() -> use(use, inner));
                    } else {
                        run(stmt, inner);
                    }
                }
            }
            case Item.ExternCrate crate ->
                    new ForeignModules(registry, ex, made).define(crate, module);
            case Item.Use use -> use(use, module);
        }
        return Unit.UNIT;
    }

    private static boolean isType(Stmt stmt) {
        return stmt instanceof Stmt.Definition(_, var item)
                && (item instanceof Item.Struct
                        || item instanceof Item.Enum
                        || item instanceof Item.Trait);
    }

    private static Expr adapted(Item.Const c) {
        return c.expr();
    }

    private Object typed(Object value, @Nullable Type type, Module module, Expr expr) {
        if (type == null) {
            return value;
        }
        var test = new Types(registry, module, java.util.Set.of(), null).test(type);
        var adaptable = expr instanceof Expr.Literal ? Literals.adapted(expr, value, test) : value;
        return test.check(adaptable, expr::span);
    }

    private void struct(Item.Struct item, Module module) {
        derivable(item.derives());
        var known = new KnownTypes(registry, module, item.generics());
        item.fields().forEach(field -> known.check(field.type()));
        known.demand(errors);
        var old = module.type(item.ident().name());
        StructType type = null;
        if (old != null && old.item().equals(item)) {
            type = old.struct();
        }
        if (type == null) {
            var storage = new StringBuilder();
            item.fields().forEach(f -> storage.append(storage(f.type(), module)));
            type =
                    new StructType(
                            item.ident().name(),
                            module.path(),
                            item.fields().stream().map(f -> f.ident().name()).toList(),
                            storage.toString(),
                            derives(item.derives(), "Copy"),
                            derivesOrder(item.derives()));
            FieldTypes.declare(type, item, registry, module);
        }
        var defaults = new ArrayList<Item.Impl>();
        for (var derive : item.derives()) {
            if (derive.name().equals("Default")) {
                defaults.add(DerivedDefault.of(item, derive));
            }
        }
        var change =
                registry.defineType(module, item.ident().name(), item, item.isPub(), type, null);
        made.accept(new Made(DefinitionKind.STRUCT, change, item.span()));
        defaults.forEach(impl -> derive(impl, module));
    }

    /// An implementation that no text has: it is not announced.
    private void derive(Item.Impl impl, Module module) {
        new Definitions(registry, ex, _ -> {}).implement(impl, module);
    }

    private static char storage(@Nullable Type type, Module module) {
        var name = type == null ? "" : Types.lastName(type);
        return name.equals("f64") ? 'd' : name.equals("i64") ? 'l' : 'o';
    }

    /// @throws OxurPanic `type-mismatch`
    private static void derivable(List<Path> derives) {
        for (var path : derives) {
            var name = path.name();
            if (!KnownTraits.DERIVABLE.contains(name)) {
                var similar = Spelling.nearest(name, KnownTraits.DERIVABLE);
                throw new OxurPanic(
                        new TypeError.TypeMismatch(
                                path.span(),
                                "`" + name + "` cannot be derived",
                                similar != null
                                        ? "did you mean `" + similar + "`?"
                                        : "`(impl " + name + " Type …)` implements a trait"));
            }
        }
    }

    private static boolean derives(List<Path> derives, String trait) {
        return derives.stream().anyMatch(p -> p.name().equals(trait));
    }

    private static boolean derivesOrder(List<Path> derives) {
        return derives(derives, "PartialOrd") || derives(derives, "Ord");
    }

    private void enumeration(Item.Enum item, Module module) {
        derivable(item.derives());
        for (var derive : item.derives()) {
            if (derive.name().equals("Default")) {
                throw new OxurPanic(
                        new TypeError.TypeMismatch(
                                derive.span(),
                                "`Default` cannot be derived for an enum: no variant is its default",
                                "`(impl Default "
                                        + item.ident().name()
                                        + " (defn default [] …))` says which it is"));
            }
        }
        var known = new KnownTypes(registry, module, item.generics());
        for (var variant : item.variants()) {
            switch (variant.fields()) {
                case Item.Fields.Unit() -> {}
                case Item.Fields.Unnamed(var types) -> types.forEach(known::check);
                case Item.Fields.Named(var fields) -> fields.forEach(f -> known.check(f.type()));
            }
        }
        known.demand(errors);
        var old = module.type(item.ident().name());
        EnumType type = null;
        if (old != null && old.item().equals(item)) {
            type = old.enumeration();
        }
        if (type == null) {
            type =
                    new EnumType(
                            item.ident().name(),
                            module.path(),
                            derives(item.derives(), "Copy"),
                            derivesOrder(item.derives()));
            for (var each : item.variants()) {
                var variant =
                        switch (each.fields()) {
                            case Item.Fields.Unit() -> type.variant(each.ident().name(), 0, null);
                            case Item.Fields.Unnamed(var types) ->
                                    type.variant(each.ident().name(), types.size(), null);
                            case Item.Fields.Named(var fields) ->
                                    type.variant(
                                            each.ident().name(),
                                            fields.size(),
                                            fields.stream().map(f -> f.ident().name()).toList());
                        };
                FieldTypes.declare(variant, each, item.generics(), registry, module);
            }
        }
        var change =
                registry.defineType(module, item.ident().name(), item, item.isPub(), null, type);
        made.accept(new Made(DefinitionKind.ENUM, change, item.span()));
    }

    private void implement(Item.Impl impl, Module module) {
        var types = new Types(registry, module, java.util.Set.of(), null).with(impl.generics());
        var known = new KnownTypes(registry, module, impl.generics());
        known.check(impl.self());
        for (var fn : impl.fns()) {
            known.check(fn.sig(), fn.sig().generics());
        }
        known.demand(errors);
        var key = types.key(impl.self());
        var path = impl.trait();
        var trait = path == null ? null : registry.type(module, Types.names(path));
        var traitName = path == null ? "" : path.name();
        if (path != null && trait == null && !KnownTraits.ALL.contains(traitName)) {
            throw new OxurPanic(
                    new ResolveError.UndefinedName(
                            path.span(),
                            traitName,
                            Similar.type(registry, module, traitName, KnownTraits.ALL)));
        }
        if (trait != null) {
            TraitCheck.check(impl, trait);
        } else if (path != null) {
            TraitCheck.check(impl, traitName);
        }
        var changes =
                registry.implement(
                        module,
                        key,
                        trait,
                        traitName,
                        impl,
                        fn -> uses(fn, module),
                        Definitions::calls);
        var names = new LinkedHashSet<String>();
        impl.fns().forEach(fn -> names.add(fn.sig().ident().name()));
        if (trait != null) {
            names.addAll(trait.methods());
        }
        for (var name : names) {
            for (var method : registry.methods(key, name)) {
                Implementations.note(
                        method.function(), impl.generics(), types.everywhere(impl.self()));
            }
        }
        var name = key + (traitName.isEmpty() ? "" : " as " + traitName);
        made.accept(
                new Made(DefinitionKind.IMPL, new Registry.Change(name, 0, 1, false), impl.span()));
        for (int i = 0; i < changes.size(); i++) {
            made.accept(
                    new Made(DefinitionKind.FUNCTION, changes.get(i), impl.fns().get(i).span()));
        }
    }

    /// Takes effect only if there is such a name; in a module, what it uses may stand below.
    private void use(Item.Use use, Module module) {
        var names = Types.names(use.path());
        if (!registry.canUse(module, names, use.glob())) {
            registry.withdraw(module, names, local(use), use.glob());
            throw new OxurPanic(
                    NameLink.undefined(registry, module, use.path(), use.path().span(), null));
        }
        register(use, module);
        made.accept(
                new Made(
                        DefinitionKind.USE,
                        new Registry.Change(use.path().name(), 0, 1, false),
                        use.span()));
    }

    private void register(Item.Use use, Module module) {
        registry.use(module, Types.names(use.path()), local(use), use.glob(), use.isPub());
    }

    private static String local(Item.Use use) {
        var rename = use.rename();
        return rename == null ? use.path().last().name() : rename.name();
    }

    /// The definitions that a function mentions, each with its module or type.
    private List<String> uses(Item.Fn fn, Module module) {
        var facts =
                Resolver.function(fn.sig().inputs(), fn.body(), new CallModes(registry, module));
        return qualified(facts.free(), registry, module);
    }

    /// Names of definitions that a top-level form mentions, each with its module or type.
    public static List<String> mentions(Stmt stmt, Registry registry, Module module) {
        var facts = Resolver.topLevel(stmt, new CallModes(registry, module));
        return qualified(facts.free(), registry, module);
    }

    private static List<String> qualified(List<Path> paths, Registry registry, Module module) {
        return paths.stream()
                .map(path -> qualified(path, registry.meaning(module, Types.names(path)), module))
                .distinct()
                .toList();
    }

    private static String qualified(Path path, Meaning meaning, Module module) {
        return switch (meaning) {
            case Meaning.Value(var global) -> global.qualifiedName();
            case Meaning.OfFunction(var function) -> function.name();
            case Meaning.OfVariant(var variant) -> {
                var home = variant.type().module();
                yield home.isEmpty() ? variant.path() : home + "::" + variant.path();
            }
            case Meaning.TraitMethod(var trait, var method) -> trait.key() + "::" + method;
            case Meaning.Overloaded(var type, _, var method) -> type.key() + "::" + method;
            case Meaning.Type(var type) -> type.key();
            case Meaning.NoMember(var type, var member) -> type.key() + "::" + member;
            case Meaning.OfModule(var inner) -> inner.path();
            case Meaning.Unknown() -> ahead(path, module);
        };
    }

    /// A name that nothing has yet: built in, or to be defined where it is mentioned.
    private static String ahead(Path path, Module module) {
        return path.isIdent() && Builtins.function(path.name()) == null
                ? module.qualify(path.name())
                : path.name();
    }
}
