package org.oxur.interpret;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.FnArg;
import org.oxur.ast.Generics;
import org.oxur.ast.Pat;
import org.oxur.ast.Type;
import org.oxur.error.OxurPanic;
import org.oxur.error.Site;
import org.oxur.error.TypeError;
import org.oxur.value.EnumType;
import org.oxur.value.EnumValue;
import org.oxur.value.Integers;
import org.oxur.value.MapValue;
import org.oxur.value.Moved;
import org.oxur.value.Owner;
import org.oxur.value.RcValue;
import org.oxur.value.Ref;
import org.oxur.value.SetValue;
import org.oxur.value.StructValue;
import org.oxur.value.Text;
import org.oxur.value.TupleValue;
import org.oxur.value.TypeNames;
import org.oxur.value.VecValue;

/// Holds each type parameter of a function to one type in all arguments of a call, and each of a
/// struct or variant in all its fields, as far as the values show it: nothing is known of what an
/// empty `Vec` or a `None` could carry, and an integer that may have been a literal goes with every
/// integer.
final class TypeParameters {
    private final Set<String> names;
    private final List<Parameter> parameters;
    private final String hint;

    /// @param slot where the argument is, or which field
    private record Parameter(int slot, String name, Type type) {}

    private TypeParameters(Set<String> names, List<Parameter> parameters, String hint) {
        this.names = names;
        this.parameters = parameters;
        this.hint = hint;
    }

    /// Null where no type parameter stands in two arguments.
    static @Nullable TypeParameters of(List<FnArg> inputs, Generics... generics) {
        var names = new HashSet<String>();
        for (var each : generics) {
            each.parameters().forEach(p -> names.add(p.ident().name()));
        }
        if (names.isEmpty()) {
            return null;
        }
        var parameters = new ArrayList<Parameter>();
        var counts = new HashMap<String, Integer>();
        for (int i = 0; i < inputs.size(); i++) {
            if (inputs.get(i) instanceof FnArg.Typed(_, var pat, var declared)) {
                var type = pat instanceof Pat.Typed typed ? typed.type() : declared;
                if (type != null) {
                    parameters.add(new Parameter(i, name(pat), type));
                    mentioned(type, names, counts);
                }
            }
        }
        return counts.values().stream().anyMatch(count -> count > 1)
                ? new TypeParameters(
                        names, parameters, "one type parameter stands for one type in a call")
                : null;
    }

    /// Null where no type parameter stands in two fields.
    static @Nullable TypeParameters ofFields(
            List<String> fields, List<@Nullable Type> types, Generics generics) {
        var names = new HashSet<String>();
        generics.parameters().forEach(p -> names.add(p.ident().name()));
        var parameters = new ArrayList<Parameter>();
        var counts = new HashMap<String, Integer>();
        for (int i = 0; i < types.size(); i++) {
            if (types.get(i) instanceof Type type) {
                parameters.add(new Parameter(i, fields.get(i), type));
                mentioned(type, names, counts);
            }
        }
        // What shows most is looked at first: in `(Node (Tree T) T (Tree T))` the `T`.
        parameters.sort(
                Comparator.comparing(
                        p -> names.stream().noneMatch(name -> isParameter(p.type, name))));
        return counts.values().stream().anyMatch(count -> count > 1)
                ? new TypeParameters(
                        names, parameters, "one type parameter stands for one type in a value")
                : null;
    }

    static boolean isParameter(Type type, String name) {
        return type instanceof Type.Named(_, var path)
                && path.isIdent()
                && path.name().equals(name);
    }

    /// The value in another that is of the parameter's type, where that one's type names it.
    static @Nullable Object witness(Type type, Object given, String parameter) {
        var value = Ref.peekThrough(given);
        switch (type) {
            case Type.Named(_, var path) -> {
                if (isParameter(type, parameter)) {
                    return value;
                }
                var arguments = path.segments().getLast().arguments();
                if (path.name().equals("Box") && !arguments.isEmpty()) {
                    return witness(arguments.getFirst(), value, parameter);
                }
                for (int i = 0; i < arguments.size(); i++) {
                    var part = isParameter(arguments.get(i), parameter) ? part(value, i) : null;
                    if (part != null) {
                        return part;
                    }
                }
                return null;
            }
            case Type.Reference(_, _, var target) -> {
                return witness(target, value, parameter);
            }
            case Type.Tuple _, Type.Function _, Type.TraitObject _, Type.Infer _ -> {
                return null;
            }
        }
    }

    /// @param values of all fields
    /// @throws OxurPanic `type-mismatch`
    void check(@Nullable Object[] values, Site site) {
        var found = new HashMap<String, Found>();
        for (var parameter : parameters) {
            var value = parameter.slot < values.length ? values[parameter.slot] : null;
            if (value != null) {
                bind(parameter.type, value, parameter, found, site);
            }
        }
    }

    /// As [#check(Object\[\], Site)], of one field that is about to be set.
    void check(Owner owner, int part, int size, Object value, Site site) {
        var values = new Object[size];
        for (int i = 0; i < size; i++) {
            values[i] = i == part ? value : owner.part(i);
        }
        check(values, site);
    }

    private static String name(Pat pat) {
        return switch (pat) {
            case Pat.Binding(_, var ident, _, _) -> "`" + ident.name() + "`";
            case Pat.Typed(_, var inner, _) -> name(inner);
            default -> "another argument";
        };
    }

    private static void mentioned(Type type, Set<String> names, Map<String, Integer> counts) {
        switch (type) {
            case Type.Named(_, var path) -> {
                if (path.isIdent() && names.contains(path.name())) {
                    counts.merge(path.name(), 1, Integer::sum);
                }
                path.segments().getLast().arguments().forEach(a -> mentioned(a, names, counts));
            }
            case Type.Reference(_, _, var target) -> mentioned(target, names, counts);
            case Type.Tuple(_, var parts) -> parts.forEach(p -> mentioned(p, names, counts));
            case Type.Function _, Type.TraitObject _, Type.Infer _ -> {}
        }
    }

    /// @throws OxurPanic `type-mismatch`
    void check(Frame f, Site site) {
        var found = new HashMap<String, Found>();
        for (var parameter : parameters) {
            var value = f.plain(parameter.slot);
            if (value != null) {
                bind(parameter.type, value, parameter, found, site);
            }
        }
    }

    private record Found(Object value, Parameter parameter) {}

    private void bind(
            Type type, Object given, Parameter parameter, Map<String, Found> found, Site site) {
        var value = Ref.peekThrough(given);
        switch (type) {
            case Type.Named(_, var path) -> {
                if (path.isIdent() && names.contains(path.name())) {
                    bind(path.name(), value, parameter, found, site);
                    return;
                }
                var arguments = path.segments().getLast().arguments();
                if (path.name().equals("Box") && !arguments.isEmpty()) {
                    bind(arguments.getFirst(), value, parameter, found, site);
                    return;
                }
                for (int i = 0; i < arguments.size(); i++) {
                    var part = part(value, i);
                    if (part != null) {
                        bind(arguments.get(i), part, parameter, found, site);
                    }
                }
            }
            case Type.Reference(_, _, var target) -> bind(target, value, parameter, found, site);
            case Type.Tuple(_, var parts) -> {
                if (value instanceof TupleValue tuple && tuple.size() == parts.size()) {
                    for (int i = 0; i < parts.size(); i++) {
                        bind(parts.get(i), tuple.part(i), parameter, found, site);
                    }
                }
            }
            case Type.Function _, Type.TraitObject _, Type.Infer _ -> {}
        }
    }

    private void bind(
            String name, Object value, Parameter parameter, Map<String, Found> found, Site site) {
        var before = found.putIfAbsent(name, new Found(value, parameter));
        if (before != null && !agree(before.value, value)) {
            throw new OxurPanic(
                    new TypeError.TypeMismatch(
                            site.span(),
                            "`"
                                    + name
                                    + "` is "
                                    + TypeNames.withArticle(before.value)
                                    + " in "
                                    + before.parameter.name
                                    + ", but "
                                    + TypeNames.withArticle(value)
                                    + " in "
                                    + parameter.name,
                            hint));
        }
    }

    /// What a generic value carries of its type's argument at that position; null when nothing.
    private static @Nullable Object part(Object value, int argument) {
        return switch (value) {
            case VecValue vec when argument == 0 && !vec.isEmpty() -> vec.get(0);
            case RcValue rc when argument == 0 -> rc.value();
            case SetValue set when argument == 0 -> {
                for (int i = 0; i < set.positions(); i++) {
                    if (set.isEntry(i)) {
                        yield set.at(i);
                    }
                }
                yield null;
            }
            case MapValue map -> {
                for (int i = 0; i < map.positions(); i++) {
                    if (map.isEntry(i)) {
                        yield argument == 0 ? map.keyAt(i) : map.valueAt(i);
                    }
                }
                yield null;
            }
            case EnumValue e when e.is(EnumType.SOME) || e.is(EnumType.OK) ->
                    argument == 0 ? e.part(0) : null;
            case EnumValue e when e.is(EnumType.ERR) -> argument == 1 ? e.part(0) : null;
            case EnumValue e when e.size() > 0 -> FieldTypes.witness(e.variant(), e, argument);
            case StructValue struct -> FieldTypes.witness(struct.type(), struct, argument);
            default -> null;
        };
    }

    /// Whether two values may be of one type.
    private static boolean agree(Object first, Object second) {
        var a = Ref.peekThrough(first);
        var b = Ref.peekThrough(second);
        var type = Integers.typeOf(a);
        if (type != null) {
            return type == Integers.typeOf(b)
                    || Integers.isInteger(b) && (a instanceof Long || b instanceof Long);
        }
        if (a instanceof Text || isFloat(a)) {
            return a instanceof Text ? b instanceof Text : isFloat(b);
        }
        if (a instanceof Moved || b instanceof Moved) {
            return true;
        }
        if (a instanceof StructValue x
                && !(b instanceof StructValue y && x.type().isSame(y.type()))) {
            return false;
        }
        if (!(a instanceof StructValue) && !TypeNames.of(a).equals(TypeNames.of(b))) {
            return false;
        }
        for (int i = 0; i < 2; i++) {
            var x = part(a, i);
            var y = part(b, i);
            if (x != null && y != null && !agree(x, y)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isFloat(Object value) {
        return value instanceof Double || value instanceof Float;
    }
}
