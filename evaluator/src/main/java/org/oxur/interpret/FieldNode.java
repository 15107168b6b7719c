package org.oxur.interpret;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.error.OxurPanic;
import org.oxur.error.ResolveError;
import org.oxur.error.TypeError;
import org.oxur.module.Module;
import org.oxur.module.Registry;
import org.oxur.text.Span;
import org.oxur.value.EnumValue;
import org.oxur.value.Moved;
import org.oxur.value.RangeValue;
import org.oxur.value.StructType;
import org.oxur.value.StructValue;
import org.oxur.value.TypeNames;

/// `base.field`.
final class FieldNode extends PartNode {
    private final String field;
    private @Nullable StructType seen;
    private int index;
    private char storage;

    /// What a field demands that was set here last.
    private @Nullable StructType checkedType;

    private int checkedPart;
    private @Nullable TypeTest check;
    private @Nullable TypeParameters parameters;

    /// Where the names of methods are looked up if it is written as a method; else null.
    private final @Nullable Registry methods;

    FieldNode(Span span, Node base, String field, Use use) {
        this(span, base, field, use, null);
    }

    FieldNode(Span span, Node base, String field, Use use, @Nullable Registry methods) {
        super(span, base, use);
        this.field = field;
        this.methods = methods;
    }

    @Override
    int find(Frame f, Object owner) {
        if (owner instanceof StructValue struct) {
            if (struct.type() != seen) {
                learn(struct, struct.type());
            }
            return index;
        }
        if (owner instanceof EnumValue variant) {
            var names = variant.variant().fields();
            int at = names == null ? -1 : names.indexOf(field);
            if (at >= 0) {
                return at;
            }
        }
        if (methods != null) {
            throw Calls.unknownMethod(owner, field, methods, this);
        }
        throw new OxurPanic(
                org.oxur.builtin.Builtins.method(owner, field) != null
                        ? new ResolveError.UnknownField(
                                span(),
                                TypeNames.of(owner),
                                field,
                                "there is no field",
                                "the method is `(." + field + " …)`")
                        : ResolveError.UnknownField.of(
                                span(), TypeNames.of(owner), field, fieldsOf(owner)));
    }

    private static List<String> fieldsOf(Object owner) {
        var fields = owner instanceof EnumValue variant ? variant.variant().fields() : null;
        return fields == null ? List.of() : fields;
    }

    private void learn(Object owner, StructType type) {
        int at = type.indexOf(field);
        if (at < 0 && methods != null) {
            throw Calls.unknownMethod(owner, field, methods, this);
        }
        if (at < 0) {
            throw new OxurPanic(
                    ResolveError.UnknownField.of(span(), type.name(), field, type.fields()));
        }
        seen = type;
        index = at;
        storage = type.storage().charAt(at);
    }

    @Override
    String what() {
        return "a struct";
    }

    /// `r.start`, `r.end` of `(.. a b)`; null for anything else.
    private @Nullable Object rangeEnd(Object owner) {
        if (!(owner instanceof RangeValue range) || range.inclusive()) {
            return null;
        }
        return switch (field) {
            case "start" -> range.from();
            case "end" -> range.to();
            default -> null;
        };
    }

    @Override
    Object execute(Frame f) {
        var owner = base.through(f, false, null);
        var end = rangeEnd(owner);
        if (end != null) {
            return end;
        }
        int part = find(f, owner);
        if (owner instanceof StructValue struct
                && !struct.isLent()
                && storage == 'o'
                && use == Use.READ) {
            var value = struct.part(part);
            if (!(value instanceof Moved)) {
                return value;
            }
        }
        return get(f, (org.oxur.value.Owner) owner, part);
    }

    @Override
    double executeDouble(Frame f) throws UnexpectedResult {
        var owner = base.through(f, false, null);
        if (owner instanceof StructValue struct
                && struct.type() == seen
                && storage == 'd'
                && !struct.isLent()) {
            return struct.doubleField(index);
        }
        int part = find(f, owner);
        return BinaryNode.expectDouble(get(f, (org.oxur.value.Owner) owner, part));
    }

    @Override
    long executeLong(Frame f) throws UnexpectedResult {
        var owner = base.through(f, false, null);
        if (owner instanceof StructValue struct
                && struct.type() == seen
                && storage == 'l'
                && !struct.isLent()) {
            return struct.longField(index);
        }
        var end = rangeEnd(owner);
        if (end != null) {
            return BinaryNode.expectLong(end);
        }
        int part = find(f, owner);
        return BinaryNode.expectLong(get(f, (org.oxur.value.Owner) owner, part));
    }

    /// The struct for writing to this field, and a promise that it is stored as a float; null where
    /// it is not so simple.
    @Nullable StructValue doubleOwner(Frame f) {
        var owner = base.through(f, true, null);
        demandMutable(f);
        if (owner instanceof StructValue struct) {
            find(f, struct);
            if (storage == 'd' && !struct.isLent()) {
                return struct;
            }
        }
        return null;
    }

    boolean isDouble() {
        return storage == 'd';
    }

    boolean isLong() {
        return storage == 'l';
    }

    /// The struct that was seen last; before that, the only one that has such a field; null where
    /// there are several or none.
    @Nullable StructType expected(Registry registry) {
        var met = seen;
        if (met != null) {
            return met;
        }
        var found = new ArrayList<StructType>();
        collect(registry.root(), found);
        return found.size() == 1 ? found.getFirst() : null;
    }

    private void collect(Module module, List<StructType> found) {
        for (var type : module.types()) {
            var struct = type.struct();
            if (struct != null && struct.indexOf(field) >= 0) {
                found.add(struct);
            }
        }
        module.children().forEach(child -> collect(child, found));
    }

    int index(StructType type) {
        return type.indexOf(field);
    }

    int index() {
        return index;
    }

    @Override
    Object check(org.oxur.value.Owner owner, int part, Object value) {
        if (owner instanceof StructValue struct) {
            boolean fits =
                    switch (struct.type().storage().charAt(part)) {
                        case 'd' -> value instanceof Double;
                        case 'l' -> value instanceof Long;
                        default -> true;
                    };
            if (!fits) {
                var wanted = struct.type().storage().charAt(part) == 'd' ? "`f64`" : "`i64`";
                var settled = Places.settled(value, this);
                if (settled != value) {
                    return check(owner, part, settled);
                }
                throw new OxurPanic(
                        TypeError.TypeMismatch.expected(
                                span(), wanted, TypeNames.withArticle(value)));
            }
        }
        var settled = Places.settled(value, this);
        if (!(owner instanceof StructValue struct)) {
            return settled;
        }
        var test = declared(struct.type(), part);
        if (parameters != null) {
            parameters.check(struct, part, struct.size(), settled, this);
        }
        return test == null ? settled : test.check(settled, this);
    }

    /// What is demanded of a value of the field of a struct in a variable, which is no access yet;
    /// null where nothing is, or it is not known before the struct is there.
    @Nullable TypeTest declared(Frame f) {
        return peek(f) instanceof StructValue struct && struct.type().indexOf(field) >= 0
                ? declared(struct.type(), struct.type().indexOf(field))
                : null;
    }

    private @Nullable Object peek(Frame f) {
        return base instanceof LocalNode local ? local.peek(f) : null;
    }

    private @Nullable TypeTest declared(StructType type, int part) {
        if (type != checkedType || part != checkedPart) {
            checkedType = type;
            checkedPart = part;
            check = FieldTypes.of(type, part);
            parameters = FieldTypes.parameters(type);
        }
        return check;
    }

    @Override
    Operation operation() {
        var reached = new Reached();
        reach(reached);
        return new Operation.Field(
                this, base.operation(), isFixed(), use != Use.READ && isPlace(), reached);
    }

    /// As [#execute(Frame)], of an owner that was executed.
    Object get(Frame f, Object owner) {
        var end = rangeEnd(owner);
        if (end != null) {
            return end;
        }
        int part = find(f, owner);
        return get(f, (org.oxur.value.Owner) owner, part);
    }

    /// As [#through(Frame, boolean, Trail)], of an owner that was executed.
    Object through(Frame f, Object owner, boolean write, boolean owned) {
        int part = find(f, owner);
        return inside((org.oxur.value.Owner) owner, part, write, owned);
    }

    /// As [#assign(Frame, Object)], of an owner that was executed.
    void assign(Frame f, Object owner, boolean owned, Object value) {
        int part = find(f, owner);
        demandMutable(owned);
        store((org.oxur.value.Owner) owner, part, value);
    }

    /// Whether it is a struct of the type that was seen last, nothing of which is lent.
    boolean isPlain(StructValue struct) {
        return struct.type() == seen && !struct.isLent();
    }

    @Override
    void reach(Reached reached) {
        base.reach(reached);
    }
}
