package org.oxur.print;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Item;
import org.oxur.ast.Lit;
import org.oxur.ast.Pat;
import org.oxur.ast.Path;
import org.oxur.text.Span;

/// Patterns as Rust writes them.
final class RustPats {
    private final RustProgram program;
    private final Depth depth;

    RustPats(RustProgram program, Depth depth) {
        this.program = program;
        this.depth = depth;
    }

    String text(Pat pat) {
        depth.enter(pat.span());
        var text =
                switch (pat) {
                    case Pat.Wild _ -> "_";
                    case Pat.Binding(_, var ident, var mutable, var subpat) ->
                            (mutable ? "mut " : "")
                                    + RustNames.rust(ident)
                                    + (subpat == null ? "" : " @ " + parenthesised(subpat));
                    case Pat.Literal(var span, var lit) -> RustLiterals.text(span, lit, true);
                    case Pat.Quote(var span, _) ->
                            throw new NoCounterpart(span, "quoted data has no counterpart in Rust");
                    case Pat.Range(var span, var from, var to, var inclusive) ->
                            end(span, from) + (inclusive ? "..=" : "..") + end(span, to);
                    case Pat.Tuple(_, var parts) ->
                            parts.size() == 1
                                    ? "(" + text(parts.getFirst()) + ",)"
                                    : "(" + all(parts) + ")";
                    case Pat.Slice slice ->
                            throw new NoCounterpart(
                                    slice.span(),
                                    "a Vec has no patterns in Rust, only a slice has");
                    case Pat.Named(_, var path) -> path(path);
                    case Pat.TupleStruct(_, var path, var parts) ->
                            path(path) + (parts.isEmpty() ? "" : "(" + all(parts) + ")");
                    case Pat.Struct(_, var path, var fields) -> struct(path, fields);
                    case Pat.Or(_, var cases) ->
                            cases.stream().map(this::text).collect(Collectors.joining(" | "));
                    case Pat.Reference(_, var mutable, var target) ->
                            (mutable ? "&mut " : "&") + parenthesised(target);
                    case Pat.Typed(var span, _, _) ->
                            throw new NoCounterpart(
                                    span, "a typed part of a pattern has no counterpart in Rust");
                    case Pat.Map(var span, _) ->
                            throw new NoCounterpart(
                                    span, "a map pattern has no counterpart in Rust");
                };
        depth.leave();
        return text;
    }

    private String parenthesised(Pat pat) {
        return pat instanceof Pat.Or || pat instanceof Pat.Binding(_, _, var mutable, _) && mutable
                ? "(" + text(pat) + ")"
                : text(pat);
    }

    private String all(List<Pat> pats) {
        return pats.stream().map(this::text).collect(Collectors.joining(", "));
    }

    private String struct(Path path, List<Pat.FieldPat> fields) {
        if (fields.isEmpty()) {
            return path(path) + " { .. }";
        }
        var parts =
                fields.stream()
                        .map(f -> RustNames.rust(f.ident()) + ": " + text(f.pat()))
                        .collect(Collectors.joining(", "));
        return path(path) + " { " + parts + ", .. }";
    }

    /// A variant's name alone stands for the variant in Oxur; Rust wants the enum's name before it.
    String path(Path path) {
        var names =
                path.segments().stream()
                        .map(segment -> RustNames.rust(segment.ident()))
                        .collect(Collectors.joining("::"));
        Item.Enum choice = path.segments().size() == 1 ? program.enumOf(path.first().name()) : null;
        return choice == null ? names : RustNames.rust(choice.ident()) + "::" + names;
    }

    private static String end(Span span, @Nullable Lit lit) {
        return lit == null ? "" : RustLiterals.text(span, lit, true);
    }
}
