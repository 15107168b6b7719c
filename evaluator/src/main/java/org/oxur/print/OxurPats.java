package org.oxur.print;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Lit;
import org.oxur.ast.Pat;
import org.oxur.ast.Type;

/// Patterns as Oxur writes them.
final class OxurPats {
    private final OxurNames names;
    private final OxurTypes types;
    private final Depth depth;

    OxurPats(OxurNames names, OxurTypes types, Depth depth) {
        this.names = names;
        this.types = types;
        this.depth = depth;
    }

    /// A pattern among others: `mut x` is two forms.
    List<Form> elements(Pat pat) {
        return pat instanceof Pat.Binding(_, var ident, var mutable, var subpat)
                        && mutable
                        && subpat == null
                ? List.of(Form.atom("mut"), names.ident(ident))
                : List.of(pat(pat));
    }

    /// The pattern as what is one form or reads as one: `mut x` in a place of its own.
    Form pat(Pat pat) {
        depth.enter(pat.span());
        var form =
                switch (pat) {
                    case Pat.Wild _ -> Form.atom("_");
                    case Pat.Binding(_, var ident, var mutable, var subpat) -> {
                        var name = Form.atom((mutable ? "mut " : "") + names.text(ident));
                        yield subpat == null ? name : call("as", List.of(pat(subpat), name));
                    }
                    case Pat.Literal(_, var lit) -> OxurLiterals.form(lit);
                    case Pat.Quote(_, var datum) -> new OxurData(depth).quoted(datum);
                    case Pat.Range(_, var from, var to, var inclusive) ->
                            call(inclusive ? "..=" : "..", List.of(end(from), end(to)));
                    case Pat.Tuple(_, var parts) ->
                            Form.group("{", all(parts), "}", Form.Style.FILL);
                    case Pat.Slice(_, var parts, var rest) -> slice(parts, rest);
                    case Pat.Named(_, var path) -> names.path(path);
                    case Pat.TupleStruct(_, var path, var parts) ->
                            call(names.text(path), all(parts));
                    case Pat.Struct(_, var path, var fields) -> struct(names.text(path), fields);
                    case Pat.Or(_, var cases) -> call("or", all(cases));
                    case Pat.Reference(_, var mutable, var target) ->
                            Form.prefixed(mutable ? "&mut " : "&", pat(target));
                    case Pat.Typed(_, var inner, var type) -> typed(inner, type);
                    case Pat.Map(_, var entries) -> map(entries);
                };
        depth.leave();
        return form;
    }

    /// `(x i64)`, `mut (x i64)`.
    Form typed(Pat pat, Type type) {
        if (pat instanceof Pat.Binding(_, var ident, var mutable, var subpat) && subpat == null) {
            var pair = Form.list(Form.Style.CALL, List.of(names.ident(ident), types.type(type)));
            return mutable ? Form.prefixed("mut ", pair) : pair;
        }
        return Form.list(Form.Style.CALL, List.of(pat(pat), types.type(type)));
    }

    private List<Form> all(List<Pat> pats) {
        var forms = new ArrayList<Form>();
        for (var pat : pats) {
            forms.addAll(elements(pat));
        }
        return forms;
    }

    private Form slice(List<Pat> parts, @Nullable Pat rest) {
        var forms = new ArrayList<>(all(parts));
        if (rest != null) {
            forms.add(Form.atom("&"));
            forms.addAll(elements(rest));
        }
        return Form.vector(Form.Style.FILL, forms);
    }

    private Form struct(String name, List<Pat.FieldPat> fields) {
        var forms = new ArrayList<Form>();
        for (var field : fields) {
            forms.add(Form.atom(":" + names.text(field.ident())));
            forms.add(pat(field.pat()));
        }
        return call(name, forms);
    }

    private Form map(List<Pat.MapEntry> entries) {
        var forms = new ArrayList<Form>();
        for (var entry : entries) {
            forms.add(OxurLiterals.form(entry.key()));
            forms.add(pat(entry.pat()));
        }
        return Form.group("#{", forms, "}", Form.Style.PAIRS);
    }

    private static Form end(@Nullable Lit lit) {
        return lit == null ? Form.atom("nil") : OxurLiterals.form(lit);
    }

    private static Form call(String head, List<Form> arguments) {
        var items = new ArrayList<Form>();
        items.add(Form.atom(head));
        items.addAll(arguments);
        return Form.list(Form.Style.CALL, items);
    }
}
