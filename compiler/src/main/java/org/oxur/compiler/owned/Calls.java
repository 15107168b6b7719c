package org.oxur.compiler.owned;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Expr;
import org.oxur.ast.FnArg;
import org.oxur.ast.Pat;
import org.oxur.ast.Path;
import org.oxur.ast.Type;
import org.oxur.builtin.Builtins;
import org.oxur.compiler.trap.TrapPoint;
import org.oxur.compiler.types.Uncompilable;
import org.oxur.module.Function;
import org.oxur.module.Meaning;
import org.oxur.text.Span;

/// Calls of the program's functions and methods; of others, see [Rules].
final class Calls {
    final Makers makers;
    final Iterators iterators;
    final Macros macros;
    final Closures closures;
    private final Lowering lowering;
    private final Rules rules;

    Calls(Lowering lowering) {
        this.lowering = lowering;
        this.makers = new Makers(lowering);
        this.iterators = new Iterators(lowering);
        this.macros = new Macros(lowering);
        this.closures = new Closures(lowering);
        this.rules = new Rules(lowering);
    }

    Meaning meaning(Path named) {
        var path = lowering.ofSelf(named);
        return lowering.whole.dependencies.meaning(
                lowering.routine.function.module(),
                path.segments().stream().map(s -> s.ident().name()).toList());
    }

    boolean isDefined(String name) {
        return !(lowering.whole.dependencies.meaning(
                        lowering.routine.function.module(), List.of(name))
                instanceof Meaning.Unknown);
    }

    Code call(Expr.Call call, @Nullable Ty expected, boolean tail) throws Uncompilable {
        var span = call.span();
        if (!(call.callee() instanceof Expr.Name name) || lowering.facts.variable(name) != null) {
            return closures.call(span, call.callee(), call.arguments());
        }
        var maker = makers.maker(name.path(), span);
        if (maker != null) {
            return makers.make(maker, call.arguments(), expected, span);
        }
        return switch (meaning(name.path())) {
            case Meaning.Value(var global) when global.value() instanceof Function function ->
                    invoke(function, call.arguments(), span, tail);
            case Meaning.OfFunction(var function) -> invoke(function, call.arguments(), span, tail);
            case Meaning.TraitMethod(_, var method) when !call.arguments().isEmpty() ->
                    method(
                            span,
                            lowering.value(call.arguments().getFirst()),
                            method,
                            call.arguments().subList(1, call.arguments().size()),
                            expected,
                            tail);
            case Meaning.Unknown _ -> {
                var builtin = Builtins.function(name.path().name());
                if (builtin == null) {
                    throw new Uncompilable(span, "`" + name.span().text() + "`");
                }
                yield rules.function(span, name.path(), builtin.name(), call.arguments(), expected);
            }
            default -> throw new Uncompilable(span, "`" + name.span().text() + "`");
        };
    }

    Code method(Expr.MethodCall call, @Nullable Ty expected, boolean tail) throws Uncompilable {
        var receiver = lowering.value(call.receiver());
        var turbofish = call.turbofish();
        if (!turbofish.isEmpty()) {
            rules.turbofish = lowering.types.read(turbofish.getFirst());
        }
        if (receiver.place()) {
            rules.receiver = call.receiver();
        }
        return method(
                call.span(), receiver, call.method().name(), call.arguments(), expected, tail);
    }

    private Code method(
            Span span,
            Code receiver,
            String name,
            List<Expr> arguments,
            @Nullable Ty expected,
            boolean tail)
            throws Uncompilable {
        if (receiver.never()) {
            return receiver;
        }
        if (receiver.type().seen() instanceof Ty.Var) {
            lowering.whole.settle();
        }
        var type = receiver.type().seen();
        var function = lowering.whole.dependencies.method(key(type, span), name, span);
        if (function != null) {
            rules.forget();
            return invokeMethod(function, receiver, arguments, span, tail);
        }
        if (arguments.isEmpty()
                && type instanceof Ty.Named(var nominal, _)
                && nominal.isStruct()
                && nominal.shapes.getFirst().indexOf(name) >= 0) {
            rules.forget();
            return lowering.places.field(span, receiver, name);
        }
        return rules.method(span, name, receiver, arguments, expected);
    }

    /// A built-in function of one argument.
    Code builtin(Span span, String name, Code argument) throws Uncompilable {
        return rules.method(span, name, argument, List.of(), null);
    }

    /// Lowers something that does not stand where the call stands that is looked at.
    Code undisturbed(Closures.Body body) throws Uncompilable {
        var turbofish = rules.turbofish;
        var receiver = rules.receiver;
        rules.forget();
        try {
            return body.lower();
        } finally {
            rules.turbofish = turbofish;
            rules.receiver = receiver;
        }
    }

    /// An operator that the program gives a meaning for a type of its own.
    Code operator(String method, List<Code> operands, Span span) throws Uncompilable {
        var type = operands.getFirst().type().seen();
        var function = lowering.whole.dependencies.method(key(type, span), method, span);
        if (function == null) {
            throw new Uncompilable(span, "an operation on " + type.shown());
        }
        return invokeCodes(function, operands, span, false);
    }

    /// What methods of a type are kept under.
    private static String key(Ty type, Span span) throws Uncompilable {
        return switch (type.known()) {
            case Ty.Named(var nominal, _) -> nominal.definition().key();
            case Ty.Int _, Ty.Float _, Ty.Basic _ -> type.shown();
            case Ty.Vec _ -> "Vec";
            case Ty.Option _ -> "Option";
            case Ty.Result _ -> "Result";
            case Ty.Map _ -> "HashMap";
            case Ty.Set _ -> "HashSet";
            case Ty.Ref _ -> "str";
            case Ty.Tuple _, Ty.Iter _, Ty.Closure _, Ty.Entry _, Ty.Param _, Ty.Foreign _ -> "";
            case Ty.Var _ ->
                    throw new Uncompilable(span, "a method of what has no type that is known here");
        };
    }

    // The program's functions

    Code invoke(Function function, List<Expr> arguments, Span span, boolean tail)
            throws Uncompilable {
        var inputs = function.signature().inputs();
        var reader = reader(function);
        var codes = new ArrayList<Code>();
        for (int i = 0; i < arguments.size(); i++) {
            var declared = i < inputs.size() ? declared(reader, inputs.get(i)) : null;
            codes.add(argument(arguments.get(i), declared));
        }
        return invoke(function, reader, codes, span, tail);
    }

    Code invokeCodes(Function function, List<Code> codes, Span span, boolean tail)
            throws Uncompilable {
        return invoke(function, reader(function), codes, span, tail);
    }

    private Code invokeMethod(
            Function function, Code receiver, List<Expr> arguments, Span span, boolean tail)
            throws Uncompilable {
        var inputs = function.signature().inputs();
        var reader = reader(function);
        reader.name("Self", receiver.type().seen());
        var codes = new ArrayList<Code>();
        codes.add(receiver);
        for (int i = 0; i < arguments.size(); i++) {
            var declared = i + 1 < inputs.size() ? declared(reader, inputs.get(i + 1)) : null;
            codes.add(argument(arguments.get(i), declared));
        }
        return invoke(function, reader, codes, span, tail);
    }

    private Code argument(Expr expr, @Nullable Ty declared) throws Uncompilable {
        var code = lowering.expr(expr, Lowering.hint(declared), true, false);
        return lowering.stored(
                declared == null ? code : lowering.coerce(code, declared, expr.span()));
    }

    private TypeReader reader(Function function) {
        var reader = new TypeReader(lowering.whole, function.module(), Map.of());
        reader.self(function);
        reader.generics(function.signature().generics().parameters());
        return reader;
    }

    private static @Nullable Ty declared(TypeReader reader, FnArg input) throws Uncompilable {
        if (!(input instanceof FnArg.Typed(_, var pat, var type))) {
            return null;
        }
        Type found = type;
        while (pat instanceof Pat.Typed typed) {
            found = typed.type();
            pat = typed.pat();
        }
        return found == null ? null : reader.read(found);
    }

    private Code invoke(
            Function function, TypeReader reader, List<Code> given, Span span, boolean tail)
            throws Uncompilable {
        if (given.stream().anyMatch(Code::never)) {
            return Code.value(
                    Ty.Basic.NEVER,
                    () ->
                            given.stream()
                                    .map(Code::get)
                                    .collect(Collectors.joining("; ", "{ ", "; }")));
        }
        lowering.control.busy++;
        var inputs = function.signature().inputs();
        var codes = new ArrayList<Code>();
        for (int i = 0; i < given.size(); i++) {
            var input = i < inputs.size() ? inputs.get(i) : null;
            codes.add(
                    input instanceof FnArg.Receiver(_, var reference, var mutable)
                            ? reference
                                    ? mutable ? given.get(i).unique() : given.get(i).shared()
                                    : owned(given.get(i))
                            : given.get(i));
        }
        if (function.signature().hasRest()) {
            rest(codes, inputs.size() - 1, span);
        }
        var result = new Ty.Var();
        var site = new Site(function, codes, span, result, tail);
        lowering.whole.later(site);
        if (site.again != null) {
            return site.again;
        }
        return Code.value(site.callee == null ? result : site.callee.result, site::text);
    }

    private static Code owned(Code code) {
        return code.type().known() instanceof Ty.Ref(_, var to) && to.isCopy() ? code.seen() : code;
    }

    private void rest(List<Code> codes, int first, Span span) throws Uncompilable {
        if (codes.size() < first) {
            throw new Uncompilable(span, "it is called with another number of arguments");
        }
        var more = new ArrayList<>(codes.subList(first, codes.size()));
        var item = new Ty.Var();
        for (var code : more) {
            Unify.same(item, code.type(), span);
        }
        codes.subList(first, codes.size()).clear();
        codes.add(
                Code.value(
                        new Ty.Vec(item),
                        () ->
                                more.stream()
                                        .map(Code::get)
                                        .collect(Collectors.joining(", ", "vec![", "]"))));
    }

    /// A call that waits until the types of its arguments are known.
    private final class Site implements Whole.Pending {
        private final Function function;
        private final List<Code> codes;
        private final Span span;
        private final Ty result;
        private final boolean tail;
        @Nullable Routine callee;
        @Nullable Code again;
        private boolean now = true;

        Site(Function function, List<Code> codes, Span span, Ty result, boolean tail) {
            this.function = function;
            this.codes = codes;
            this.span = span;
            this.result = result;
            this.tail = tail;
        }

        @Override
        public boolean proceed(boolean last) throws Uncompilable {
            boolean first = now;
            now = false;
            var types = codes.stream().map(Code::type).toList();
            // What a closure takes is learned from who calls it.
            if (!last && !types.stream().allMatch(t -> Closures.isOne(t) || t.isGround())) {
                return false;
            }
            for (var type : types) {
                boolean kept =
                        type.any(part -> part instanceof Ty.Closure) && !Closures.isOne(type);
                if (kept || type.any(part -> part instanceof Ty.Iter)) {
                    throw new Uncompilable(span, "a call that hands over " + type.shown());
                }
            }
            var routine = lowering.whole.routine(function, types, span);
            callee = routine;
            if (tail && first && routine == lowering.routine) {
                again = lowering.control.again(span, codes);
                return true;
            }
            lowering.routine.callees.add(routine);
            if (tail) {
                lowering.routine.leavesEarly = true;
                lowering.routine.tailCallees.add(routine);
            }
            if (!first) {
                Unify.same(result, routine.result, span);
            }
            return true;
        }

        String text() {
            var routine = java.util.Objects.requireNonNull(callee);
            var out = new StringBuilder(lowering.whole.mark(span));
            var cycle = lowering.routine.cycle;
            if (tail && cycle != null && cycle.equals(routine.cycle)) {
                return out.append("return ").append(cycle.next(routine, codes)).toString();
            }
            out.append(routine.name()).append('(');
            codes.forEach(code -> out.append(code.get()).append(", "));
            out.append("c, ");
            if (tail && routine.leavesEarly) {
                return out.append("d)").toString();
            }
            int point = lowering.trap(new TrapPoint.Depth(span));
            return out.append("deeper(c, d, ").append(point).append("))").toString();
        }
    }

    /// A key to look up in a map: borrowed.
    Code key(Expr expr, Ty wanted) throws Uncompilable {
        var code = lowering.expr(expr, Lowering.hint(wanted), true, false);
        if (Operators.isText(code.type())) {
            if (!(wanted.known() instanceof Ty.Var)
                    && wanted.known() != Ty.Basic.STRING
                    && !wanted.known().equals(Ty.Ref.TEXT)) {
                throw new Uncompilable(expr.span(), "a key of another type");
            }
            if (wanted.known() instanceof Ty.Var) {
                Unify.same(wanted, code.type().seen(), expr.span());
            }
            return Code.value(Ty.Ref.TEXT, () -> Operators.text(code));
        }
        Unify.same(wanted, code.type().seen(), expr.span());
        Supplier<String> text = () -> code.shared().get();
        return Code.value(new Ty.Ref(false, wanted), text);
    }
}
