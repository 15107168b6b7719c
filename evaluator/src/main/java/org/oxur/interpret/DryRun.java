package org.oxur.interpret;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Item;
import org.oxur.ast.ModulePath;
import org.oxur.ast.Stmt;
import org.oxur.module.DefinitionKind;
import org.oxur.module.Function;
import org.oxur.module.Module;
import org.oxur.module.Registry;
import org.oxur.module.Registry.Change;

/// What definitions would change, without changing anything: the versions that [Definitions] would
/// make of them now.
public final class DryRun {
    private final Registry registry;
    private final List<Definitions.Made> made = new ArrayList<>();

    private DryRun(Registry registry) {
        this.registry = registry;
    }

    /// @param module its path, which need not exist
    public static List<Definitions.Made> of(
            Registry registry, List<Stmt> statements, List<String> module) {
        var run = new DryRun(registry);
        @Nullable Module at = registry.root();
        for (var name : module) {
            at = at == null ? null : at.child(name);
        }
        run.all(statements, at, String.join("::", module));
        return run.made;
    }

    private void all(List<Stmt> statements, @Nullable Module module, String path) {
        for (var stmt : statements) {
            if (stmt instanceof Stmt.Definition(_, var item)) {
                item(item, module, path);
            }
        }
    }

    private void item(Item item, @Nullable Module module, String path) {
        switch (item) {
            case Item.Fn fn -> {
                var name = fn.sig().ident().name();
                var global = module == null ? null : module.value(name);
                var old = global != null && global.value() instanceof Function f ? f : null;
                function(ModulePath.qualified(path, name), old, fn);
            }
            case Item.Static s ->
                    value(DefinitionKind.STATIC, s.ident().name(), item, module, path);
            case Item.Const c -> value(DefinitionKind.CONST, c.ident().name(), item, module, path);
            case Item.Struct s -> type(DefinitionKind.STRUCT, s.ident().name(), item, module, path);
            case Item.Enum e -> type(DefinitionKind.ENUM, e.ident().name(), item, module, path);
            case Item.Trait t -> type(DefinitionKind.TRAIT, t.ident().name(), item, module, path);
            case Item.Impl impl -> implementation(impl, module);
            case Item.Mod mod -> {
                var name = mod.ident().name();
                boolean isFile = mod.content().isEmpty() && ModulePath.isTop(path);
                var home = isFile ? registry.root() : module;
                var inner = home == null ? null : home.child(name);
                var whole = isFile ? name : ModulePath.qualified(path, name);
                add(DefinitionKind.MODULE, whole, inner == null ? 0 : 1, 1, false, item);
                all(mod.content(), inner, whole);
            }
            case Item.ExternCrate crate -> {
                var name = crate.ident().name();
                boolean known = module != null && module.child(name) != null;
                add(
                        DefinitionKind.MODULE,
                        ModulePath.qualified(path, name),
                        known ? 1 : 0,
                        1,
                        false,
                        item);
            }
            case Item.Use use -> add(DefinitionKind.USE, use.path().name(), 0, 1, false, item);
        }
    }

    private void add(
            DefinitionKind kind,
            String name,
            int from,
            int to,
            boolean signatureChanged,
            Item item) {
        made.add(
                new Definitions.Made(
                        kind, new Change(name, from, to, signatureChanged), item.span()));
    }

    private void function(String name, @Nullable Function old, Item.Fn fn) {
        int from = old == null ? 0 : old.current().number();
        boolean same = old != null && old.current().tree().equals(fn);
        boolean signature = old != null && !old.current().tree().sig().equals(fn.sig());
        add(DefinitionKind.FUNCTION, name, from, same ? from : from + 1, signature, fn);
    }

    private void value(
            DefinitionKind kind, String name, Item item, @Nullable Module module, String path) {
        var global = module == null ? null : module.value(name);
        int from = global == null ? 0 : global.version();
        add(kind, ModulePath.qualified(path, name), from, from + 1, false, item);
    }

    private void type(
            DefinitionKind kind, String name, Item item, @Nullable Module module, String path) {
        var old = module == null ? null : module.type(name);
        int from = old == null ? 0 : old.version();
        boolean same = old != null && old.item().equals(item);
        add(kind, ModulePath.qualified(path, name), from, same ? from : from + 1, false, item);
    }

    private void implementation(Item.Impl impl, @Nullable Module module) {
        var at = module == null ? registry.root() : module;
        var key = new Types(registry, at, Set.of(), null).with(impl.generics()).key(impl.self());
        var trait = impl.trait();
        add(
                DefinitionKind.IMPL,
                key + (trait == null ? "" : " as " + trait.name()),
                0,
                1,
                false,
                impl);
        for (var fn : impl.fns()) {
            var name = key + "::" + fn.sig().ident().name();
            @Nullable Function old = null;
            for (var method : registry.methods(key, fn.sig().ident().name())) {
                old = method.function().name().equals(name) ? method.function() : old;
            }
            function(name, old, fn);
        }
    }
}
