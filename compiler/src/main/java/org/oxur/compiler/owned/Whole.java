package org.oxur.compiler.owned;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Item;
import org.oxur.compiler.types.Uncompilable;
import org.oxur.interpret.FunctionCode;
import org.oxur.module.Function;
import org.oxur.module.Module;
import org.oxur.module.Registry;
import org.oxur.module.TypeDefinition;
import org.oxur.text.Span;
import org.oxur.value.EnumType;
import org.oxur.value.StructType;

/// A function and all that it calls, on the way to one crate. What depends on a type that is not
/// known yet waits in a list until it is.
final class Whole {
    /// A program that needs more than this is no hot function.
    private static final int MOST_ROUTINES = 200;

    final Registry registry;
    final Dependencies dependencies;
    final List<Point> points = new ArrayList<>();
    final List<Span> spans = new ArrayList<>();
    final List<String> keywords = new ArrayList<>();
    private final RustTypes rust = new RustTypes();
    private final Map<Key, Routine> routines = new LinkedHashMap<>();
    private final Map<TypeDefinition, Nominal> nominals = new HashMap<>();
    private final ArrayDeque<Pending> pending = new ArrayDeque<>();

    private record Key(Function function, List<Ty> parameters) {}

    /// Something that needs to know more.
    interface Pending {
        /// @param last nothing more will be known
        /// @return whether it is done
        boolean proceed(boolean last) throws Uncompilable;
    }

    Whole(Registry registry) {
        this.registry = registry;
        this.dependencies = new Dependencies(registry);
    }

    RustTypes rust() {
        return rust;
    }

    List<Routine> routines() {
        return List.copyOf(routines.values());
    }

    /// The number by which native code names a place.
    int point(Point point) {
        points.add(point);
        return points.size();
    }

    /// A comment by which a message of rustc's finds its place in the program.
    String mark(Span span) {
        spans.add(span);
        return "/*@" + (spans.size() - 1) + "*/";
    }

    int keyword(String name) {
        int at = keywords.indexOf(name);
        if (at < 0) {
            keywords.add(name);
            at = keywords.size() - 1;
        }
        return at;
    }

    // Routines

    /// The routine for those types, which may still be incomplete.
    Routine routine(Function function, List<Ty> parameters, Span call) throws Uncompilable {
        var ground = parameters.stream().map(Ty::resolved).toList();
        var key = new Key(function, ground);
        var known = known(key);
        if (known != null) {
            return known;
        }
        if (routines.size() >= MOST_ROUTINES) {
            throw new Uncompilable(call, "it calls too many functions");
        }
        // Read once: it may be redefined meanwhile.
        var version = function.current();
        dependencies.function(function, version);
        var facts = FunctionCode.facts(function, version, registry);
        var routine = new Routine(function, version, ground, routines.size(), facts);
        routines.put(key, routine);
        new Lowering(this, routine).lower(call);
        return routine;
    }

    /// What a routine was asked for may have become known since.
    private @Nullable Routine known(Key wanted) {
        var exactly = routines.get(wanted);
        if (exactly != null) {
            return exactly;
        }
        for (var routine : routines.values()) {
            if (routine.function.equals(wanted.function)
                    && routine.parameters.stream()
                            .map(Ty::resolved)
                            .toList()
                            .equals(wanted.parameters)) {
                return routine;
            }
        }
        return null;
    }

    void later(Pending work) throws Uncompilable {
        if (!work.proceed(false)) {
            pending.add(work);
        }
    }

    /// Does what can be done by now.
    void settle() throws Uncompilable {
        boolean any = true;
        while (any) {
            any = false;
            for (int i = pending.size(); i > 0; i--) {
                var work = pending.poll();
                if (work == null) {
                    // What it did settled the rest.
                    return;
                }
                if (work.proceed(false)) {
                    any = true;
                } else {
                    pending.add(work);
                }
            }
        }
    }

    /// Does all that waits, knowing that nothing else will be known.
    void finish() throws Uncompilable {
        settle();
        while (!pending.isEmpty()) {
            pending.remove().proceed(true);
            settle();
        }
        cycles();
    }

    /// Finds the routines that call each other in tail position.
    private void cycles() throws Uncompilable {
        for (var routine : routines.values()) {
            if (routine.cycle != null) {
                continue;
            }
            var members = new ArrayList<Routine>();
            for (var other : routines.values()) {
                if (other != routine
                        && routine.reachesByTail(other, new LinkedHashSet<>())
                        && other.reachesByTail(routine, new LinkedHashSet<>())) {
                    members.add(other);
                }
            }
            if (!members.isEmpty()) {
                members.addFirst(routine);
                var cycle = Cycle.of(members);
                members.forEach(member -> member.cycle = cycle);
            }
        }
    }

    /// What Rust derives must not have another meaning in the program.
    void notCustom(Ty type, String method, Span span) throws Uncompilable {
        later(last -> {
            if (!type.isGround() && !last) {
                return false;
            }
            custom(type, method, span, new HashSet<>());
            return true;
        });
    }

    private void custom(Ty type, String method, Span span, Set<Nominal> seen) throws Uncompilable {
        if (type.known() instanceof Ty.Named(var nominal, _) && seen.add(nominal)) {
            if (dependencies.method(nominal.definition().key(), method, span) != null) {
                throw new Uncompilable(
                        span, "`" + nominal.name() + "` has a `" + method + "` of its own");
            }
            for (var shape : nominal.shapes) {
                for (var part : shape.types()) {
                    custom(part, method, span, seen);
                }
            }
        }
        for (var part : type.parts()) {
            custom(part, method, span, seen);
        }
    }

    // Types

    @Nullable TypeDefinition type(Module from, List<String> path) {
        dependencies.meaning(from, path);
        return registry.type(from, path);
    }

    /// The definition of a value's type; null when it has been replaced.
    @Nullable TypeDefinition definition(@Nullable Object type, Module near) {
        var name =
                type instanceof StructType s
                        ? s.name()
                        : type instanceof EnumType e ? e.name() : "";
        var path =
                type instanceof StructType s
                        ? s.module()
                        : type instanceof EnumType e ? e.module() : "";
        @Nullable Module module = near.root();
        for (var part : path.isEmpty() ? new String[0] : path.split("::")) {
            module = module == null ? null : module.child(part);
        }
        var found = module == null ? null : module.type(name);
        return found != null && (found.struct() == type || found.enumeration() == type)
                ? found
                : null;
    }

    Nominal nominal(TypeDefinition definition) throws Uncompilable {
        var known = nominals.get(definition);
        if (known != null) {
            return known;
        }
        dependencies.type(definition);
        var nominal = new Nominal(definition);
        nominals.put(definition, nominal);
        var reader = new TypeReader(this, definition.module(), Map.of());
        reader.within(nominal);
        switch (definition.item()) {
            case Item.Struct struct -> {
                parameters(nominal, reader, struct.generics());
                nominal.parameters += untyped(struct.fields());
                int first = struct.generics().parameters().size();
                nominal.shapes.add(shape(struct.ident().name(), struct.fields(), reader, first));
            }
            case Item.Enum enumeration -> {
                parameters(nominal, reader, enumeration.generics());
                int next = nominal.parameters;
                for (var variant : enumeration.variants()) {
                    if (variant.fields() instanceof Item.Fields.Named(var fields)) {
                        nominal.parameters += untyped(fields);
                    }
                }
                for (var variant : enumeration.variants()) {
                    var name = variant.ident().name();
                    switch (variant.fields()) {
                        case Item.Fields.Unit _ ->
                                nominal.shapes.add(new Nominal.Shape(name, null, List.of()));
                        case Item.Fields.Unnamed(var types) -> {
                            var read = new ArrayList<Ty>();
                            for (var type : types) {
                                read.add(reader.read(type));
                            }
                            nominal.shapes.add(new Nominal.Shape(name, null, read));
                        }
                        case Item.Fields.Named(var fields) -> {
                            nominal.shapes.add(shape(name, fields, reader, next));
                            next += untyped(fields);
                        }
                    }
                }
            }
            default ->
                    throw new Uncompilable(
                            definition.span(), "`" + definition.name() + "` is no struct or enum");
        }
        return nominal;
    }

    private static void parameters(
            Nominal nominal, TypeReader reader, org.oxur.ast.Generics generics) {
        for (var parameter : generics.parameters()) {
            reader.name(parameter.ident().name(), new Ty.Param(nominal.parameters++));
        }
    }

    private static int untyped(List<Item.FieldDef> fields) {
        return (int) fields.stream().filter(field -> field.type() == null).count();
    }

    private static Nominal.Shape shape(
            String name, List<Item.FieldDef> fields, TypeReader reader, int first)
            throws Uncompilable {
        var names = new ArrayList<String>();
        var types = new ArrayList<Ty>();
        int next = first;
        for (var field : fields) {
            names.add(field.ident().name());
            var type = field.type();
            types.add(type == null ? new Ty.Param(next++) : reader.read(type));
        }
        return new Nominal.Shape(name, names, types);
    }
}
