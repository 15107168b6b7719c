package org.oxur.frontend.lisp;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Datum.Shape;
import org.oxur.ast.Generics;
import org.oxur.ast.Ident;
import org.oxur.ast.Item;
import org.oxur.ast.Path;
import org.oxur.ast.Type;

/// `defstruct` and `defenum`.
final class DataItems {
    Item struct(Form.Sequence form, boolean isPub) {
        var cursor = new Cursor(Forms.arguments(form));
        var ident =
                typeName(
                        form,
                        cursor,
                        "`(defstruct Name [T] [(field Type) …])`; `[T]` only if generic");
        var generics = generics(cursor);
        var vector = cursor.takeSequence(Shape.VEC);
        if (vector == null) {
            throw Refused.malformed(
                    form,
                    "malformed `defstruct`: no fields",
                    "`(defstruct Name [T] [(field Type) …])`; `[T]` only if generic");
        }
        return new Item.Struct(
                form.span(), isPub, ident, generics, fields(vector.items()), derives(form, cursor));
    }

    Item enumeration(Form.Sequence form, boolean isPub) {
        var cursor = new Cursor(Forms.arguments(form));
        var ident =
                typeName(
                        form,
                        cursor,
                        "`(defenum Name [T] Unit (Tuple Type) (Named (field Type)))`; `[T]` only if generic");
        var generics = cursor.peek() instanceof Form.Sequence ? generics(cursor) : Generics.NONE;
        var variants = new ArrayList<Item.Variant>();
        while (cursor.hasNext() && Forms.keyword(cursor.peek()) == null) {
            var variant = variant(cursor.take());
            if (variants.stream().anyMatch(other -> other.ident().equals(variant.ident()))) {
                throw Refused.malformed(
                        variant.span(),
                        "there are two variants `" + variant.ident().name() + "`",
                        null);
            }
            variants.add(variant);
        }
        return new Item.Enum(form.span(), isPub, ident, generics, variants, derives(form, cursor));
    }

    /// The capitalised name of a type, from the second place of a definition.
    static Ident typeName(Form.Sequence form, Cursor cursor, String shape) {
        if (!(cursor.peek() instanceof Form.Symbol symbol)) {
            throw Refused.malformed(form, "malformed `" + Forms.headName(form) + "`", shape);
        }
        cursor.take();
        var name = symbol.name();
        if (!Character.isUpperCase(name.codePointAt(0))
                || name.contains("::")
                || name.contains(".")) {
            throw Refused.malformed(symbol, "the name of a type begins with a capital");
        }
        return new Ident(symbol.span(), name);
    }

    static Generics generics(Cursor cursor) {
        if (cursor.peek() instanceof Form.Sequence vector
                && vector.is(Shape.VEC)
                && Types.areGenerics(vector)) {
            cursor.take();
            return Types.generics(vector);
        }
        return Generics.NONE;
    }

    private static List<Item.FieldDef> fields(List<Form> forms) {
        var fields = new ArrayList<Item.FieldDef>();
        var names = new HashSet<String>();
        for (int i = 0; i < forms.size(); i++) {
            var form = forms.get(i);
            RustWays.refuseColon(form, i + 1 < forms.size() ? forms.get(i + 1) : null);
            var field = field(form);
            if (!names.add(field.ident().name())) {
                throw Refused.malformed(
                        form, "there are two fields `" + field.ident().name() + "`");
            }
            fields.add(field);
        }
        return fields;
    }

    private static Item.FieldDef field(Form form) {
        @Nullable Type type = null;
        Form.Symbol symbol = null;
        if (form instanceof Form.Symbol bare) {
            symbol = bare;
        } else if (Forms.isTyped(form)) {
            RustWays.refuseColon((Form.Sequence) form);
            symbol = Forms.head(form);
            type = Types.type(((Form.Sequence) form).items().get(1));
        }
        if (symbol == null
                || symbol.name().contains(".")
                || symbol.name().contains("::")
                || symbol.name().equals("&")) {
            throw Refused.malformed(form, "malformed field", "`(name Type)` or `name`");
        }
        return new Item.FieldDef(new Ident(symbol.span(), symbol.name()), type);
    }

    private static Item.Variant variant(Form form) {
        if (form instanceof Form.Symbol(var span, var name, _)
                && Character.isUpperCase(name.codePointAt(0))) {
            return new Item.Variant(span, new Ident(span, name), new Item.Fields.Unit());
        }
        var head = Forms.head(form);
        if (head == null || !Character.isUpperCase(head.name().codePointAt(0))) {
            throw Refused.malformed(
                    form, "malformed variant", "`Unit`, `(Tuple Type)` or `(Named (field Type))`");
        }
        var ident = new Ident(head.span(), head.name());
        var parts = Forms.arguments((Form.Sequence) form);
        for (int i = 0; i + 1 < parts.size(); i++) {
            RustWays.refuseColon(parts.get(i), parts.get(i + 1));
        }
        if (parts.isEmpty()) {
            return new Item.Variant(form.span(), ident, new Item.Fields.Unit());
        }
        var content =
                parts.stream().allMatch(Forms::isTyped)
                        ? new Item.Fields.Named(fields(parts))
                        : new Item.Fields.Unnamed(Types.types(parts));
        return new Item.Variant(form.span(), ident, content);
    }

    private static List<Path> derives(Form.Sequence form, Cursor cursor) {
        if (!cursor.hasNext()) {
            return List.of();
        }
        if (cursor.left() == 2 && Forms.isKeyword(cursor.peek(), "derive")) {
            cursor.take();
            var vector = cursor.takeSequence(Shape.VEC);
            if (vector != null) {
                return vector.items().stream().map(Types::traitPath).toList();
            }
        }
        throw Refused.malformed(
                form,
                "malformed `" + Forms.headName(form) + "`",
                "only `:derive [Trait …]` may follow");
    }
}
