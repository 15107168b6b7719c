package org.oxur.interpret;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Expr;
import org.oxur.builtin.BuiltinFunction;
import org.oxur.builtin.Builtins;
import org.oxur.builtin.Mode;
import org.oxur.value.EnumType;

/// Calls from their trees: what kind of call it is depends on what its name means now; each kind
/// has a way back should that change.
final class CallBuilder {
    private final Builder builder;

    CallBuilder(Builder builder) {
        this.builder = builder;
    }

    Node call(Expr.Call call, Use use) {
        if (!(call.callee() instanceof Expr.Name name) || builder.facts.variable(name) != null) {
            return callValue(call);
        }
        var link = builder.link(name.path());
        var target = link.target();
        var form = SessionForms.build(builder, call, link, target);
        if (form != null) {
            return form;
        }
        return switch (target) {
            case BuiltinFunction function -> builtIn(call, name, link, function);
            case EnumType.Variant variant -> {
                var tests = new @Nullable TypeTest[variant.size()];
                for (int i = 0; i < tests.length; i++) {
                    tests[i] = FieldTypes.of(variant, i);
                }
                yield new ConstructNode(
                        call.span(),
                        link,
                        variant,
                        tests,
                        builder.values(call.arguments(), Use.TAKE),
                        later(call, link));
            }
            case null, default -> ordinary(call, link);
        };
    }

    private Node ordinary(Expr.Call call, NameLink link) {
        boolean tail = builder.flow.isTail();
        if (tail) {
            builder.flow.leaveBody();
        }
        return new CallNode(
                call.span(),
                link,
                builder.values(call.arguments(), Use.ARGUMENT),
                tail,
                builder.lent.inScope());
    }

    /// The ordinary call, to be built if the name comes to mean something else.
    private Supplier<Node> later(Expr.Call call, NameLink link) {
        var inScope = builder.snapshot();
        return () -> {
            inScope.run();
            return new CallNode(
                    call.span(),
                    link,
                    builder.values(call.arguments(), Use.ARGUMENT),
                    false,
                    new int[0]);
        };
    }

    private Node callValue(Expr.Call call) {
        boolean tail = builder.flow.isTail();
        if (tail) {
            builder.flow.leaveBody();
        }
        var arguments = builder.values(call.arguments(), Use.ARGUMENT);
        return new CallValueNode(
                call.span(),
                builder.value(call.callee(), Use.READ),
                arguments,
                tail,
                builder.lent.inScope());
    }

    private Node builtIn(Expr.Call call, Expr.Name name, NameLink link, BuiltinFunction function) {
        var arguments = new ArrayList<Node>();
        for (int i = 0; i < call.arguments().size(); i++) {
            arguments.add(argument(call.arguments().get(i), function.mode(i)));
        }
        for (var type : name.path().segments().getLast().arguments()) {
            arguments.add(new ConstantNode(type.span(), builder.types.value(type)));
        }
        var special = Intrinsics.build(call.span(), link, function, arguments, later(call, link));
        return special != null
                ? special
                : new BuiltinCallNode(
                        call.span(),
                        link,
                        function,
                        arguments.toArray(new Node[0]),
                        later(call, link));
    }

    private Node argument(Expr expr, Mode mode) {
        var value = builder.value(expr, mode == Mode.MOVE ? Use.ARGUMENT : Use.READ);
        return switch (mode) {
            case LEND -> builder.temporaries.argument(expr, false, value);
            case LEND_MUT -> builder.temporaries.argument(expr, true, value);
            case BORROW, BORROW_MUT, MOVE -> value;
        };
    }

    Node method(Expr.MethodCall call, Use use) {
        var looked = builder.value(call.receiver(), Use.READ);
        var taken = looked.isPlace() ? builder.value(call.receiver(), Use.ARGUMENT) : looked;
        var read = new ArrayList<Node>();
        var passed = new ArrayList<Node>();
        for (var argument : call.arguments()) {
            var node = builder.value(argument, Use.ARGUMENT);
            passed.add(node);
            read.add(node.isPlace() ? builder.value(argument, Use.READ) : node);
        }
        for (var type : call.turbofish()) {
            var node = new ConstantNode(type.span(), builder.types.value(type));
            passed.add(node);
            read.add(node);
        }
        var name = call.method().name();
        var node =
                new MethodCallNode(
                        call.span(),
                        builder.registry,
                        looked,
                        taken,
                        looked.isPlace()
                                ? Temporaries.NONE
                                : builder.temporaries.receiver(call.receiver()),
                        name,
                        passed.toArray(new Node[0]),
                        read.toArray(new Node[0]));
        return looked.isPlace() && passed.isEmpty() && NamedPartNode.isField(builder.registry, name)
                ? new NamedPartNode(
                        new FieldNode(call.span(), looked, name, use, builder.registry),
                        node,
                        name,
                        builder.registry,
                        use)
                : node;
    }

    /// The ends of `range(a, b)`, when that is the built-in function.
    ForNode.@Nullable RangeEnds rangeEnds(Expr iterated) {
        if (!(iterated instanceof Expr.Call(_, Expr.Name name, var arguments))
                || builder.facts.variable(name) != null
                || !name.path().name().equals("range")
                || arguments.isEmpty()
                || arguments.size() > 2) {
            return null;
        }
        var link = builder.link(name.path());
        var function = Builtins.function("range");
        if (function == null || link.target() != function) {
            return null;
        }
        List<Node> ends = new ArrayList<>();
        for (var argument : arguments) {
            ends.add(builder.value(argument, Use.READ));
        }
        return new ForNode.RangeEnds(
                link, function, ends.size() == 1 ? null : ends.getFirst(), ends.getLast());
    }
}
