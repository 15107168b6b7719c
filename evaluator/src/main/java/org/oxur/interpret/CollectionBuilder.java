package org.oxur.interpret;

import org.oxur.ast.Expr;
import org.oxur.value.Unit;

/// What is put together of other values: tuples, maps, structs, ranges, templates.
final class CollectionBuilder {
    private final Builder builder;

    CollectionBuilder(Builder builder) {
        this.builder = builder;
    }

    Node tuple(Expr.Tuple tuple) {
        return tuple.parts().isEmpty()
                ? new ConstantNode(tuple.span(), Unit.UNIT)
                : new TupleNode(tuple.span(), builder.values(tuple.parts(), Use.TAKE));
    }

    Node map(Expr.Map map) {
        var entries = map.entries();
        var keys = builder.values(entries.stream().map(Expr.MapEntry::key).toList(), Use.TAKE);
        var values = builder.values(entries.stream().map(Expr.MapEntry::value).toList(), Use.TAKE);
        return new MapNode(map.span(), keys, values);
    }

    Node struct(Expr.Struct struct) {
        var fields = struct.fields();
        var names = fields.stream().map(Expr.FieldValue::ident).toList();
        var values = builder.values(fields.stream().map(Expr.FieldValue::value).toList(), Use.TAKE);
        var rest = struct.rest();
        return new StructNode(
                struct.span(),
                builder.link(struct.path()),
                names,
                values,
                rest == null ? null : builder.value(rest, Use.READ));
    }

    Node range(Expr.Range range) {
        var from = range.from();
        var to = range.to();
        return new RangeNode(
                range.span(),
                from == null ? null : builder.value(from, Use.TAKE),
                to == null ? null : builder.value(to, Use.TAKE),
                range.inclusive());
    }

    Node template(Expr.Template template) {
        var parts = template.parts();
        var splice = new boolean[parts.size()];
        for (int i = 0; i < splice.length; i++) {
            splice[i] = parts.get(i).splice();
        }
        var values = builder.values(parts.stream().map(Expr.Part::value).toList(), Use.READ);
        return new TemplateNode(template.span(), template.shape(), values, splice);
    }
}
