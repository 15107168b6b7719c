package org.oxur.interpret;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Ident;
import org.oxur.error.OxurPanic;
import org.oxur.error.ResolveError;
import org.oxur.error.Site;
import org.oxur.error.TypeError;
import org.oxur.text.Span;
import org.oxur.value.EnumType;
import org.oxur.value.HeapValue;
import org.oxur.value.Ref;
import org.oxur.value.StructType;
import org.oxur.value.StructValue;
import org.oxur.value.TypeNames;

/// `Point { x: 1.0, ..rest }`, for structs and for variants with named fields.
final class StructNode extends Node {
    private final NameLink link;
    private final List<Ident> names;
    private final Node[] values;
    private final Node[] originals;
    private final @Nullable Node rest;
    private int epoch;
    private @Nullable Object made;

    /// What is made, where that needs no array of its fields.
    private @Nullable StructType small;

    /// What was made when it was described.
    private @Nullable Object described;

    /// Of all fields of what is made, while [#epoch] holds.
    private int size;

    private int[] positions = {};
    private @Nullable TypeTest[] tests = {};
    private @Nullable TypeParameters parameters;

    StructNode(Span span, NameLink link, List<Ident> names, Node[] values, @Nullable Node rest) {
        super(span);
        this.link = link;
        this.names = names;
        this.values = values;
        this.originals = values.clone();
        this.rest = rest;
    }

    /// A struct without fields is made by a call, `(Slow)`.
    static Object positional(StructType type, Object[] values, Site site) {
        if (values.length == 0 && type.fields().isEmpty()) {
            return new StructValue(type, values);
        }
        if (values.length == 0) {
            throw new OxurPanic(
                    ResolveError.UnknownField.missing(site.span(), type.name(), type.fields()));
        }
        throw new OxurPanic(
                new TypeError.TypeMismatch(
                        site.span(),
                        "`" + type.name() + "` is made with named fields",
                        "write each as `:field value`"));
    }

    @Override
    Object execute(Frame f) {
        if (!isCurrent()) {
            relink();
            epoch = link.registry.epoch();
        }
        if (small != null) {
            return small(f, small);
        }
        var fields = new @Nullable Object[size];
        for (int i = 0; i < values.length; i++) {
            fields[positions[i]] = value(f, i);
        }
        if (rest != null) {
            fromRest(rest.execute(f), fields);
        }
        return make(fields);
    }

    private StructValue small(Frame f, StructType type) {
        var one = value(f, 0);
        if (values.length == 1) {
            return new StructValue(type, one, null);
        }
        var other = value(f, 1);
        return positions[0] == 0
                ? new StructValue(type, one, other)
                : new StructValue(type, other, one);
    }

    private Object value(Frame f, int i) {
        var value = Places.settled(values[i].execute(f), values[i]);
        var test = tests[i];
        return test == null ? value : test.check(value, values[i]);
    }

    @SuppressWarnings("NullAway") // all fields are set: relink() and fromRest() have seen to it
    private Object make(@Nullable Object[] fields) {
        if (parameters != null) {
            parameters.check(fields, this);
        }
        return made instanceof StructType type
                ? new StructValue(type, fields)
                : ((EnumType.Variant) made).of(fields);
    }

    private void fromRest(Object given, @Nullable Object[] fields) {
        var rest = java.util.Objects.requireNonNull(this.rest);
        var other = Ref.see(given, this);
        if (!(other instanceof StructValue struct) || struct.type() != made) {
            throw new OxurPanic(
                    TypeError.TypeMismatch.expected(
                            rest.span(),
                            "`" + link.path.name() + "`",
                            TypeNames.withArticle(other)));
        }
        for (int i = 0; i < fields.length; i++) {
            if (fields[i] == null) {
                var value = struct.part(i);
                if (given instanceof Ref && !HeapValue.isCopy(value)) {
                    throw Places.cannotMove("a reference", rest);
                }
                fields[i] = HeapValue.isCopy(value) ? HeapValue.copied(value) : value;
            }
        }
    }

    private void relink() {
        var target = link.target();
        List<String> fields;
        if (target == null) {
            throw link.undefined();
        }
        switch (target) {
            case StructType type -> fields = type.fields();
            case EnumType.Variant variant -> {
                var named = variant.fields();
                fields = named == null ? List.of() : named;
            }
            default ->
                    throw new OxurPanic(
                            new TypeError.TypeMismatch(
                                    span(), "`" + link.path.name() + "` is no struct", null));
        }
        positions = new int[values.length];
        tests = new @Nullable TypeTest[values.length];
        for (int i = 0; i < values.length; i++) {
            var name = names.get(i);
            positions[i] = fields.indexOf(name.name());
            if (positions[i] < 0) {
                throw new OxurPanic(
                        ResolveError.UnknownField.of(
                                name.span(), link.path.name(), name.name(), fields));
            }
            tests[i] = FieldTypes.of(target, positions[i]);
            values[i] = originals[i].adapted(tests[i] == null ? TypeTest.ANY : tests[i]);
        }
        if (rest == null) {
            var missing = new ArrayList<>(fields);
            names.forEach(name -> missing.remove(name.name()));
            if (!missing.isEmpty()) {
                throw new OxurPanic(
                        ResolveError.UnknownField.missing(span(), link.path.name(), missing));
            }
        }
        made = target;
        parameters = FieldTypes.parameters(target);
        small =
                target instanceof StructType type
                                && type.isSmall()
                                && values.length == fields.size()
                                && rest == null
                                && parameters == null
                        ? type
                        : null;
        size = target instanceof EnumType.Variant variant ? variant.size() : fields.size();
    }

    @Override
    void reach(Reached reached) {
        reached.nodes(values);
        reached.node(rest);
    }

    @Override
    Operation operation() {
        try {
            if (!isCurrent()) {
                relink();
                epoch = link.registry.epoch();
            }
        } catch (OxurPanic notNow) {
            // Whoever executes it is told.
            return opaque();
        }
        described = made;
        var parts = new ArrayList<Operation>();
        for (int i = 0; i < values.length; i++) {
            parts.add(Operations.settled(values[i], tests[i]));
        }
        if (rest != null) {
            parts.add(rest.operation());
        }
        return Operations.named(this, parts, Operation.Gives.OBJECT);
    }

    private boolean isCurrent() {
        return epoch == link.registry.epoch();
    }

    @Override
    boolean isAsDescribed() {
        if (!isCurrent()) {
            relink();
            epoch = link.registry.epoch();
        }
        return made == described;
    }

    @Override
    Object applied(Execution ex, int depth, Object a) {
        var type = small;
        return type != null ? new StructValue(type, a, null) : applied(ex, depth, new Object[] {a});
    }

    @Override
    Object applied(Execution ex, int depth, Object a, Object b) {
        var type = small;
        if (type == null) {
            return applied(ex, depth, new Object[] {a, b});
        }
        return positions[0] == 0 ? new StructValue(type, a, b) : new StructValue(type, b, a);
    }

    @Override
    Object applied(Execution ex, int depth, Object[] parts) {
        var fields = new @Nullable Object[size];
        for (int i = 0; i < values.length; i++) {
            fields[positions[i]] = parts[i];
        }
        if (rest != null) {
            fromRest(parts[parts.length - 1], fields);
        }
        return make(fields);
    }
}
