package org.oxur.ide;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Block;
import org.oxur.ast.Expr;
import org.oxur.ast.FnArg;
import org.oxur.ast.Generics;
import org.oxur.ast.Ident;
import org.oxur.ast.Item;
import org.oxur.ast.Pat;
import org.oxur.ast.Path;
import org.oxur.ast.Signature;
import org.oxur.ast.Stmt;
import org.oxur.ast.Type;
import org.oxur.error.LanguageError;
import org.oxur.frontend.Expander.Lowered;
import org.oxur.ide.FormFacts.Call;
import org.oxur.ide.FormFacts.Construction;
import org.oxur.ide.FormFacts.Finding;
import org.oxur.ide.FormFacts.Import;
import org.oxur.ide.FormFacts.NamedPlace;
import org.oxur.ide.FormFacts.Note;
import org.oxur.ide.FormFacts.Place;
import org.oxur.ide.FormFacts.Role;
import org.oxur.ide.FormFacts.Target;
import org.oxur.ide.FormFacts.Use;
import org.oxur.ide.FormFacts.Variable;
import org.oxur.text.Span;

/// Reads the facts of one top-level form off its tree.
///
/// What macros introduced has no place in the form; only names that the user wrote become uses.
final class FactFinder {
    private final Span form;
    private final List<Variable> variables = new ArrayList<>();
    private final Map<Place, Integer> variableAt = new HashMap<>();
    private final Set<Use> uses = new LinkedHashSet<>();
    private final Set<Call> calls = new LinkedHashSet<>();
    private final Set<Construction> constructions = new LinkedHashSet<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> defines = new LinkedHashSet<>();
    private final List<Import> imports = new ArrayList<>();
    private final List<Place> opaque = new ArrayList<>();
    // Which variable each name in the tree is: the ownership check asks again.
    private final Map<Expr.Name, Integer> resolved = new IdentityHashMap<>();
    private final Map<Pat.Binding, Integer> bound = new IdentityHashMap<>();
    private Scope scope = new Scope(null);
    private String module = "";
    private @Nullable String self;
    // Inside an or-pattern: the variables of its cases by name.
    private @Nullable Map<String, Integer> cases;

    FactFinder(Span form) {
        this.form = form;
    }

    FormFacts find(Lowered lowered) {
        lowered.errors().forEach(this::error);
        lowered.stmts().forEach(this::stmt);
        var ownership = new OwnershipCheck(this, resolved, bound, variables);
        ownership.check(lowered.stmts());
        findings.addAll(ownership.findings());
        if (lowered.errors().isEmpty() && lowered.macrosUsed().isEmpty() && opaque.isEmpty()) {
            findings.addAll(UnusedBindings.of(variables, uses));
        }
        return new FormFacts(
                variables,
                List.copyOf(uses),
                List.copyOf(calls),
                List.copyOf(constructions),
                ownership.given(),
                findings,
                defines,
                imports,
                opaque,
                !lowered.stmts().isEmpty()
                        && lowered.stmts().stream()
                                .allMatch(stmt -> stmt instanceof Stmt.Definition),
                false);
    }

    // Places

    /// Null for what is not written in this form.
    @Nullable Place place(Span span) {
        return form.contains(span)
                ? new Place(span.start() - form.start(), span.end() - form.start())
                : null;
    }

    /// Null for a name that a macro introduced.
    private @Nullable Place place(Ident ident) {
        var span = ident.span();
        var place = ident.mark() == 0 && span.template() == null ? place(span) : null;
        return place != null && span.text().equals(ident.name()) ? place : null;
    }

    String module() {
        return module;
    }

    private void error(LanguageError error) {
        var place = place(error.span());
        var notes = new ArrayList<Note>();
        for (var label : error.labels()) {
            var at = place(label.span());
            if (at != null) {
                notes.add(new Note(at, label.note()));
            }
        }
        var where = place == null ? new Place(0, form.length()) : place;
        findings.add(
                new Finding(
                        where,
                        Diagnostic.Severity.ERROR,
                        error.code(),
                        error.message(),
                        notes,
                        error.hint(),
                        null));
    }

    // Definitions

    private void stmt(Stmt stmt) {
        switch (stmt) {
            case Stmt.Local local -> {
                if (local.init() != null) {
                    expr(local.init());
                }
                if (local.type() != null) {
                    type(local.type());
                }
                bind(local.pat(), Role.BINDING, local.type(), local.init());
            }
            case Stmt.Definition(_, var item) -> item(item);
            case Stmt.Evaluation(_, var expr, _) -> expr(expr);
        }
    }

    private void item(Item item) {
        switch (item) {
            case Item.Fn fn -> {
                defines.add(module + fn.sig().ident().name());
                inside(() -> function(fn.sig(), fn.body()));
            }
            case Item.Static(_, _, var ident, var type, var expr) -> value(ident, type, expr);
            case Item.Const(_, _, var ident, var type, var expr) -> value(ident, type, expr);
            case Item.Struct struct -> {
                defines.add(module + struct.ident().name());
                inside(() -> {
                    generics(struct.generics());
                    struct.fields().forEach(this::field);
                    struct.derives().forEach(path -> use(path, true));
                });
            }
            case Item.Enum enumeration -> {
                defines.add(module + enumeration.ident().name());
                inside(() -> {
                    generics(enumeration.generics());
                    enumeration.variants().forEach(this::variant);
                    enumeration.derives().forEach(path -> use(path, true));
                });
            }
            case Item.Trait trait -> {
                defines.add(module + trait.ident().name());
                inside(() -> {
                    generics(trait.generics());
                    scope.declareGeneric("Self");
                    for (var fn : trait.fns()) {
                        inside(() -> function(fn.sig(), fn.body()));
                    }
                });
            }
            case Item.Impl impl -> implementation(impl);
            case Item.Mod mod -> {
                defines.add(module + mod.ident().name());
                var outer = module;
                module = module + mod.ident().name() + "::";
                mod.content().forEach(this::stmt);
                module = outer;
            }
            case Item.Use use -> imported(use);
        }
    }

    private void value(Ident ident, @Nullable Type type, Expr expr) {
        defines.add(module + ident.name());
        if (type != null) {
            type(type);
        }
        expr(expr);
    }

    private void field(Item.FieldDef field) {
        if (field.type() != null) {
            type(field.type());
        }
    }

    private void variant(Item.Variant variant) {
        switch (variant.fields()) {
            case Item.Fields.Unit() -> {}
            case Item.Fields.Unnamed(var types) -> types.forEach(this::type);
            case Item.Fields.Named(var fields) -> fields.forEach(this::field);
        }
    }

    private void implementation(Item.Impl impl) {
        inside(() -> {
            generics(impl.generics());
            scope.declareGeneric("Self");
            if (impl.trait() != null) {
                use(impl.trait(), true);
            }
            type(impl.self());
            var outer = self;
            self = typeName(impl.self());
            for (var fn : impl.fns()) {
                inside(() -> function(fn.sig(), fn.body()));
            }
            self = outer;
        });
    }

    private void imported(Item.Use use) {
        var path = use.path();
        var name =
                use.glob() ? null : use.rename() == null ? path.last().name() : use.rename().name();
        imports.add(new Import(path.name(), name, module));
        if (name != null) {
            defines.add(module + name);
        }
        use(path, false);
    }

    private void generics(Generics generics) {
        for (var parameter : generics.parameters()) {
            scope.declareGeneric(parameter.ident().name());
            parameter.bounds().forEach(bound -> use(bound, true));
        }
    }

    private void function(Signature sig, @Nullable Block body) {
        generics(sig.generics());
        sig.inputs().forEach(this::input);
        if (sig.output() != null) {
            type(sig.output());
        }
        if (body != null) {
            block(body);
        }
    }

    private void input(FnArg input) {
        switch (input) {
            case FnArg.Receiver(var span, _, var mutable) -> {
                var place = place(span);
                if (place != null) {
                    // The receiver is written with its prefix: `&self`.
                    var named =
                            new Place(
                                    Math.max(place.start(), place.end() - "self".length()),
                                    place.end());
                    scope.declare(
                            new Ident(span, "self"),
                            variable("self", named, Role.PARAMETER, mutable, self, null));
                }
            }
            case FnArg.Typed(_, var pat, var type) -> {
                if (type != null) {
                    type(type);
                }
                bind(pat, Role.PARAMETER, type, null);
            }
            case FnArg.Rest(_, var pat) -> bind(pat, Role.PARAMETER, null, null);
        }
    }

    private void inside(Runnable walk) {
        var outer = scope;
        scope = new Scope(outer);
        walk.run();
        scope = outer;
    }

    // Variables

    private int variable(
            String name,
            Place place,
            Role role,
            boolean mutable,
            @Nullable String type,
            @Nullable String describes) {
        var known = variableAt.get(place);
        if (known != null) {
            return known;
        }
        int id = variables.size();
        variables.add(new Variable(id, name, place, role, mutable, type, describes));
        variableAt.put(place, id);
        return id;
    }

    private void bind(Pat pat, Role role, @Nullable Type type, @Nullable Expr init) {
        switch (pat) {
            case Pat.Binding binding -> {
                declare(binding, role, type, init);
                if (binding.subpat() != null) {
                    bind(binding.subpat(), role, null, null);
                }
            }
            case Pat.Typed(_, var inner, var written) -> {
                type(written);
                bind(inner, role, written, init);
            }
            case Pat.Reference(_, _, var target) -> bind(target, role, null, null);
            case Pat.Tuple(_, var parts) -> parts.forEach(part -> bind(part, role, null, null));
            case Pat.Slice(_, var parts, var rest) -> {
                parts.forEach(part -> bind(part, role, null, null));
                if (rest != null) {
                    bind(rest, role, null, null);
                }
            }
            case Pat.Named(_, var path) -> use(path, false);
            case Pat.TupleStruct(var span, var path, var parts) -> {
                use(path, false);
                call(span, path, parts.size());
                parts.forEach(part -> bind(part, role, null, null));
            }
            case Pat.Struct(var span, var path, var fields) -> {
                use(path, false);
                construction(
                        span, path, fields.stream().map(Pat.FieldPat::ident).toList(), false, true);
                fields.forEach(field -> bind(field.pat(), role, null, null));
            }
            case Pat.Or(_, var cases) -> bindCases(cases, role);
            case Pat.Map(_, var entries) ->
                    entries.forEach(entry -> bind(entry.pat(), role, null, null));
            case Pat.Wild _, Pat.Literal _, Pat.Range _ -> {}
        }
    }

    /// The cases bind the same names: they are the variables of the first.
    private void bindCases(List<Pat> alternatives, Role role) {
        var outer = cases;
        cases = outer == null ? new HashMap<>() : outer;
        alternatives.forEach(one -> bind(one, role, null, null));
        cases = outer;
    }

    private void declare(Pat.Binding binding, Role role, @Nullable Type type, @Nullable Expr init) {
        var ident = binding.ident();
        var place = place(ident);
        var alias = cases == null ? null : cases.get(ident.toString());
        int id = alias == null ? variable(binding, place, role, type, init) : alias;
        if (cases != null) {
            cases.put(ident.toString(), id);
        }
        if (alias != null && place != null) {
            uses.add(new Use(place, new Target.Local(id), false));
        }
        bound.put(binding, id);
        scope.declare(ident, id);
    }

    private int variable(
            Pat.Binding binding,
            @Nullable Place place,
            Role role,
            @Nullable Type type,
            @Nullable Expr init) {
        // A name that a macro introduced is a variable too, at a place of its own that nothing
        // written can have.
        var at = place == null ? new Place(-1 - variables.size(), -1 - variables.size()) : place;
        var made = init == null ? null : Owned.describe(init);
        return variable(
                binding.ident().name(),
                at,
                role,
                binding.mutable(),
                type == null ? null : typeName(type),
                type == null ? made : Owned.describe(type));
    }

    private static @Nullable String typeName(Type type) {
        return switch (type) {
            case Type.Named(_, var path) -> path.name();
            case Type.Reference(_, _, var target) -> typeName(target);
            case Type.Tuple _, Type.Function _, Type.TraitObject _, Type.Infer _ -> null;
        };
    }

    // Names

    private void use(Path path, boolean isType) {
        for (var segment : path.segments()) {
            segment.arguments().forEach(this::type);
        }
        var segments = path.segments();
        var walked = new StringBuilder();
        for (int i = 0; i < segments.size(); i++) {
            var ident = segments.get(i).ident();
            walked.append(i == 0 ? "" : "::").append(ident.name());
            var place = place(ident);
            if (place == null) {
                continue;
            }
            boolean last = i == segments.size() - 1;
            if (i == 0 && (isType || !last) && scope.hasGeneric(ident.name())) {
                uses.add(new Use(place, new Target.Generic(ident.name()), false));
            } else {
                uses.add(
                        new Use(
                                place,
                                last && !isType
                                        ? new Target.Value(walked.toString(), module)
                                        : new Target.TypeName(walked.toString(), module),
                                false));
            }
        }
    }

    private void name(Expr.Name name, boolean writes) {
        var path = name.path();
        var variable = path.isIdent() && !path.global() ? scope.find(path.first()) : null;
        if (variable == null) {
            use(path, false);
            return;
        }
        resolved.put(name, variable);
        var place = place(path.first());
        if (place != null) {
            uses.add(new Use(place, new Target.Local(variable), writes));
        } else if (path.first().mark() == 0 && place(path.span()) != null) {
            uses.add(new Use(variables.get(variable).place(), new Target.Local(variable), writes));
        }
    }

    private void type(Type type) {
        switch (type) {
            case Type.Named(_, var path) -> use(path, true);
            case Type.Reference(_, _, var target) -> type(target);
            case Type.Tuple(_, var parts) -> parts.forEach(this::type);
            case Type.Function(_, var inputs, var output) -> {
                inputs.forEach(this::type);
                if (output != null) {
                    type(output);
                }
            }
            case Type.TraitObject(_, var trait) -> use(trait, true);
            case Type.Infer _ -> {}
        }
    }

    private void call(Span span, Path path, int arguments) {
        var at = place(span);
        var callee = place(path.span());
        if (at != null && callee != null && path.span().text().equals(path.name())) {
            calls.add(new Call(at, callee, path.name(), module, arguments));
        }
    }

    private void construction(
            Span span, Path path, List<Ident> fields, boolean complete, boolean pattern) {
        var at = place(span);
        var name = place(path.last());
        if (at == null || name == null) {
            return;
        }
        var named = new ArrayList<NamedPlace>();
        for (var field : fields) {
            var written = place(field.span());
            if (written == null) {
                return;
            }
            named.add(new NamedPlace(field.name(), written));
            boolean isKeyword = written.end() - written.start() == field.name().length() + 1;
            if (isKeyword && field.span().template() == null) {
                var word = new Place(written.start() + 1, written.end());
                uses.add(new Use(word, new Target.Field(field.name(), path.name(), module), false));
            }
        }
        constructions.add(
                new Construction(at, name, path.name(), module, named, complete, pattern));
    }

    // Expressions

    private void exprs(List<Expr> exprs) {
        exprs.forEach(this::expr);
    }

    private void optional(@Nullable Expr expr) {
        if (expr != null) {
            expr(expr);
        }
    }

    private void block(Block block) {
        inside(() -> block.stmts().forEach(this::stmt));
    }

    private void expr(Expr expr) {
        switch (expr) {
            case Expr.Literal _, Expr.Continue _ -> {}
            case Expr.Quote(var span, _) -> quoted(span);
            case Expr.Name name -> name(name, false);
            case Expr.Vec(_, var items) -> exprs(items);
            case Expr.Tuple(_, var parts) -> exprs(parts);
            case Expr.Map(_, var entries) ->
                    entries.forEach(entry -> {
                        expr(entry.key());
                        expr(entry.value());
                    });
            case Expr.Struct struct -> struct(struct);
            case Expr.Range(_, var from, var to, _) -> {
                optional(from);
                optional(to);
            }
            case Expr.Template(_, _, var parts) -> parts.forEach(part -> expr(part.value()));
            case Expr.Unary(_, _, var operand) -> expr(operand);
            case Expr.Binary(_, _, var left, var right) -> {
                expr(left);
                expr(right);
            }
            case Expr.Comparison(_, _, var operands) -> exprs(operands);
            case Expr.Cast(_, var value, var type) -> {
                expr(value);
                type(type);
            }
            case Expr.Reference(_, _, var place) -> expr(place);
            case Expr.Try(_, var value) -> expr(value);
            case Expr.Field field -> field(field);
            case Expr.TupleField(_, var base, _) -> expr(base);
            case Expr.Index(_, var base, var index) -> {
                expr(base);
                expr(index);
            }
            case Expr.Assign(_, var place, var value) -> assigned(place, value);
            case Expr.AssignOp(_, _, var place, var value) -> assigned(place, value);
            case Expr.Call call -> called(call);
            case Expr.MethodCall(_, var receiver, var method, var types, var arguments) -> {
                expr(receiver);
                types.forEach(this::type);
                var place = place(method);
                if (place != null) {
                    uses.add(new Use(place, new Target.Method(method.name()), false));
                }
                exprs(arguments);
            }
            case Expr.Closure closure -> inside(() -> closure(closure));
            case Expr.Macro(_, _, var arguments, var named) -> {
                exprs(arguments);
                named.forEach(argument -> expr(argument.value()));
                formatted(named);
            }
            case Expr.BlockExpr(_, _, var block) -> block(block);
            case Expr.If(_, var test, var then, var otherwise) -> {
                expr(test);
                expr(then);
                optional(otherwise);
            }
            case Expr.Match(_, var value, var arms) -> {
                expr(value);
                arms.forEach(arm -> inside(() -> arm(arm)));
            }
            case Expr.While(_, _, var test, var body) -> {
                expr(test);
                block(body);
            }
            case Expr.ForLoop(_, _, var pat, var iterated, var body) -> {
                expr(iterated);
                inside(() -> {
                    bind(pat, Role.BINDING, null, null);
                    block(body);
                });
            }
            case Expr.Loop(_, _, var body) -> block(body);
            case Expr.RecurLoop(_, _, var bindings, var body) ->
                    inside(() -> {
                        bindings.forEach(this::stmt);
                        block(body);
                    });
            case Expr.Recur(_, var arguments) -> exprs(arguments);
            case Expr.Break(_, _, var value) -> optional(value);
            case Expr.Return(_, var value) -> optional(value);
        }
    }

    /// A macro call that cannot be expanded here stands in the tree as its own form, quoted.
    private void quoted(Span span) {
        var place = place(span);
        boolean isQuote =
                span.template() != null
                        || !span.text().startsWith("(")
                        || span.text().startsWith("quote", 1);
        if (place != null && !isQuote) {
            opaque.add(place);
        }
    }

    private void struct(Expr.Struct struct) {
        use(struct.path(), false);
        construction(
                struct.span(),
                struct.path(),
                struct.fields().stream().map(Expr.FieldValue::ident).toList(),
                struct.rest() == null,
                false);
        struct.fields().forEach(field -> expr(field.value()));
        optional(struct.rest());
    }

    private void field(Expr.Field field) {
        expr(field.base());
        var place = place(field.field());
        if (place == null) {
            return;
        }
        var variable = field.base() instanceof Expr.Name name ? resolved.get(name) : null;
        var owner = variable == null ? null : variables.get(variable).type();
        uses.add(new Use(place, new Target.Field(field.field().name(), owner, module), false));
    }

    private void assigned(Expr place, Expr value) {
        if (place instanceof Expr.Name name) {
            name(name, true);
        } else {
            expr(place);
        }
        expr(value);
    }

    private void called(Expr.Call call) {
        if (call.callee() instanceof Expr.Name name) {
            var path = name.path();
            boolean isLocal = path.isIdent() && !path.global() && scope.find(path.first()) != null;
            name(name, false);
            if (!isLocal) {
                call(call.span(), path, call.arguments().size());
            }
        } else {
            expr(call.callee());
        }
        exprs(call.arguments());
    }

    private void closure(Expr.Closure closure) {
        if (closure.name() != null) {
            var place = place(closure.name());
            if (place != null) {
                int id = variable(closure.name().name(), place, Role.PARAMETER, false, null, null);
                scope.declare(closure.name(), id);
            }
        }
        closure.inputs().forEach(this::input);
        if (closure.output() != null) {
            type(closure.output());
        }
        expr(closure.body());
    }

    private void arm(Expr.Arm arm) {
        bind(arm.pat(), Role.BINDING, null, null);
        optional(arm.guard());
        expr(arm.body());
    }

    /// `{name}` in a format string is a use of what the front end found for it.
    private void formatted(List<Expr.NamedArgument> named) {
        for (var argument : named) {
            if (!(argument.value() instanceof Expr.Name name) || name.span().template() != null) {
                continue;
            }
            var literal = place(name.span());
            if (literal != null && name.span().text().startsWith("\"")) {
                placeholders(name, argument.name(), literal);
            }
        }
    }

    private void placeholders(Expr.Name name, String word, Place literal) {
        var variable = resolved.get(name);
        var target = variable == null ? new Target.Value(word, module) : new Target.Local(variable);
        // Positions are those of the literal as written; a placeholder has no escapes in it.
        for (var placeholder : FormatStrings.parse(name.span().text()).placeholders()) {
            if (word.equals(placeholder.name())) {
                int start = literal.start() + placeholder.start() + 1;
                uses.add(new Use(new Place(start, start + word.length()), target, false));
            }
        }
    }
}
