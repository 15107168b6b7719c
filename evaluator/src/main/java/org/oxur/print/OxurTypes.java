package org.oxur.print;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Generics;
import org.oxur.ast.Path;
import org.oxur.ast.Type;

/// Types as Oxur writes them.
final class OxurTypes {
    private final OxurNames names;
    private final Depth depth;

    OxurTypes(OxurNames names, Depth depth) {
        this.names = names;
        this.depth = depth;
    }

    Form type(Type type) {
        depth.enter(type.span());
        var form =
                switch (type) {
                    case Type.Named(_, var path) -> path(path);
                    case Type.Reference(_, var mutable, var target) ->
                            mutable
                                    ? Form.prefixed("&mut ", type(target))
                                    : Form.prefixed("&", type(target));
                    case Type.Tuple(_, var parts) ->
                            parts.isEmpty()
                                    ? Form.atom("nil")
                                    : Form.group("{", types(parts), "}", Form.Style.FILL);
                    case Type.Function(_, var inputs, var output) -> function(inputs, output);
                    case Type.TraitObject(_, var trait) ->
                            Form.list(Form.Style.CALL, List.of(Form.atom("dyn"), path(trait)));
                    case Type.Infer _ -> Form.atom("_");
                };
        depth.leave();
        return form;
    }

    /// `HashMap`, or with arguments `(HashMap K V)`.
    Form path(Path path) {
        var items = new ArrayList<Form>();
        items.add(names.path(path));
        for (var segment : path.segments()) {
            items.addAll(types(segment.arguments()));
        }
        return items.size() == 1 ? items.getFirst() : Form.list(Form.Style.CALL, items);
    }

    List<Form> types(List<Type> types) {
        var forms = new ArrayList<Form>();
        for (var type : types) {
            forms.add(type(type));
        }
        return forms;
    }

    /// `[T (U Display Clone)]`.
    Form generics(Generics generics) {
        var forms = new ArrayList<Form>();
        for (var parameter : generics.parameters()) {
            var name = names.ident(parameter.ident());
            if (parameter.bounds().isEmpty()) {
                forms.add(name);
                continue;
            }
            var bounded = new ArrayList<Form>(List.of(name));
            for (var bound : parameter.bounds()) {
                bounded.add(path(bound));
            }
            forms.add(Form.list(Form.Style.CALL, bounded));
        }
        return Form.vector(Form.Style.FILL, forms);
    }

    private Form function(List<Type> inputs, @Nullable Type output) {
        var items = new ArrayList<Form>();
        items.add(Form.atom("Fn"));
        items.add(Form.vector(Form.Style.FILL, types(inputs)));
        if (output != null) {
            items.add(Form.atom("->"));
            items.add(type(output));
        }
        return Form.list(Form.Style.CALL, items);
    }
}
