package org.oxur.compiler.owned;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.oxur.compiler.trap.Part;
import org.oxur.compiler.types.Uncompilable;
import org.oxur.module.Function;
import org.oxur.module.Registry;
import org.oxur.text.Span;

/// A program as Rust source with its checks, and what is needed to call it.
///
/// @param source without what it is linked against
/// @param points the trap of number `n` is at `n - 1`
/// @param spans what the marks in the source mean
/// @param keywords by their numbers
/// @param parts what was compiled; the first is what is called
/// @param chains some type contains itself
public record OwnedCrate(
        String source,
        List<Point> points,
        List<Span> spans,
        List<String> keywords,
        List<Ty> parameters,
        Ty result,
        Span span,
        List<Part> parts,
        boolean chains,
        Dependencies dependencies) {
    public OwnedCrate {
        points = List.copyOf(points);
        spans = List.copyOf(spans);
        keywords = List.copyOf(keywords);
        parameters = List.copyOf(parameters);
        parts = List.copyOf(parts);
    }

    /// @throws Uncompilable with the first part that is beyond the compiler
    public static OwnedCrate of(
            Function function, List<@Nullable Object> samples, Registry registry)
            throws Uncompilable {
        var whole = new Whole(registry);
        var sig = function.signature();
        var types = Samples.of(whole, function, samples);
        var routine = whole.routine(function, types, sig.span());
        whole.finish();
        for (int i = 0; i < types.size(); i++) {
            crosses(types.get(i), sig.inputs().get(i).span(), true);
        }
        crosses(routine.result, sig.span(), false);
        var out = new StringBuilder();
        for (var each : whole.routines()) {
            out.append("\n// ").append(each.function.name()).append('\n');
            out.append(each.text.get());
        }
        out.append(entry(whole, routine));
        return new OwnedCrate(
                whole.rust().definitions() + out,
                whole.points,
                whole.spans,
                whole.keywords,
                routine.parameters.stream().map(Ty::resolved).toList(),
                routine.result.resolved(),
                sig.span(),
                whole.routines().stream()
                        .map(each -> Part.of(each.function, each.version))
                        .toList(),
                whole.rust().anyBoxed(),
                whole.dependencies);
    }

    private static void crosses(Ty type, Span span, boolean argument) throws Uncompilable {
        var given =
                argument
                                && type.known() instanceof Ty.Ref(_, var target)
                                && target.known() != Ty.Basic.STR
                        ? target
                        : type;
        boolean refused =
                given.any(part ->
                        part instanceof Ty.Iter
                                || part instanceof Ty.Closure
                                || part instanceof Ty.Entry
                                || part instanceof Ty.Ref(var mutable, var to)
                                        && (mutable || to.known() != Ty.Basic.STR));
        if (refused) {
            throw new Uncompilable(
                    span,
                    (argument ? "it is called with " : "it gives ")
                            + type.shown()
                            + ", which cannot cross to native code");
        }
    }

    /// Whether a call copies nothing but numbers and booleans: what it costs does not grow with the
    /// values.
    public boolean crossesInWords() {
        return parameters.stream().allMatch(OwnedCrate::isWord) && isWord(result);
    }

    /// Whether it goes in a register's place rather than in the buffer.
    public static boolean isWord(Ty type) {
        return type.isNumber() || type.known() == Ty.Basic.BOOL || type.known() == Ty.Basic.UNIT;
    }

    private static String entry(Whole whole, Routine routine) {
        var out = new StringBuilder("\nunsafe fn body(c: C) {\n    let mut r = In((*c).input);\n");
        var arguments = new ArrayList<String>();
        var writtenBack = new ArrayList<String>();
        for (int i = 0; i < routine.parameters.size(); i++) {
            var type = routine.parameters.get(i).known();
            boolean reference =
                    type instanceof Ty.Ref(_, var target) && target.known() != Ty.Basic.STR;
            var held = reference ? ((Ty.Ref) type).target() : type;
            var name = "a" + i;
            out.append("    let mut ").append(name).append(": ");
            out.append(whole.rust().name(held, "'static ")).append(" = ");
            out.append(isWord(held) ? fromWord(held, i) : "Wire::get(&mut r)").append(";\n");
            if (type instanceof Ty.Ref(var mutable, _) && reference) {
                arguments.add((mutable ? "&mut " : "&") + name);
                if (mutable) {
                    writtenBack.add(name);
                }
            } else {
                arguments.add(name);
            }
        }
        var putBack =
                writtenBack.stream()
                        .map(name -> "    " + name + ".put(out(c));\n")
                        .collect(Collectors.joining());
        out.append("    let r: ").append(whole.rust().name(routine.result, ""));
        out.append(" = ");
        var call = new StringBuilder(routine.name()).append('(');
        arguments.forEach(argument -> call.append(argument).append(", "));
        call.append("c, (*c).depth)");
        if (writtenBack.isEmpty()) {
            out.append(call).append(";\n");
        } else {
            // What it changed before it failed stays changed.
            out.append("match attempt(|| ").append(call).append(") {\n    Ok(r) => r,\n");
            out.append("    Err(e) => {\n").append(putBack);
            out.append("    std::panic::resume_unwind(e)\n    }\n    };\n");
        }
        if (isWord(routine.result)) {
            out.append("    ").append(toWord(routine.result)).append('\n');
        } else {
            out.append("    r.put(out(c));\n");
        }
        out.append(putBack);
        return out.append("}\n").toString();
    }

    private static String fromWord(Ty type, int i) {
        var word = "(*c).words[" + i + "]";
        return switch (type.known()) {
            case Ty.Int(var integer) -> word + " as " + integer.rustName();
            case Ty.Float(var floating) ->
                    floating.rustName()
                            + "::from_bits("
                            + word
                            + (floating.rustName().equals("f64") ? " as u64)" : " as u32)");
            case Ty.Basic basic when basic == Ty.Basic.BOOL -> word + " != 0";
            default -> "()";
        };
    }

    private static String toWord(Ty type) {
        return switch (type.known()) {
            case Ty.Float _ -> "(*c).words[0] = r.to_bits() as u128;";
            case Ty.Int _ -> "(*c).words[0] = r as u128;";
            default -> type.known() == Ty.Basic.BOOL ? "(*c).words[0] = r as u128;" : "let _ = r;";
        };
    }

    /// The place in the program that a place of the source was made from.
    public Span spanAt(int offset) {
        int at = source.lastIndexOf("/*@", Math.max(0, Math.min(offset, source.length())));
        if (at < 0) {
            return span;
        }
        int number = Integer.parseInt(source.substring(at + 3, source.indexOf("*/", at)));
        return Objects.requireNonNull(spans.get(number));
    }
}
