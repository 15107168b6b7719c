package org.oxur.frontend.lisp;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Block;
import org.oxur.ast.Generics;
import org.oxur.ast.Ident;
import org.oxur.ast.Item;
import org.oxur.ast.Path;
import org.oxur.ast.Type;

/// `deftrait` and `impl`.
final class TraitItems {
    private final Lowering lowering;
    private final Functions functions;

    TraitItems(Lowering lowering, Functions functions) {
        this.lowering = lowering;
        this.functions = functions;
    }

    Item trait(Form.Sequence form, boolean isPub) {
        var cursor = new Cursor(Forms.arguments(form));
        var ident = DataItems.typeName(form, cursor, "`(deftrait Name (defn method [&self]) …)`");
        var generics = DataItems.generics(cursor);
        var fns = new ArrayList<Item.TraitFn>();
        var names = new HashSet<String>();
        for (var method : methods(cursor.rest())) {
            var function = method(method, names);
            fns.add(
                    new Item.TraitFn(
                            method.span(), function.signature(), function.body(), function.doc()));
        }
        return new Item.Trait(form.span(), isPub, ident, generics, fns);
    }

    /// `(impl [T]? Trait? Type methods…)`.
    Item implementation(Form.Sequence form) {
        var cursor = new Cursor(Forms.arguments(form));
        var generics = cursor.hasNext() ? DataItems.generics(cursor) : Generics.NONE;
        var heads = new ArrayList<Form>();
        while (heads.size() < 2 && cursor.hasNext() && !isMethod(cursor.peek())) {
            heads.add(cursor.take());
        }
        if (heads.isEmpty()) {
            throw Refused.malformed(
                    form,
                    "malformed `impl`",
                    "`(impl Type methods…)` or `(impl Trait Type methods…)`");
        }
        Path trait = heads.size() == 2 ? Types.traitPath(heads.getFirst()) : null;
        Type self = Types.type(heads.getLast());
        var fns = new ArrayList<Item.Fn>();
        var names = new HashSet<String>();
        for (var form2 : methods(cursor.rest())) {
            boolean isPub = Forms.headName(form2).equals("pub");
            var function = method(form2, names);
            var body =
                    function.body() == null ? new Block(form2.span(), List.of()) : function.body();
            fns.add(new Item.Fn(form2.span(), isPub, function.signature(), body, function.doc()));
        }
        return new Item.Impl(form.span(), generics, trait, self, fns);
    }

    private boolean isMethod(@Nullable Form form) {
        var head = Forms.head(form);
        return head != null
                && (head.name().equals("defn")
                        || head.name().equals("pub")
                        || lowering.macros().isMacro(head.name()));
    }

    /// The `defn`s among the forms, macro calls expanded.
    private List<Form.Sequence> methods(List<Form> forms) {
        var methods = new ArrayList<Form.Sequence>();
        for (var form : forms) {
            var expanded = lowering.macros().expandHead(form, Scope.TOP);
            if (Forms.headName(expanded).equals("do")) {
                methods.addAll(methods(Forms.arguments((Form.Sequence) expanded)));
            } else if (expanded instanceof Form.Sequence method
                    && (Forms.headName(method).equals("defn") || isPublicMethod(method))) {
                methods.add(method);
            } else {
                throw Refused.malformed(
                        form, "only methods can stand here", "`(defn name [&self] body…)`");
            }
        }
        return methods;
    }

    private static boolean isPublicMethod(Form.Sequence form) {
        return Forms.headName(form).equals("pub")
                && form.items().size() == 2
                && Forms.headName(form.items().get(1)).equals("defn");
    }

    /// @param names those of the methods before it
    private Functions.Function method(Form.Sequence written, Set<String> names) {
        var form =
                Forms.headName(written).equals("pub")
                        ? (Form.Sequence) written.items().get(1)
                        : written;
        var cursor = new Cursor(Forms.arguments(form));
        if (!(cursor.peek() instanceof Form.Symbol(var span, var name, _))
                || name.contains(".")
                || name.contains("::")) {
            throw Refused.malformed(form, "malformed method", "`(defn name [&self] body…)`");
        }
        cursor.take();
        if (!names.add(name)) {
            throw Refused.malformed(
                    span,
                    "there are two methods `" + name + "`",
                    "a function has one definition; a rest parameter, `& more`, takes any number of arguments");
        }
        return functions.function(form, new Ident(span, name), cursor, true);
    }
}
