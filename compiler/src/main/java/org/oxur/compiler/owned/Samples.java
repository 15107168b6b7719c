package org.oxur.compiler.owned;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.FloatType;
import org.oxur.ast.FnArg;
import org.oxur.ast.Pat;
import org.oxur.compiler.types.Uncompilable;
import org.oxur.module.Function;
import org.oxur.text.Span;
import org.oxur.tier.Seen;
import org.oxur.value.Char;
import org.oxur.value.EnumType;
import org.oxur.value.Integers;
import org.oxur.value.Keyword;
import org.oxur.value.StrLiteral;
import org.oxur.value.Unit;

/// Types of a function's parameters: declared, or those of arguments that it was called with.
final class Samples {
    private Samples() {}

    static List<Ty> of(Whole whole, Function function, List<@Nullable Object> samples)
            throws Uncompilable {
        var types = new ArrayList<Ty>();
        var inputs = function.signature().inputs();
        var reader = new TypeReader(whole, function.module(), Map.of());
        boolean generic = !function.signature().generics().parameters().isEmpty();
        for (int i = 0; i < inputs.size(); i++) {
            var input = inputs.get(i);
            var declared = input instanceof FnArg.Typed typed ? declared(typed) : null;
            if (declared != null && !generic) {
                types.add(reader.read(declared));
                continue;
            }
            if (samples.isEmpty()) {
                throw new Uncompilable(input.span(), "a parameter of unknown type (call it once)");
            }
            var type = type(whole, function, samples.get(i), input.span());
            if (type == null) {
                throw new Uncompilable(
                        input.span(), "a parameter of a type that native code does not have");
            }
            types.add(type);
        }
        return types;
    }

    private static org.oxur.ast.@Nullable Type declared(FnArg.Typed input) {
        var type = input.type();
        for (var pat = input.pat(); pat instanceof Pat.Typed typed; pat = typed.pat()) {
            type = typed.type();
        }
        return type;
    }

    private static @Nullable Ty type(
            Whole whole, Function function, @Nullable Object sample, Span span)
            throws Uncompilable {
        var integer = sample == null ? null : Integers.typeOf(sample);
        if (integer != null) {
            return new Ty.Int(integer);
        }
        return switch (sample) {
            case null -> null;
            case Double _ -> Ty.F64;
            case Float _ -> new Ty.Float(FloatType.F32);
            case Boolean _ -> Ty.Basic.BOOL;
            case Unit _ -> Ty.Basic.UNIT;
            case Char _ -> Ty.Basic.CHAR;
            case Keyword _ -> Ty.Basic.KEYWORD;
            case StrLiteral _ -> Ty.Ref.TEXT;
            case Seen seen -> seen(whole, function, seen, span);
            default -> null;
        };
    }

    private static @Nullable Ty seen(Whole whole, Function function, Seen seen, Span span)
            throws Uncompilable {
        var parts = new ArrayList<Ty>();
        for (var part : seen.parts()) {
            if (part == null) {
                parts.add(new Ty.Var());
                continue;
            }
            var type = type(whole, function, part, span);
            if (type == null) {
                return null;
            }
            parts.add(type);
        }
        return switch (seen.kind()) {
            case STRING -> Ty.Basic.STRING;
            case VEC -> new Ty.Vec(parts.getFirst());
            case SET -> new Ty.Set(parts.getFirst());
            case MAP -> new Ty.Map(parts.getFirst(), parts.getLast());
            case TUPLE -> new Ty.Tuple(parts);
            case SHARED -> new Ty.Ref(false, parts.getFirst());
            case UNIQUE -> new Ty.Ref(true, parts.getFirst());
            case STRUCT, VARIANT -> named(whole, function, seen, parts, span);
        };
    }

    private static @Nullable Ty named(
            Whole whole, Function function, Seen seen, List<Ty> parts, Span span)
            throws Uncompilable {
        if (seen.type() == EnumType.OPTION) {
            return new Ty.Option(parts.isEmpty() ? new Ty.Var() : parts.getFirst());
        }
        if (seen.type() == EnumType.RESULT) {
            boolean ok = seen.variant() == EnumType.OK.index();
            return new Ty.Result(
                    ok ? parts.getFirst() : new Ty.Var(), ok ? new Ty.Var() : parts.getFirst());
        }
        var definition = whole.definition(seen.type(), function.module());
        if (definition == null) {
            return null;
        }
        var nominal = whole.nominal(definition);
        var arguments = new ArrayList<Ty>();
        for (int i = 0; i < nominal.parameters; i++) {
            arguments.add(new Ty.Var());
        }
        var shape = nominal.shapes.get(seen.variant());
        for (int i = 0; i < parts.size(); i++) {
            Unify.same(shape.types().get(i).of(arguments), parts.get(i), span);
        }
        return new Ty.Named(nominal, arguments);
    }
}
