package org.oxur.compiler.owned;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Types in Rust's words, and the definitions of those that are the program's own: one for each use
/// of a generic type.
///
/// A struct or enum that contains itself is a `Box` wherever it stands.
final class RustTypes {
    private final Map<Ty, String> names = new LinkedHashMap<>();

    /// Whether it holds a reference to something that belongs to somebody else.
    static boolean lends(Ty type) {
        return type.any(Ty.Ref.class::isInstance);
    }

    /// Whether a variable's type can be written down.
    static boolean hasName(Ty type) {
        return !type.any(part ->
                part instanceof Ty.Iter || part instanceof Ty.Closure || part instanceof Ty.Entry);
    }

    static boolean isBoxed(Nominal nominal) {
        return nominal.shapes.stream()
                .flatMap(shape -> shape.types().stream())
                .anyMatch(type -> holds(type, nominal, new HashSet<>()));
    }

    private static boolean holds(Ty type, Nominal wanted, Set<Nominal> seen) {
        return switch (type.known()) {
            case Ty.Named(var nominal, var arguments) ->
                    nominal == wanted
                            || seen.add(nominal)
                                    && nominal.shapes.stream()
                                            .flatMap(shape -> shape.types().stream())
                                            .anyMatch(inner -> holds(inner, wanted, seen))
                            || arguments.stream().anyMatch(inner -> holds(inner, wanted, seen));
            case Ty.Tuple _, Ty.Option _, Ty.Result _ ->
                    type.parts().stream().anyMatch(part -> holds(part, wanted, seen));
            default -> false;
        };
    }

    /// A variant's name in Rust.
    static String variant(String name) {
        var out = new StringBuilder("V");
        name.codePoints()
                .forEach(point -> {
                    if (point < 128 && Character.isLetterOrDigit(point)) {
                        out.appendCodePoint(point);
                    } else {
                        out.append('_').append(Integer.toHexString(point)).append('_');
                    }
                });
        return out.toString();
    }

    /// @param lifetime of references, `"'a "`; empty to leave it out
    String name(Ty type, String lifetime) {
        return name(type, lifetime, lifetime);
    }

    /// @param text the lifetime of each `&str`
    String name(Ty type, String lifetime, String text) {
        return switch (type.known()) {
            case Ty.Int(var integer) -> integer.rustName();
            case Ty.Float(var floating) -> floating.rustName();
            case Ty.Basic basic ->
                    switch (basic) {
                        case BOOL -> "bool";
                        case UNIT, NEVER -> "()";
                        case CHAR -> "char";
                        case KEYWORD -> "Kw";
                        case STRING -> "String";
                        case STR -> "str";
                    };
            case Ty.Vec(var item) -> "Vec<" + name(item, lifetime, text) + ">";
            case Ty.Tuple(var parts) ->
                    parts.stream()
                                    .map(part -> name(part, lifetime, text))
                                    .collect(Collectors.joining(", ", "(", ""))
                            + (parts.size() == 1 ? ",)" : ")");
            case Ty.Option(var item) -> "Option<" + name(item, lifetime, text) + ">";
            case Ty.Result(var ok, var err) ->
                    "Result<" + name(ok, lifetime, text) + ", " + name(err, lifetime, text) + ">";
            case Ty.Map(var key, var value) ->
                    "Map<" + name(key, lifetime, text) + ", " + name(value, lifetime, text) + ">";
            case Ty.Set(var item) -> "Set<" + name(item, lifetime, text) + ">";
            case Ty.Named named -> {
                var nominal = nominal(named);
                yield isBoxed(named.nominal()) ? "Box<" + nominal + ">" : nominal;
            }
            case Ty.Ref(var mutable, var target) ->
                    "&"
                            + (target.known() == Ty.Basic.STR ? text : lifetime)
                            + (mutable ? "mut " : "")
                            + name(target, lifetime, text);
            // Of something that never is.
            case Ty.Var _ -> "()";
            case Ty.Iter _, Ty.Closure _, Ty.Entry _, Ty.Param _, Ty.Foreign _ -> "_";
        };
    }

    /// The name of the definition itself.
    String nominal(Ty.Named named) {
        var key = named.resolved();
        return names.computeIfAbsent(key, _ -> "N" + names.size());
    }

    /// Whether some definition contains itself.
    boolean anyBoxed() {
        return names.keySet().stream()
                .anyMatch(type -> type instanceof Ty.Named(var nominal, _) && isBoxed(nominal));
    }

    /// All definitions that were named; naming one may name more.
    String definitions() {
        var out = new StringBuilder();
        var done = new HashSet<Ty>();
        while (done.size() < names.size()) {
            for (var type : List.copyOf(names.keySet())) {
                if (done.add(type)) {
                    define((Ty.Named) type, out);
                }
            }
        }
        return out.toString();
    }

    private void define(Ty.Named named, StringBuilder out) {
        var name = nominal(named);
        var nominal = named.nominal();
        var shapes = new ArrayList<List<Ty>>();
        for (var shape : nominal.shapes) {
            shapes.add(shape.types().stream().map(t -> t.of(named.arguments())).toList());
        }
        var all = shapes.stream().flatMap(List::stream).toList();
        boolean copy = nominal.copy() && all.stream().allMatch(Ty::isCopy);
        boolean keys = all.stream().allMatch(RustTypes::canBeKey);
        out.append("#[derive(Clone, PartialEq");
        out.append(copy ? ", Copy" : "").append(keys ? ", Eq, Hash" : "").append(")]\n");
        out.append(nominal.isStruct() ? "struct " : "enum ").append(name).append(" {\n");
        for (int i = 0; i < shapes.size(); i++) {
            var fields = new StringBuilder();
            for (int k = 0; k < shapes.get(i).size(); k++) {
                fields.append("    m").append(k).append(": ");
                fields.append(name(shapes.get(i).get(k), "'static ")).append(",\n");
            }
            if (nominal.isStruct()) {
                out.append(fields);
            } else {
                out.append(variant(nominal.shapes.get(i).name())).append(" {\n");
                out.append(fields).append("},\n");
            }
        }
        out.append("}\n");
        wire(name, nominal, shapes, out);
    }

    private static boolean canBeKey(Ty type) {
        return !type.any(part ->
                part instanceof Ty.Float
                        || part instanceof Ty.Map
                        || part instanceof Ty.Set
                        || part instanceof Ty.Named(var nominal, _)
                                && nominal.shapes.stream()
                                        .flatMap(s -> s.types().stream())
                                        .anyMatch(inner -> inner.any(Ty.Float.class::isInstance)));
    }

    /// How it crosses to Java: the number of the variant, then the parts.
    private static void wire(
            String name, Nominal nominal, List<List<Ty>> shapes, StringBuilder out) {
        var put = new StringBuilder();
        var get = new StringBuilder();
        for (int i = 0; i < shapes.size(); i++) {
            var fields = new ArrayList<String>();
            for (int k = 0; k < shapes.get(i).size(); k++) {
                fields.add("m" + k);
            }
            var path =
                    nominal.isStruct() ? name : name + "::" + variant(nominal.shapes.get(i).name());
            var list = String.join(", ", fields);
            put.append("            ").append(path).append(" { ").append(list).append(" } => { ");
            if (!nominal.isStruct()) {
                put.append(i).append("u32.put(w); ");
            }
            fields.forEach(field -> put.append(field).append(".put(w); "));
            put.append("}\n");
            var made =
                    fields.stream()
                            .map(field -> field + ": Wire::get(r)")
                            .collect(Collectors.joining(", ", path + " { ", " }"));
            if (nominal.isStruct()) {
                get.append("        ").append(made).append('\n');
            } else {
                get.append("            ").append(i).append(" => ").append(made).append(",\n");
            }
        }
        out.append("impl Wire for ").append(name).append(" {\n");
        out.append("    unsafe fn put(&self, w: &mut Vec<u8>) {\n        match self {\n");
        out.append(put).append("        }\n    }\n");
        out.append("    unsafe fn get(r: &mut In) -> Self {\n");
        if (nominal.isStruct()) {
            out.append(get);
        } else {
            out.append("        match u32::get(r) {\n").append(get);
            out.append("            _ => unreachable(),\n        }\n");
        }
        out.append("    }\n}\n");
        debug(name, nominal, shapes, out);
    }

    /// How it is shown within other values.
    private static void debug(
            String name, Nominal nominal, List<List<Ty>> shapes, StringBuilder out) {
        out.append("impl Dbg for ").append(name).append(" {\n");
        out.append("    fn dbg(&self, o: &mut String) {\n        match self {\n");
        for (int i = 0; i < shapes.size(); i++) {
            var shape = nominal.shapes.get(i);
            var fields = new ArrayList<String>();
            for (int k = 0; k < shapes.get(i).size(); k++) {
                fields.add("m" + k);
            }
            boolean struct = nominal.isStruct();
            var path = struct ? name : name + "::" + variant(shape.name());
            var shown = struct ? nominal.name() : nominal.name() + "::" + shape.name();
            boolean bare = !struct && shape.names() == null && fields.isEmpty();
            out.append("            ").append(path).append(" { ");
            out.append(String.join(", ", fields)).append(" } => { o.push_str(");
            out.append(Operators.quoted(bare ? shown : "(" + shown)).append("); ");
            for (int k = 0; k < fields.size(); k++) {
                var names = shape.names();
                var before = names == null ? " " : " :" + names.get(k) + " ";
                out.append("o.push_str(").append(Operators.quoted(before)).append("); ");
                out.append(fields.get(k)).append(".dbg(o); ");
            }
            out.append(bare ? "}\n" : "o.push(')'); }\n");
        }
        out.append("        }\n    }\n}\n");
    }
}
