package org.oxur.compiler.owned;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Expr;
import org.oxur.ast.Path;
import org.oxur.compiler.types.Uncompilable;
import org.oxur.text.Span;

/// What built-in functions and methods are in Rust.
final class Rules {
    private final Lowering lowering;
    private final VecRules vectors;
    private final IterRules iterators;
    private final NumberRules numbers;
    private final OptionRules options;
    private final TextRules texts;
    private final MapRules maps;

    /// Of the method call that is looked at next; null for none.
    @Nullable Ty turbofish;

    @Nullable Expr receiver;

    /// A call of a built-in function as a method.
    ///
    /// @param place where the receiver stands, when that is a place
    record Call(
            Span span,
            String name,
            Code receiver,
            @Nullable Expr place,
            List<Expr> arguments,
            @Nullable Ty expected,
            @Nullable Ty turbofish) {
        boolean is(String method, int count) {
            return name.equals(method) && arguments.size() == count;
        }

        Expr argument(int i) {
            return arguments.get(i);
        }
    }

    Rules(Lowering lowering) {
        this.lowering = lowering;
        this.vectors = new VecRules(lowering);
        this.iterators = new IterRules(lowering);
        this.numbers = new NumberRules(lowering);
        this.options = new OptionRules(lowering);
        this.texts = new TextRules(lowering);
        this.maps = new MapRules(lowering);
    }

    void forget() {
        turbofish = null;
        receiver = null;
    }

    // Methods

    Code method(Span span, String name, Code given, List<Expr> arguments, @Nullable Ty expected)
            throws Uncompilable {
        var call =
                new Call(
                        span,
                        name.endsWith("!") ? name.substring(0, name.length() - 1) : name,
                        given,
                        receiver,
                        arguments,
                        expected,
                        turbofish);
        forget();
        if (given.never()) {
            return given;
        }
        if (given.type().seen() instanceof Ty.Var) {
            lowering.whole.settle();
        }
        var found = find(call);
        if (found == null) {
            found = any(call);
        }
        if (found == null) {
            throw new Uncompilable(span, "`" + call.name() + "` of " + given.type().shown());
        }
        return found;
    }

    private @Nullable Code find(Call call) throws Uncompilable {
        return switch (call.receiver().type().seen()) {
            case Ty.Vec(var item) -> {
                var own = vectors.method(call, item);
                yield own != null ? own : iterators.consuming(call);
            }
            case Ty.Iter _ -> iterators.method(call, call.receiver());
            case Ty.Int _, Ty.Float _ -> numbers.method(call);
            case Ty.Option(var item) -> options.option(call, item);
            case Ty.Result(var ok, var err) -> options.result(call, ok, err);
            case Ty.Map map -> {
                var own = maps.map(call, map);
                yield own != null ? own : iterators.consuming(call);
            }
            case Ty.Entry(var key, var value) -> maps.entry(call, key, value);
            case Ty.Set(var item) -> {
                var own = maps.set(call, item);
                yield own != null ? own : iterators.consuming(call);
            }
            case Ty.Basic basic ->
                    switch (basic) {
                        case STRING -> texts.method(call);
                        case CHAR -> texts.character(call);
                        default -> null;
                    };
            case Ty.Ref _ -> texts.method(call);
            case Ty.Tuple _, Ty.Named _, Ty.Closure _, Ty.Param _, Ty.Var _, Ty.Foreign _ -> null;
        };
    }

    private @Nullable Code any(Call call) throws Uncompilable {
        var seen = call.receiver().type().seen();
        lowering.whole.notCustom(seen, "clone", call.span());
        return switch (call.name()) {
            case "clone" ->
                    Code.value(
                            seen,
                            () ->
                                    seen.isCopy()
                                            ? call.receiver().seen().get()
                                            : call.receiver().get() + ".clone()");
            case "to-owned" -> Code.value(seen, () -> call.receiver().seen().get() + ".clone()");
            default -> null;
        };
    }

    // Functions

    Code function(Span span, Path path, String name, List<Expr> arguments, @Nullable Ty expected)
            throws Uncompilable {
        var types = path.segments().getLast().arguments();
        turbofish = types.isEmpty() ? null : lowering.types.read(types.getFirst());
        var made = made(span, name, arguments, expected);
        if (made != null) {
            forget();
            return made;
        }
        if (arguments.isEmpty()) {
            throw new Uncompilable(span, "`" + name + "`");
        }
        var eager = iterators.eager(span, name, arguments, expected, turbofish);
        if (eager != null) {
            forget();
            return eager;
        }
        var number = numbers.function(span, name, arguments);
        if (number != null) {
            forget();
            return number;
        }
        var wanted = turbofish;
        var first = lowering.value(arguments.getFirst());
        turbofish = wanted;
        receiver = first.place() ? arguments.getFirst() : null;
        int method = name.lastIndexOf("::") < 0 ? 0 : name.lastIndexOf("::") + 2;
        return method(
                span,
                name.substring(method),
                first,
                arguments.subList(1, arguments.size()),
                expected);
    }

    private @Nullable Code made(Span span, String name, List<Expr> arguments, @Nullable Ty expected)
            throws Uncompilable {
        switch (name) {
            case "range" -> {
                var bounds =
                        lowering.calls.iterators.bounds(
                                new Expr.Call(
                                        span,
                                        new Expr.Name(
                                                span,
                                                Path.of(new org.oxur.ast.Ident(span, "range"))),
                                        arguments));
                if (bounds == null) {
                    throw new Uncompilable(span, "a range with steps");
                }
                return lowering.calls.iterators.iterator(bounds);
            }
            case "str" -> {
                return lowering.calls.macros.concatenated(arguments);
            }
            case "String::new" -> {
                return Code.value(Ty.Basic.STRING, () -> "String::new()");
            }
            case "Vec::new" -> {
                return lowering.calls.makers.vector(span, List.of(), expected);
            }
            case "String::with-capacity", "Vec::with-capacity" -> {
                var count = count(arguments.getFirst());
                boolean text = name.startsWith("S");
                return Code.value(
                        text ? Ty.Basic.STRING : new Ty.Vec(new Ty.Var()),
                        () ->
                                "{ let _ = "
                                        + count.get()
                                        + (text ? "; String::new() }" : "; Vec::new() }"));
            }
            case "HashMap::new" -> {
                return Code.value(new Ty.Map(new Ty.Var(), new Ty.Var()), () -> "Map::new()");
            }
            case "HashSet::new" -> {
                return Code.value(new Ty.Set(new Ty.Var()), () -> "Set::new()");
            }
            case "hash-set" -> {
                var items = lowering.calls.makers.vector(span, arguments, null);
                return Code.value(
                        new Ty.Set(items.type().parts().getFirst()),
                        () -> items.get() + ".into_iter().collect::<Set<_>>()");
            }
            case "Box::new", "identity" -> {
                return lowering.stored(lowering.expr(arguments.getFirst(), expected, true, false));
            }
            case "drop" -> {
                var value = lowering.value(arguments.getFirst());
                return Code.unit(() -> "drop(" + value.get() + ")");
            }
            case "String::from" -> {
                var value = lowering.value(arguments.getFirst());
                if (Operators.isText(value.type())) {
                    return Code.value(Ty.Basic.STRING, () -> Operators.text(value) + ".to_owned()");
                }
                return null;
            }
            case "mem::swap" -> {
                var a = lowering.value(arguments.getFirst());
                var b = lowering.value(arguments.getLast());
                Unify.same(a.type(), b.type(), span);
                return Code.unit(() -> "std::mem::swap(" + a.get() + ", " + b.get() + ")");
            }
            case "mem::replace" -> {
                var a = lowering.value(arguments.getFirst());
                if (!(a.type().known() instanceof Ty.Ref(_, var target))) {
                    return null;
                }
                var b = lowering.value(arguments.getLast(), target);
                return Code.value(
                        target, () -> "std::mem::replace(" + a.get() + ", " + b.get() + ")");
            }
            case "repeat" -> {
                var item = lowering.value(arguments.getFirst());
                if (item.type().seen() instanceof Ty.Var) {
                    lowering.whole.settle();
                }
                if (Operators.isText(item.type()) || item.type().seen() instanceof Ty.Vec) {
                    return null;
                }
                var count = count(arguments.getLast());
                var kept = lowering.stored(item);
                int point = lowering.whole.point(new Point.Memory(span));
                return Code.value(
                        new Ty.Vec(kept.type()),
                        () ->
                                "repeated(c, "
                                        + point
                                        + ", "
                                        + kept.get()
                                        + ", "
                                        + count.get()
                                        + " as i128)");
            }
            default -> {
                return null;
            }
        }
    }

    private Code count(Expr expr) throws Uncompilable {
        var count = lowering.value(expr).seen();
        lowering.operators.needs(count.type(), expr.span(), Ty.Int.class::isInstance);
        return count;
    }

    static List<String> texts(List<Code> codes) {
        var all = new ArrayList<String>();
        codes.forEach(code -> all.add(code.get()));
        return all;
    }
}
