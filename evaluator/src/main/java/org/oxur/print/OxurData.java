package org.oxur.print;

import java.util.ArrayList;
import java.util.List;
import org.oxur.ast.Datum;
import org.oxur.ast.Expr;

/// Quoted data and templates as Oxur writes them.
final class OxurData {
    private final Depth depth;

    OxurData(Depth depth) {
        this.depth = depth;
    }

    /// `'(a b)`.
    Form quoted(Datum datum) {
        return Form.prefixed("'", datum(datum));
    }

    private Form datum(Datum datum) {
        depth.enter(datum.span());
        var form =
                switch (datum) {
                    case Datum.Atom(_, var lit) -> OxurLiterals.form(lit);
                    case Datum.Symbol(_, var name, _) -> Form.atom(name);
                    case Datum.Sequence(_, var shape, var items) -> {
                        var forms = new ArrayList<Form>();
                        for (var item : items) {
                            forms.add(datum(item));
                        }
                        yield sequence(shape, forms);
                    }
                };
        depth.leave();
        return form;
    }

    /// `` `(a ,x ,@more) ``.
    Form template(Expr.Template template, OxurExprs exprs) {
        return Form.prefixed("`", inside(template, exprs));
    }

    private Form inside(Expr.Template template, OxurExprs exprs) {
        var forms = new ArrayList<Form>();
        for (var part : template.parts()) {
            forms.add(
                    switch (part.value()) {
                        case Expr.Quote(_, var datum) when !part.splice() -> datum(datum);
                        case Expr.Template inner when !part.splice() -> {
                            depth.enter(inner.span());
                            var form = inside(inner, exprs);
                            depth.leave();
                            yield form;
                        }
                        default ->
                                Form.prefixed(part.splice() ? ",@" : ",", exprs.expr(part.value()));
                    });
        }
        return sequence(template.shape(), forms);
    }

    private static Form sequence(Datum.Shape shape, List<Form> forms) {
        return switch (shape) {
            case LIST -> Form.list(Form.Style.CALL, forms);
            case VEC -> Form.vector(Form.Style.FILL, forms);
            case TUPLE -> Form.group("{", forms, "}", Form.Style.FILL);
            case MAP -> Form.group("#{", forms, "}", Form.Style.PAIRS);
        };
    }
}
