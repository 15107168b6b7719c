package org.oxur.interpret;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Expr;
import org.oxur.ast.FnArg;
import org.oxur.ast.Stmt;
import org.oxur.ast.Type;
import org.oxur.module.Function;
import org.oxur.module.Module;
import org.oxur.module.Registry;
import org.oxur.resolve.Facts;
import org.oxur.resolve.Resolver;
import org.oxur.resolve.Variable;

/// What is executed by itself, from its tree: functions, closures, top-level forms.
final class CodeBuilder {
    private CodeBuilder() {}

    /// The current version of a function.
    static Code function(Function function, Registry registry) {
        var version = function.current();
        var sig = version.tree().sig();
        var module = function.module();
        var facts =
                Resolver.function(
                        sig.inputs(), version.tree().body(), new CallModes(registry, module));
        // A method's own tree does not know what its `impl` makes generic.
        var types =
                new Types(registry, module, Set.of(), Implementations.self(function))
                        .with(sig.generics())
                        .with(Implementations.generics(function));
        var code =
                new Code(
                        function,
                        function.name(),
                        version.number(),
                        sig.span(),
                        sig.inputs().size(),
                        sig.hasRest(),
                        BlockNode.empty(sig.span()));
        var builder =
                new Builder(
                        code, registry, module, facts, types, sig.output(), facts.frames().slots());
        new ParameterBuilder(builder, code).build(sig.inputs());
        code.typeParameters =
                TypeParameters.of(sig.inputs(), sig.generics(), Implementations.generics(function));
        builder.flow.startTail();
        code.body =
                builder.temporaries.scope(
                        () -> builder.scopes.block(version.tree().body(), Use.TAKE));
        complete(code, builder, sig.output());
        return code;
    }

    /// A statement at the top level, to be executed once.
    static Code topLevel(Stmt.Evaluation stmt, Registry registry, Module module) {
        var facts = Resolver.topLevel(stmt, new CallModes(registry, module));
        return expression(stmt.expr(), facts, registry, module, Use.READ);
    }

    /// The value of a static or constant.
    static Code value(Expr expr, Registry registry, Module module) {
        var facts = Resolver.expression(expr, new CallModes(registry, module));
        return expression(expr, facts, registry, module, Use.TAKE);
    }

    private static Code expression(
            Expr expr, Facts facts, Registry registry, Module module, Use use) {
        var nothing = BlockNode.empty(expr.span());
        var code = new Code(null, "<top level>", 0, expr.span(), 0, false, nothing);
        var types = new Types(registry, module, Set.of(), null);
        var builder =
                new Builder(code, registry, module, facts, types, null, facts.frames().slots());
        code.body = builder.guards.tail(() -> builder.value(expr, use));
        code.slots = builder.slots();
        code.kept.or(builder.lent.ever());
        return code;
    }

    static Node closure(Expr.Closure closure, Builder outside) {
        var span = closure.span();
        var inputs = closure.inputs();
        var frames = outside.facts.frames(closure);
        var code =
                new Code(
                        null,
                        closure.name() == null ? "<closure>" : closure.name().name(),
                        0,
                        span,
                        inputs.size(),
                        !inputs.isEmpty() && inputs.getLast() instanceof FnArg.Rest,
                        BlockNode.empty(span));
        var body =
                new ClosureBody(
                        code,
                        closure,
                        outside.registry,
                        outside.module,
                        outside.facts,
                        outside.types,
                        Map.copyOf(outside.annotated));
        body.build();
        code.builtBy(body::build);
        outside.registry.closure(code);
        var inner = frames.captures().toArray(new Variable[0]);
        for (var variable : inner) {
            code.kept.set(variable.slot());
        }
        var outer = new LocalNode[inner.length];
        for (int i = 0; i < inner.length; i++) {
            var captured = Objects.requireNonNull(inner[i].captured());
            outer[i] = LocalNode.of(span, captured, Use.READ);
        }
        var self = frames.self();
        var made =
                new ClosureNode(
                        span, code, inner, outer, self == null ? -1 : self.slot(), closure.move());
        return closure.move() ? outside.guards.captured(frames.captures(), made) : made;
    }

    /// What the body of a closure is built from.
    private record ClosureBody(
            Code code,
            Expr.Closure closure,
            Registry registry,
            Module module,
            Facts facts,
            Types types,
            Map<Variable, TypeTest> annotated) {
        void build() {
            int slots = facts.frames(closure).slots();
            var builder =
                    new Builder(code, registry, module, facts, types, closure.output(), slots);
            builder.annotated.putAll(annotated);
            new ParameterBuilder(builder, code).build(closure.inputs());
            builder.flow.startTail();
            code.body = builder.guards.scope(() -> builder.expr(closure.body(), Use.TAKE));
            complete(code, builder, closure.output());
        }
    }

    private static void complete(Code code, Builder builder, @Nullable Type declared) {
        code.slots = builder.slots();
        code.kept.or(builder.lent.ever());
        code.gives = !builder.flow.leavesBody();
        code.plain = code.gives && code.ends.length == 0;
        if (declared != null) {
            var test = builder.types.test(declared);
            if (test != TypeTest.ANY) {
                code.result = test;
                code.body = code.body.adapted(test);
            }
        }
    }
}
