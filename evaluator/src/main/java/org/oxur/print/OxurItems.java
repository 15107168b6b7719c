package org.oxur.print;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Block;
import org.oxur.ast.Expr;
import org.oxur.ast.FnArg;
import org.oxur.ast.Generics;
import org.oxur.ast.Item;
import org.oxur.ast.Lit;
import org.oxur.ast.Path;
import org.oxur.ast.Signature;
import org.oxur.ast.Stmt;
import org.oxur.ast.Type;

/// Definitions as Oxur writes them.
final class OxurItems {
    private final OxurExprs exprs;

    OxurItems(OxurExprs exprs) {
        this.exprs = exprs;
    }

    Form item(Item item) {
        exprs.depth().enter(item.span());
        var form =
                switch (item) {
                    case Item.Fn fn -> visible(fn.isPub(), function(fn));
                    case Item.Static(_, var isPub, var ident, var type, var value) ->
                            visible(isPub, constant("def", ident.name(), type, exprs.expr(value)));
                    case Item.Const(_, var isPub, var ident, var type, var value) ->
                            visible(
                                    isPub,
                                    constant("defconst", ident.name(), type, exprs.expr(value)));
                    case Item.Struct struct -> visible(struct.isPub(), struct(struct));
                    case Item.Enum choice -> visible(choice.isPub(), choice(choice));
                    case Item.Trait trait -> visible(trait.isPub(), trait(trait));
                    case Item.Impl impl -> impl(impl);
                    case Item.Mod(_, var isPub, var ident, var content) -> {
                        var forms = head("mod", ident.name());
                        exprs.body(content, forms);
                        yield visible(isPub, Form.list(Form.Style.body(2), forms));
                    }
                    case Item.ExternCrate crate -> visible(crate.isPub(), crate(crate));
                    case Item.Use use -> visible(use.isPub(), use(use));
                };
        exprs.depth().leave();
        return form;
    }

    private static Form visible(boolean isPub, Form form) {
        return isPub ? Form.list(Form.Style.CALL, List.of(Form.atom("pub"), form)) : form;
    }

    private static ArrayList<Form> head(String word, String name) {
        return new ArrayList<>(List.of(Form.atom(word), Form.atom(name)));
    }

    private Form constant(String word, String name, @Nullable Type type, Form value) {
        var forms = head(word, name);
        if (type != null) {
            forms.add(exprs.types().type(type));
        }
        forms.add(value);
        return Form.list(Form.Style.body(forms.size() - 1), forms);
    }

    private Form function(Item.Fn fn) {
        return function(fn.sig(), fn.body(), fn.doc());
    }

    private Form function(Signature sig, @Nullable Block body, @Nullable String doc) {
        var forms = head("defn", exprs.names().text(sig.ident()));
        generics(sig.generics(), forms);
        forms.add(parameters(sig.inputs()));
        if (sig.output() != null) {
            forms.add(Form.atom("->"));
            forms.add(exprs.types().type(sig.output()));
        }
        int head = forms.size();
        if (doc != null) {
            forms.add(Form.atom(OxurLiterals.string(doc)));
        }
        if (body != null) {
            int first = forms.size();
            exprs.body(body.stmts(), forms);
            if (doc == null && forms.size() > first + 1 && startsWithText(body)) {
                // A string before other forms would be read as the doc string.
                forms.set(
                        first,
                        Form.list(Form.Style.CALL, List.of(Form.atom("do"), forms.get(first))));
            }
        }
        return Form.list(Form.Style.body(head), forms);
    }

    private static boolean startsWithText(Block body) {
        return body.stmts().getFirst() instanceof Stmt.Evaluation(_, Expr.Literal(_, Lit.Str _), _);
    }

    private void generics(Generics generics, List<Form> forms) {
        if (!generics.parameters().isEmpty()) {
            forms.add(exprs.types().generics(generics));
        }
    }

    /// `[&mut self x mut y (z i64) & rest]`.
    Form parameters(List<FnArg> inputs) {
        var forms = new ArrayList<Form>();
        for (var input : inputs) {
            switch (input) {
                case FnArg.Receiver(_, var reference, var mutable) -> {
                    if (reference) {
                        forms.add(Form.atom(mutable ? "&mut self" : "&self"));
                    } else {
                        forms.add(Form.atom(mutable ? "mut self" : "self"));
                    }
                }
                case FnArg.Typed(_, var pat, var type) -> {
                    if (type == null) {
                        forms.addAll(exprs.pats().elements(pat));
                    } else {
                        forms.add(exprs.pats().typed(pat, type));
                    }
                }
                case FnArg.Rest(_, var pat) -> {
                    forms.add(Form.atom("&"));
                    forms.addAll(exprs.pats().elements(pat));
                }
            }
        }
        return Form.vector(Form.Style.FILL, forms);
    }

    private Form struct(Item.Struct struct) {
        var forms = head("defstruct", struct.ident().name());
        generics(struct.generics(), forms);
        forms.add(Form.vector(Form.Style.FILL, fields(struct.fields())));
        derives(struct.derives(), forms);
        return Form.list(Form.Style.body(2), forms);
    }

    private List<Form> fields(List<Item.FieldDef> fields) {
        var forms = new ArrayList<Form>();
        for (var field : fields) {
            var name = exprs.names().ident(field.ident());
            forms.add(
                    field.type() == null
                            ? name
                            : Form.list(
                                    Form.Style.CALL,
                                    List.of(name, exprs.types().type(field.type()))));
        }
        return forms;
    }

    private void derives(List<Path> derives, List<Form> forms) {
        if (!derives.isEmpty()) {
            forms.add(Form.atom(":derive"));
            forms.add(
                    Form.vector(
                            Form.Style.FILL, derives.stream().map(exprs.types()::path).toList()));
        }
    }

    private Form choice(Item.Enum choice) {
        var forms = head("defenum", choice.ident().name());
        generics(choice.generics(), forms);
        int head = forms.size();
        for (var variant : choice.variants()) {
            var name = exprs.names().ident(variant.ident());
            var parts = new ArrayList<Form>(List.of(name));
            switch (variant.fields()) {
                case Item.Fields.Unit() -> {}
                case Item.Fields.Unnamed(var types) -> parts.addAll(exprs.types().types(types));
                case Item.Fields.Named(var fields) -> parts.addAll(fields(fields));
            }
            forms.add(
                    variant.fields() instanceof Item.Fields.Unit
                            ? name
                            : Form.list(Form.Style.CALL, parts));
        }
        derives(choice.derives(), forms);
        return Form.list(Form.Style.body(head), forms);
    }

    private Form trait(Item.Trait trait) {
        var forms = head("deftrait", trait.ident().name());
        generics(trait.generics(), forms);
        int head = forms.size();
        for (var fn : trait.fns()) {
            forms.add(function(fn.sig(), fn.body(), fn.doc()));
        }
        return Form.list(Form.Style.body(head), forms);
    }

    private Form impl(Item.Impl impl) {
        var forms = new ArrayList<Form>(List.of(Form.atom("impl")));
        generics(impl.generics(), forms);
        if (impl.trait() != null) {
            forms.add(exprs.types().path(impl.trait()));
        }
        forms.add(exprs.types().type(impl.self()));
        int head = forms.size();
        for (var fn : impl.fns()) {
            forms.add(visible(fn.isPub(), function(fn)));
        }
        return Form.list(Form.Style.body(head), forms);
    }

    private Form crate(Item.ExternCrate crate) {
        var forms = head("require-crate", OxurLiterals.string(crate.crate()));
        option(":path", crate.path(), forms);
        option(":version", crate.version(), forms);
        if (!crate.ident().name().equals(crate.crate())) {
            forms.add(Form.atom(":as"));
            forms.add(exprs.names().ident(crate.ident()));
        }
        return Form.list(Form.Style.CALL, forms);
    }

    private static void option(String key, @Nullable String value, List<Form> forms) {
        if (value != null) {
            forms.add(Form.atom(key));
            forms.add(Form.atom(OxurLiterals.string(value)));
        }
    }

    private Form use(Item.Use use) {
        var path = exprs.names().text(use.path());
        Form what = Form.atom(use.glob() ? path + "::*" : path);
        if (use.rename() != null) {
            what =
                    Form.list(
                            Form.Style.CALL,
                            List.of(what, Form.atom(":as"), exprs.names().ident(use.rename())));
        }
        return Form.list(Form.Style.CALL, List.of(Form.atom("use"), what));
    }
}
