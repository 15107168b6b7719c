package org.oxur.frontend.lisp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Block;
import org.oxur.ast.Datum.Shape;
import org.oxur.ast.Expr;
import org.oxur.ast.Ident;
import org.oxur.ast.Item;
import org.oxur.ast.Lit;
import org.oxur.ast.Path;
import org.oxur.ast.Stmt;
import org.oxur.ast.Type;

/// Definitions.
final class Items {
    private final Lowering lowering;
    private final Functions functions;
    private final FileModules files;
    private final DataItems data;
    private final TraitItems traits;

    Items(Lowering lowering) {
        this.lowering = lowering;
        this.functions = new Functions(lowering);
        this.files = new FileModules(lowering);
        this.data = new DataItems();
        this.traits = new TraitItems(lowering, functions);
    }

    /// What a definition gives: none for a macro, several for a `use` of several names.
    ///
    /// @param top it stands at the top level or in a `mod`, where macros and modules may stand
    List<Stmt> definitions(Form.Sequence form, Scope scope, boolean top) {
        boolean isPub = Forms.headName(form).equals("pub");
        var definition = form;
        if (isPub) {
            var arguments = Forms.arguments(form);
            if (arguments.size() != 1
                    || !(lowering.macros().expandHead(arguments.getFirst(), scope)
                            instanceof Form.Sequence inner)
                    || !Forms.ITEMS.contains(Forms.headName(inner))
                    || Forms.headName(inner).equals("pub")) {
                throw Refused.malformed(
                        form, "malformed `pub`", "`(pub (defn …))`: one definition");
            }
            definition = inner;
        }
        var name = Forms.headName(definition);
        if (!top && (name.equals("defmacro") || name.equals("mod"))) {
            throw Refused.malformed(
                    definition, "`" + name + "` stands at the top level or in a `mod` only");
        }
        if (name.equals("defmacro")) {
            lowering.macros().define(definition, functions);
            return List.of();
        }
        var statements = new ArrayList<Stmt>();
        for (var item : items(name, definition, isPub)) {
            lowering.macros().passed(item, definition);
            if (item instanceof Item.Use use && lowering.macros().isMacroOnly(use)) {
                continue;
            }
            statements.add(new Stmt.Definition(form.span(), item));
        }
        return statements;
    }

    private List<? extends Item> items(String kind, Form.Sequence form, boolean isPub) {
        return switch (kind) {
            case "def" -> List.of(variable(form, isPub, false));
            case "defconst" -> List.of(variable(form, isPub, true));
            case "defn" -> List.of(function(form, isPub));
            case "defstruct" -> List.of(data.struct(form, isPub));
            case "defenum" -> List.of(data.enumeration(form, isPub));
            case "deftrait" -> List.of(traits.trait(form, isPub));
            case "impl" -> List.of(traits.implementation(form));
            case "use" -> uses(form, isPub);
            case "require-crate" -> List.of(crate(form, isPub));
            default -> List.of(module(form, isPub));
        };
    }

    private Item function(Form.Sequence form, boolean isPub) {
        var cursor = new Cursor(Forms.arguments(form));
        if (!(cursor.peek() instanceof Form.Symbol symbol)) {
            throw Refused.malformed(form, "malformed `defn`", "`(defn name [parameters] body…)`");
        }
        cursor.take();
        var function = functions.function(form, defined(symbol), cursor, false);
        var body = function.body();
        if (body == null) {
            // An empty body is Rust's `fn f() {}`.
            body = new Block(form.span(), List.of());
        }
        return new Item.Fn(form.span(), isPub, function.signature(), body, function.doc());
    }

    /// The name that a definition gives; a macro's template may define, too, and then means the
    /// plain name.
    Ident defined(Form.Symbol symbol) {
        var ident = Patterns.local(symbol);
        return new Ident(ident.span(), lowering.macros().definitionName(symbol));
    }

    /// `(def name value)`, `(def name Type value)`, `(def (name Type) value)`, and `defconst`
    /// alike.
    private Item variable(Form.Sequence form, boolean isPub, boolean constant) {
        var parts = Forms.arguments(form);
        var first = parts.isEmpty() ? null : parts.getFirst();
        var typed = parts.size() == 2 ? Forms.typed(first) : null;
        var named = typed == null ? first : typed.items().getFirst();
        if (typed != null) {
            RustWays.refuseColon(typed);
        }
        if (parts.size() < 2 || parts.size() > 3 || !(named instanceof Form.Symbol symbol)) {
            var name = Forms.headName(form);
            throw Refused.malformed(
                    form,
                    "malformed `" + name + "`",
                    "`(" + name + " name value)` or `(" + name + " name Type value)`");
        }
        Type type = null;
        if (typed != null) {
            type = Types.type(typed.items().get(1));
        } else if (parts.size() == 3) {
            type = Types.type(parts.get(1));
        }
        RustWays.refuseColon(symbol, parts.get(1));
        var ident = defined(symbol);
        Expr value = lowering.value(parts.getLast(), Scope.TOP);
        return constant
                ? new Item.Const(form.span(), isPub, ident, type, value)
                : new Item.Static(form.span(), isPub, ident, type, value);
    }

    private Item module(Form.Sequence form, boolean isPub) {
        var cursor = new Cursor(Forms.arguments(form));
        if (!(cursor.peek() instanceof Form.Symbol symbol)) {
            throw Refused.malformed(form, "malformed `mod`", "`(mod name definitions…)`");
        }
        cursor.take();
        var ident = defined(symbol);
        return cursor.hasNext()
                ? module(form, ident, cursor.rest(), isPub)
                : files.module(form, ident, isPub);
    }

    /// A module with what stands in it.
    Item.Mod module(Form form, Ident ident, List<Form> forms, boolean isPub) {
        var content = new ArrayList<Stmt>();
        lowering.macros().enterModule(ident.name());
        try {
            for (var inner : forms) {
                content.addAll(lowering.topLevel(inner));
            }
        } finally {
            lowering.macros().leaveModule();
        }
        return new Item.Mod(form.span(), isPub, ident, content);
    }

    FileModules files() {
        return files;
    }

    /// `(use geometry::f)`, `(use (geometry::f :as g))`, `(use geometry::*)`, several in one.
    private List<Item> uses(Form.Sequence form, boolean isPub) {
        var uses = new ArrayList<Item>();
        for (var part : Forms.arguments(form)) {
            var use = use(form, part, isPub);
            files.load(use);
            uses.add(use);
        }
        if (uses.isEmpty()) {
            throw malformedUse(form);
        }
        return uses;
    }

    private Item.Use use(Form.Sequence form, Form part, boolean isPub) {
        Form.Symbol target;
        @Nullable Ident rename = null;
        if (part instanceof Form.Symbol symbol) {
            target = symbol;
        } else if (part instanceof Form.Sequence(_, var shape, var items)
                && shape == Shape.LIST
                && items.size() == 3
                && items.get(0) instanceof Form.Symbol symbol
                && Forms.isKeyword(items.get(1), "as")
                && items.get(2) instanceof Form.Symbol name) {
            target = symbol;
            rename = defined(name);
        } else {
            throw malformedUse(part);
        }
        if (!target.name().endsWith("::*")) {
            return new Item.Use(form.span(), isPub, path(target), rename, false);
        }
        if (rename != null) {
            throw malformedUse(part);
        }
        var name = target.name().substring(0, target.name().length() - 3);
        var module = new Form.Symbol(Types.part(target, 0, name.length()), name);
        return new Item.Use(form.span(), isPub, path(module), null, true);
    }

    /// `(require-crate "name" :path "…")`, `(require-crate "name" :version "…" :as other)`.
    private Item crate(Form.Sequence form, boolean isPub) {
        var cursor = new Cursor(Forms.arguments(form));
        if (!(cursor.peek() instanceof Form.Literal(var place, Lit.Str(var name)))
                || name.isEmpty()) {
            throw malformedCrate(form);
        }
        cursor.take();
        var ident = new Ident(place, name);
        @Nullable String path = null;
        @Nullable String version = null;
        while (cursor.hasNext()) {
            var key = Forms.keyword(cursor.take());
            var value = cursor.hasNext() ? cursor.take() : null;
            if ("as".equals(key) && value instanceof Form.Symbol symbol) {
                ident = defined(symbol);
            } else if ("path".equals(key) && value instanceof Form.Literal(_, Lit.Str(var text))) {
                path = text;
            } else if ("version".equals(key)
                    && value instanceof Form.Literal(_, Lit.Str(var text))) {
                version = text;
            } else {
                throw malformedCrate(form);
            }
        }
        if ((path == null) == (version == null)) {
            throw malformedCrate(form);
        }
        return new Item.ExternCrate(form.span(), isPub, ident, name, path, version);
    }

    private static Refused malformedCrate(Form form) {
        return Refused.malformed(
                form,
                "malformed `require-crate`",
                "`(require-crate \"name\" :path \"…\")` or `(require-crate \"name\" :version \"…\")`, each with `:as other` if you like");
    }

    private static Path path(Form.Symbol symbol) {
        if (symbol.name().isEmpty()) {
            throw malformedUse(symbol);
        }
        return Types.path(symbol, List.of(), false);
    }

    private static Refused malformedUse(Form form) {
        return Refused.malformed(
                form,
                "malformed `use`",
                "`(use module::name)`, `(use (module::name :as other))`, `(use module::*)`");
    }
}
