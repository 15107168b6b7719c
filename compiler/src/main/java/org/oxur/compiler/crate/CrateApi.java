package org.oxur.compiler.crate;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a crate offers, as `rustdoc` says it in JSON (`rustdoc-json-types`, format 30 and later):
/// its public functions and those of its public types, under the paths by which they are public.
final class CrateApi {
    private final JsonObject index;
    private final JsonObject paths;
    private final String crate;
    private final List<ApiFunction> functions = new ArrayList<>();
    private final Map<String, LoadedType> types = new HashMap<>();
    private final Set<List<String>> seen = new HashSet<>();

    private CrateApi(JsonObject index, JsonObject paths, String crate) {
        this.index = index;
        this.paths = paths;
        this.crate = crate;
    }

    /// Functions, and the types that occur in them.
    record Api(List<ApiFunction> functions, List<LoadedType> types) {
        Api {
            functions = List.copyOf(functions);
            types = List.copyOf(types);
        }
    }

    /// @param crate as the program names it, for types
    /// @throws RuntimeException where the JSON is not of the form that is known: of those that Gson
    ///   and this class throw for what is not there
    static Api read(JsonObject json, String crate) {
        var api = new CrateApi(json.getAsJsonObject("index"), json.getAsJsonObject("paths"), crate);
        api.module(json.get("root").getAsString(), List.of());
        return new Api(api.functions, new ArrayList<>(api.types.values()));
    }

    private @Nullable JsonObject item(String id) {
        return index.getAsJsonObject(id);
    }

    private static @Nullable JsonObject inner(JsonObject item, String kind) {
        var inner = item.getAsJsonObject("inner").get(kind);
        return inner == null || inner.isJsonNull() ? null : inner.getAsJsonObject();
    }

    private static boolean isPublic(JsonObject item) {
        return item.get("visibility").isJsonPrimitive()
                && item.get("visibility").getAsString().equals("public");
    }

    private static String name(JsonObject item) {
        return item.get("name").getAsString();
    }

    private static String doc(JsonObject item) {
        var docs = item.get("docs");
        return docs == null || docs.isJsonNull() ? "" : docs.getAsString();
    }

    private static List<String> and(List<String> path, String name) {
        var longer = new ArrayList<>(path);
        longer.add(name);
        return List.copyOf(longer);
    }

    // What there is

    private void module(String id, List<String> path) {
        var item = item(id);
        var module = item == null ? null : inner(item, "module");
        // Modules may be public within themselves, by `use`.
        if (module == null || path.size() > 10) {
            return;
        }
        for (var each : module.getAsJsonArray("items")) {
            var member = item(each.getAsString());
            if (member != null && isPublic(member)) {
                member(member, each.getAsString(), path, null);
            }
        }
    }

    /// @param alias the name by which it is public, or null for its own
    private void member(JsonObject item, String id, List<String> path, @Nullable String alias) {
        var function = inner(item, "function");
        if (function != null) {
            function(and(path, alias == null ? name(item) : alias), item, function, null);
        } else if (inner(item, "module") != null) {
            module(id, and(path, alias == null ? name(item) : alias));
        } else if (nominal(item) instanceof JsonObject nominal) {
            associated(nominal, id, and(path, alias == null ? name(item) : alias));
        } else {
            var use = inner(item, "use");
            if (use != null) {
                imported(use, path);
            }
        }
    }

    private void imported(JsonObject use, List<String> path) {
        var id = use.get("id");
        var target = id == null || id.isJsonNull() ? null : item(id.getAsString());
        if (target == null) {
            return;
        }
        if (!use.get("is_glob").getAsBoolean()) {
            member(target, id.getAsString(), path, use.get("name").getAsString());
        } else if (inner(target, "module") != null) {
            module(id.getAsString(), path);
        }
    }

    private static @Nullable JsonObject nominal(JsonObject item) {
        for (var kind : List.of("struct", "enum", "union")) {
            var found = inner(item, kind);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /// Functions and methods of a type, but not those of its traits.
    private void associated(JsonObject nominal, String id, List<String> path) {
        for (var each : nominal.getAsJsonArray("impls")) {
            var block = item(each.getAsString());
            var impl = block == null ? null : inner(block, "impl");
            if (impl == null || !impl.get("trait").isJsonNull()) {
                continue;
            }
            for (var member : impl.getAsJsonArray("items")) {
                var method = item(member.getAsString());
                if (method != null
                        && isPublic(method)
                        && inner(method, "function") instanceof JsonObject function) {
                    function(and(path, name(method)), method, function, id);
                }
            }
        }
    }

    // Functions

    private void function(
            List<String> path, JsonObject item, JsonObject function, @Nullable String self) {
        if (!seen.add(path)) {
            return;
        }
        var doc = doc(item);
        try {
            var header = function.getAsJsonObject("header");
            refuse(header.get("is_unsafe").getAsBoolean(), "it is unsafe");
            refuse(header.get("is_async").getAsBoolean(), "it is async");
            for (var parameter : function.getAsJsonObject("generics").getAsJsonArray("params")) {
                refuse(
                        !parameter.getAsJsonObject().getAsJsonObject("kind").has("lifetime"),
                        "it is generic");
            }
            var sig = function.getAsJsonObject("sig");
            refuse(sig.get("is_c_variadic").getAsBoolean(), "it is variadic");
            var names = new ArrayList<String>();
            var parameters = new ArrayList<RustType>();
            for (var input : sig.getAsJsonArray("inputs")) {
                var name = input.getAsJsonArray().get(0).getAsString();
                names.add(name.matches("\\w+") && !name.equals("_") ? name : "a" + names.size());
                parameters.add(parameter(input.getAsJsonArray().get(1), self));
            }
            var output = sig.get("output");
            var result =
                    output == null || output.isJsonNull()
                            ? RustType.Plain.UNIT
                            : result(output, self);
            functions.add(new ApiFunction(path, names, parameters, result, doc, null));
        } catch (Beyond e) {
            functions.add(ApiFunction.beyond(path, doc, e.reason));
        }
    }

    private static final class Beyond extends Exception {
        private static final long serialVersionUID = 1;
        final String reason;

        Beyond(String reason) {
            super(reason, null, false, false);
            this.reason = reason;
        }
    }

    private static void refuse(boolean is, String reason) throws Beyond {
        if (is) {
            throw new Beyond(reason);
        }
    }

    private RustType parameter(JsonElement json, @Nullable String self) throws Beyond {
        var type = type(json, self);
        var inside = type instanceof RustType.Reference(_, var target) ? target : type;
        refuse(
                any(
                        inside,
                        part ->
                                part instanceof RustType.Reference(var mutable, var target)
                                        && (mutable || target != RustType.Plain.STR)),
                "it takes references inside of " + type.shown());
        refuse(
                type instanceof RustType.Reference(var mutable, var target)
                        && mutable
                        && target == RustType.Plain.STR,
                "it changes a `str` in place");
        refuse(
                type instanceof RustType.Reference
                        && !(inside instanceof RustType.Own)
                        && any(inside, RustType.Own.class::isInstance),
                "it takes a reference to values of the crate inside of " + inside.shown());
        return type;
    }

    private RustType result(JsonElement json, @Nullable String self) throws Beyond {
        var type = type(json, self);
        refuse(
                any(
                        type,
                        part ->
                                part instanceof RustType.Reference(var mutable, var target)
                                        && (mutable
                                                || any(target, RustType.Own.class::isInstance))),
                "it gives " + type.shown() + ", which borrows");
        return type;
    }

    private static boolean any(RustType type, java.util.function.Predicate<RustType> test) {
        return test.test(type)
                || switch (type) {
                    case RustType.Sequence(var item) -> any(item, test);
                    case RustType.Option(var item) -> any(item, test);
                    case RustType.Set(var item) -> any(item, test);
                    case RustType.Boxed(var item) -> any(item, test);
                    case RustType.Result(var ok, var err) -> any(ok, test) || any(err, test);
                    case RustType.Map(var key, var value) -> any(key, test) || any(value, test);
                    case RustType.Tuple(var parts) ->
                            parts.stream().anyMatch(part -> any(part, test));
                    case RustType.Reference(_, var target) -> any(target, test);
                    case RustType.Int _, RustType.Float _, RustType.Plain _, RustType.Own _ ->
                            false;
                };
    }

    // Types

    private RustType type(JsonElement json, @Nullable String self) throws Beyond {
        var type = json.getAsJsonObject();
        var kind = type.keySet().iterator().next();
        var what = type.get(kind);
        return switch (kind) {
            case "primitive" -> primitive(what.getAsString());
            case "borrowed_ref" -> {
                var reference = what.getAsJsonObject();
                yield new RustType.Reference(
                        reference.get("is_mutable").getAsBoolean(),
                        type(reference.get("type"), self));
            }
            case "slice" -> new RustType.Sequence(type(what, self));
            case "tuple" -> {
                var parts = new ArrayList<RustType>();
                for (var part : what.getAsJsonArray()) {
                    parts.add(type(part, self));
                }
                refuse(parts.size() > 8, "it takes or gives a tuple of more than eight");
                yield parts.isEmpty() ? RustType.Plain.UNIT : new RustType.Tuple(parts);
            }
            case "generic" -> {
                if (self == null || !what.getAsString().equals("Self")) {
                    throw new Beyond("it is generic");
                }
                yield own(self);
            }
            case "resolved_path" -> path(what.getAsJsonObject(), self);
            default -> throw new Beyond("it takes or gives " + kind.replace('_', ' '));
        };
    }

    private static RustType primitive(String name) throws Beyond {
        switch (name) {
            case "bool":
                return RustType.Plain.BOOL;
            case "char":
                return RustType.Plain.CHAR;
            case "str":
                return RustType.Plain.STR;
            case "unit":
                return RustType.Plain.UNIT;
            default:
                break;
        }
        for (var integer : org.oxur.ast.IntType.values()) {
            if (integer.rustName().equals(name)) {
                return new RustType.Int(integer);
            }
        }
        for (var floating : org.oxur.ast.FloatType.values()) {
            if (floating.rustName().equals(name)) {
                return new RustType.Float(floating);
            }
        }
        throw new Beyond("it takes or gives `" + name + "`");
    }

    private RustType path(JsonObject path, @Nullable String self) throws Beyond {
        var id = path.get("id").getAsString();
        var arguments = arguments(path, self);
        var item = item(id);
        if (item != null) {
            var alias = inner(item, "type_alias");
            if (alias != null) {
                refuse(!arguments.isEmpty(), "it takes or gives a generic alias");
                return type(alias.get("type"), self);
            }
            var nominal = nominal(item);
            if (nominal != null) {
                refuse(
                        !nominal.getAsJsonObject("generics").getAsJsonArray("params").isEmpty(),
                        "it takes or gives `" + name(item) + "`, which is generic or borrows");
                return own(id);
            }
        }
        var known = paths.getAsJsonObject(id);
        var full = new StringBuilder();
        if (known != null) {
            for (var part : known.getAsJsonArray("path")) {
                full.append(full.isEmpty() ? "" : "::").append(part.getAsString());
            }
        }
        return switch (full + "/" + arguments.size()) {
            case "alloc::string::String/0" -> RustType.Plain.STRING;
            case "alloc::vec::Vec/1" -> new RustType.Sequence(arguments.getFirst());
            case "core::option::Option/1" -> new RustType.Option(arguments.getFirst());
            case "core::result::Result/2" ->
                    new RustType.Result(arguments.getFirst(), arguments.getLast());
            case "alloc::boxed::Box/1" -> new RustType.Boxed(arguments.getFirst());
            case "std::collections::hash::map::HashMap/2" ->
                    new RustType.Map(arguments.getFirst(), arguments.getLast());
            case "std::collections::hash::set::HashSet/1" -> new RustType.Set(arguments.getFirst());
            default ->
                    throw new Beyond("it takes or gives `" + path.get("path").getAsString() + "`");
        };
    }

    private List<RustType> arguments(JsonObject path, @Nullable String self) throws Beyond {
        var given = path.get("args");
        if (given == null || given.isJsonNull()) {
            return List.of();
        }
        var all = given.getAsJsonObject().getAsJsonObject("angle_bracketed");
        refuse(all == null, "it takes or gives a function");
        var types = new ArrayList<RustType>();
        for (var each : all.getAsJsonArray("args")) {
            var type = each.isJsonObject() ? each.getAsJsonObject().get("type") : null;
            if (type != null) {
                types.add(type(type, self));
            }
        }
        return types;
    }

    private RustType own(String id) {
        var item = Objects.requireNonNull(item(id), id);
        var type = types.computeIfAbsent(id, _ -> new LoadedType(crate + "::" + name(item)));
        boolean shows = false;
        for (var each : Objects.requireNonNull(nominal(item), id).getAsJsonArray("impls")) {
            var block = item(each.getAsString());
            var impl = block == null ? null : inner(block, "impl");
            shows |=
                    impl != null
                            && impl.get("trait").isJsonObject()
                            && impl.getAsJsonObject("trait")
                                    .get("path")
                                    .getAsString()
                                    .matches("(.*::)?Debug");
        }
        return new RustType.Own(type, shows);
    }
}
