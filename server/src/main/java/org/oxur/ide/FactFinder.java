package org.oxur.ide;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Block;
import org.oxur.ast.Expr;
import org.oxur.ast.Ident;
import org.oxur.ast.Item;
import org.oxur.ast.Signature;
import org.oxur.ast.Stmt;
import org.oxur.ast.Type;
import org.oxur.frontend.Expander.Lowered;
import org.oxur.ide.FormFacts.Import;
import org.oxur.ide.FormFacts.Role;
import org.oxur.ide.FormFacts.Target;
import org.oxur.text.Span;

/// Reads the facts of one top-level form off its tree.
///
/// What macros introduced has no place in the form; only names that the user wrote become uses.
final class FactFinder {
    private final FoundFacts found;
    private final NameFacts names;

    FactFinder(Span form) {
        this.found = new FoundFacts(form);
        this.names = new NameFacts(found);
    }

    FormFacts find(Lowered lowered) {
        lowered.errors().forEach(found::error);
        lowered.stmts().forEach(this::stmt);
        var ownership = new OwnershipCheck(found, names.resolved, names.bound, found.variables);
        ownership.check(lowered.stmts());
        found.findings.addAll(ownership.findings());
        if (lowered.errors().isEmpty()
                && lowered.macrosUsed().isEmpty()
                && found.opaque.isEmpty()) {
            found.findings.addAll(UnusedBindings.of(found.variables, found.uses));
        }
        boolean definitionsOnly =
                !lowered.stmts().isEmpty()
                        && lowered.stmts().stream()
                                .allMatch(stmt -> stmt instanceof Stmt.Definition);
        return found.facts(ownership, definitionsOnly);
    }

    // Definitions

    private void stmt(Stmt stmt) {
        switch (stmt) {
            case Stmt.Local local -> {
                if (local.init() != null) {
                    expr(local.init());
                }
                if (local.type() != null) {
                    names.type(local.type());
                }
                names.bind(local.pat(), Role.BINDING, local.type(), local.init());
            }
            case Stmt.Definition(_, var item) -> item(item);
            case Stmt.Evaluation(_, var expr, _) -> expr(expr);
        }
    }

    private void item(Item item) {
        switch (item) {
            case Item.Fn fn -> {
                found.define(fn.sig().ident().name());
                names.inside(() -> function(fn.sig(), fn.body()));
            }
            case Item.Static(_, _, var ident, var type, var expr) -> value(ident, type, expr);
            case Item.Const(_, _, var ident, var type, var expr) -> value(ident, type, expr);
            case Item.Struct struct -> {
                found.define(struct.ident().name());
                names.inside(() -> {
                    names.generics(struct.generics());
                    struct.fields().forEach(this::field);
                    struct.derives().forEach(path -> names.use(path, true));
                });
            }
            case Item.Enum enumeration -> {
                found.define(enumeration.ident().name());
                names.inside(() -> {
                    names.generics(enumeration.generics());
                    enumeration.variants().forEach(this::variant);
                    enumeration.derives().forEach(path -> names.use(path, true));
                });
            }
            case Item.Trait trait -> {
                found.define(trait.ident().name());
                names.inside(() -> {
                    names.generics(trait.generics());
                    names.declareSelfType();
                    for (var fn : trait.fns()) {
                        names.inside(() -> function(fn.sig(), fn.body()));
                    }
                });
            }
            case Item.Impl impl -> implementation(impl);
            case Item.Mod mod -> {
                found.define(mod.ident().name());
                var outer = found.module;
                found.module = found.module + mod.ident().name() + "::";
                mod.content().forEach(this::stmt);
                found.module = outer;
            }
            case Item.ExternCrate crate -> found.define(crate.ident().name());
            case Item.Use use -> imported(use);
        }
    }

    private void value(Ident ident, @Nullable Type type, Expr expr) {
        found.define(ident.name());
        if (type != null) {
            names.type(type);
        }
        expr(expr);
    }

    private void field(Item.FieldDef field) {
        if (field.type() != null) {
            names.type(field.type());
        }
    }

    private void variant(Item.Variant variant) {
        switch (variant.fields()) {
            case Item.Fields.Unit() -> {}
            case Item.Fields.Unnamed(var types) -> types.forEach(names::type);
            case Item.Fields.Named(var fields) -> fields.forEach(this::field);
        }
    }

    private void implementation(Item.Impl impl) {
        names.inside(() -> {
            names.generics(impl.generics());
            names.declareSelfType();
            if (impl.trait() != null) {
                names.use(impl.trait(), true);
            }
            names.type(impl.self());
            var outer = names.self;
            names.self = names.typeName(impl.self());
            for (var fn : impl.fns()) {
                names.inside(() -> function(fn.sig(), fn.body()));
            }
            names.self = outer;
        });
    }

    private void imported(Item.Use use) {
        var path = use.path();
        var name =
                use.glob() ? null : use.rename() == null ? path.last().name() : use.rename().name();
        found.imports.add(new Import(path.name(), name, found.module));
        if (name != null) {
            found.define(name);
        }
        names.use(path, false);
    }

    private void function(Signature sig, @Nullable Block body) {
        names.generics(sig.generics());
        sig.inputs().forEach(names::input);
        if (sig.output() != null) {
            names.type(sig.output());
        }
        if (body != null) {
            block(body);
        }
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
        names.inside(() -> block.stmts().forEach(this::stmt));
    }

    private void expr(Expr expr) {
        switch (expr) {
            case Expr.Literal _, Expr.Continue _ -> {}
            case Expr.Quote(var span, _) -> found.quoted(span);
            case Expr.Name name -> names.name(name, false);
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
                names.type(type);
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
                types.forEach(names::type);
                var place = found.place(method);
                if (place != null) {
                    found.use(place, new Target.Method(method.name()), false);
                }
                exprs(arguments);
            }
            case Expr.Closure closure -> names.inside(() -> closure(closure));
            case Expr.Macro(_, _, var arguments, var named) -> {
                exprs(arguments);
                named.forEach(argument -> expr(argument.value()));
                names.formatted(named);
            }
            case Expr.BlockExpr(_, _, var block) -> block(block);
            case Expr.If(_, var test, var then, var otherwise) -> {
                expr(test);
                expr(then);
                optional(otherwise);
            }
            case Expr.Match(_, var value, var arms) -> {
                expr(value);
                arms.forEach(arm -> names.inside(() -> arm(arm)));
            }
            case Expr.While(_, _, var test, var body) -> {
                expr(test);
                block(body);
            }
            case Expr.ForLoop(_, _, var pat, var iterated, var body) -> {
                expr(iterated);
                names.inside(() -> {
                    names.bind(pat, Role.BINDING, null, null);
                    block(body);
                });
            }
            case Expr.Loop(_, _, var body) -> block(body);
            case Expr.RecurLoop(_, _, var bindings, var body) ->
                    names.inside(() -> {
                        bindings.forEach(this::stmt);
                        block(body);
                    });
            case Expr.Recur(_, var arguments) -> exprs(arguments);
            case Expr.Break(_, _, var value) -> optional(value);
            case Expr.Return(_, var value) -> optional(value);
        }
    }

    private void struct(Expr.Struct struct) {
        names.use(struct.path(), false);
        found.construction(
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
        var place = found.place(field.field());
        if (place == null) {
            return;
        }
        var variable = field.base() instanceof Expr.Name name ? names.resolved.get(name) : null;
        var owner = variable == null ? null : found.variables.get(variable).type();
        found.use(place, new Target.Field(field.field().name(), owner, found.module), false);
    }

    private void assigned(Expr place, Expr value) {
        if (place instanceof Expr.Name name) {
            names.name(name, true);
        } else {
            expr(place);
        }
        expr(value);
    }

    private void called(Expr.Call call) {
        if (call.callee() instanceof Expr.Name name) {
            var path = name.path();
            boolean isLocal = names.variable(path) != null;
            names.name(name, false);
            if (!isLocal) {
                found.call(call.span(), path, call.arguments().size());
            }
        } else {
            expr(call.callee());
        }
        exprs(call.arguments());
    }

    private void closure(Expr.Closure closure) {
        if (closure.name() != null) {
            var place = found.place(closure.name());
            if (place != null) {
                int id =
                        found.variable(
                                closure.name().name(), place, Role.PARAMETER, false, null, null);
                names.declare(closure.name(), id);
            }
        }
        closure.inputs().forEach(names::input);
        if (closure.output() != null) {
            names.type(closure.output());
        }
        expr(closure.body());
    }

    private void arm(Expr.Arm arm) {
        names.bind(arm.pat(), Role.BINDING, null, null);
        optional(arm.guard());
        expr(arm.body());
    }
}
