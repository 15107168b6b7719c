package org.oxur.interpret;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Expr;
import org.oxur.ast.Path;
import org.oxur.ast.Type;
import org.oxur.module.Module;
import org.oxur.module.Registry;
import org.oxur.resolve.Facts;
import org.oxur.resolve.Variable;

/// Makes the nodes of one function, closure or top-level form from its tree: [#expr] is the tour of
/// all expressions. Those that need more than a line have a builder for their family.
final class Builder {
    final Registry registry;
    final Module module;
    final Facts facts;
    final Types types;

    /// What the function declares that it gives; null if nothing.
    final @Nullable Type output;

    final Code code;
    final Flow flow;
    final Lent lent = new Lent();
    final Guards guards = new Guards(this);
    final Temporaries temporaries = new Temporaries(this);

    /// The tests of variables in scope that have a declared type.
    final Map<Variable, TypeTest> annotated = new IdentityHashMap<>();

    final PatternBuilder patterns;
    final CallBuilder calls;
    final ScopeBuilder scopes;
    private final LoopBuilder loops;
    private final JumpBuilder jumps;
    private final CollectionBuilder collections;
    final OperatorBuilder operators;
    private final MacroBuilder macros;

    private int slots;

    /// @param output what the function declares that it gives; null if nothing
    /// @param slots how many its parameters and variables take
    Builder(
            Code code,
            Registry registry,
            Module module,
            Facts facts,
            Types types,
            @Nullable Type output,
            int slots) {
        this.registry = registry;
        this.module = module;
        this.facts = facts;
        this.types = types;
        this.output = output;
        this.code = code;
        this.flow = new Flow(code);
        this.slots = slots;
        this.patterns = new PatternBuilder(this);
        this.calls = new CallBuilder(this);
        this.scopes = new ScopeBuilder(this);
        this.loops = new LoopBuilder(this);
        this.jumps = new JumpBuilder(this);
        this.collections = new CollectionBuilder(this);
        this.operators = new OperatorBuilder(this);
        this.macros = new MacroBuilder(this);
    }

    /// A slot for a value that has no variable.
    int temporary() {
        return slots++;
    }

    /// How many the frame must have.
    int slots() {
        return slots;
    }

    NameLink link(Path path) {
        return new NameLink(registry, module, types.ofSelf(path), facts.nearestLocal(path));
    }

    /// Where the parent waits for a value.
    Node value(Expr expr, Use use) {
        var before = flow.startValue();
        var node = expr(expr, use);
        flow.back(before);
        return node;
    }

    Node[] values(List<Expr> exprs, Use use) {
        var nodes = new Node[exprs.size()];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = value(exprs.get(i), use);
        }
        return nodes;
    }

    /// Where control flows on, but not in tail position.
    Node flowing(Expr expr, Use use) {
        var before = flow.startFlowing();
        var node = expr(expr, use);
        flow.back(before);
        return node;
    }

    /// What is around this place now, for nodes that are built later.
    Runnable snapshot() {
        var loopsAround = flow.snapshot();
        var lentInScope = lent.snapshot();
        return () -> {
            loopsAround.run();
            lentInScope.run();
            guards.settle();
            temporaries.settle();
        };
    }

    /// An expression in the position that the flow is in.
    Node expr(Expr expr, Use use) {
        return switch (expr) {
            case Expr.Literal(var span, var lit) -> Constants.literal(span, lit);
            case Expr.Name name -> name(name, use);
            case Expr.Vec(var span, var items) -> new VecNode(span, values(items, Use.TAKE));
            case Expr.Tuple tuple -> collections.tuple(tuple);
            case Expr.Map map -> collections.map(map);
            case Expr.Struct struct -> collections.struct(struct);
            case Expr.Range range -> collections.range(range);
            case Expr.Quote(var span, var datum) -> Constants.quote(span, datum);
            case Expr.Template template -> collections.template(template);
            case Expr.Unary unary -> operators.unary(unary, use);
            case Expr.Binary binary -> operators.binary(binary, use);
            case Expr.Comparison comparison -> operators.comparison(comparison, use);
            case Expr.Cast(var span, var value, var type) ->
                    new CastNode(
                            span, value(value, Use.READ), Types.lastName(type), types.test(type));
            case Expr.Reference reference -> temporaries.reference(reference);
            case Expr.Field(var span, var base, var field) ->
                    new FieldNode(span, value(base, Use.READ), field.name(), use);
            case Expr.TupleField(var span, var base, var index) ->
                    new TupleFieldNode(span, value(base, Use.READ), index, use);
            case Expr.Index element -> operators.element(element, use);
            case Expr.Assign assign -> operators.assign(assign);
            case Expr.AssignOp assign -> operators.assignOp(assign);
            case Expr.Call call -> guards.temporary(call, use, calls.call(call, use));
            case Expr.MethodCall call -> guards.temporary(call, use, calls.method(call, use));
            case Expr.Closure closure -> CodeBuilder.closure(closure, this);
            case Expr.Macro macro -> macros.build(macro);
            case Expr.BlockExpr(var span, var label, var block) ->
                    label == null
                            ? scopes.block(block, use)
                            : loops.labelled(span, label, block, use);
            case Expr.If(var span, var test, var then, var otherwise) ->
                    new IfNode(
                            span,
                            guards.scope(() -> value(test, Use.READ)),
                            guards.scope(() -> expr(then, use)),
                            otherwise == null ? null : guards.scope(() -> expr(otherwise, use)));
            case Expr.Match match -> scopes.match(match, use);
            case Expr.While(var span, var label, var test, var body) ->
                    loops.whileLoop(span, label, test, body);
            case Expr.Loop(var span, var label, var body) ->
                    loops.whileLoop(span, label, null, body);
            case Expr.ForLoop loop -> loops.forLoop(loop);
            case Expr.RecurLoop loop -> loops.recurLoop(loop, use);
            case Expr.Recur(var span, var arguments) -> jumps.recur(span, arguments);
            case Expr.Break(var span, var label, var value) -> jumps.leave(span, label, value);
            case Expr.Continue(var span, var label) -> jumps.next(span, label);
            case Expr.Return(var span, var value) -> jumps.giveBack(span, value);
            case Expr.Try attempt -> jumps.attempt(attempt);
        };
    }

    private Node name(Expr.Name name, Use use) {
        var variable = facts.variable(name);
        if (variable == null) {
            return new GlobalNode(name.span(), link(name.path()), use);
        }
        var how = use != Use.READ && facts.isLastUse(name) ? Use.TAKE_LAST : use;
        var node = LocalNode.of(name.span(), variable, how);
        return use == Use.READ ? node : guards.taken(name, node);
    }
}
