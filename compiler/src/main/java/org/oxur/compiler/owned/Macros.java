package org.oxur.compiler.owned;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.oxur.ast.BinOp;
import org.oxur.ast.Expr;
import org.oxur.ast.Ident;
import org.oxur.ast.Lit;
import org.oxur.ast.Path;
import org.oxur.compiler.types.Uncompilable;
import org.oxur.text.Span;
import org.oxur.value.FormatString;
import org.oxur.value.FormatString.Argument;
import org.oxur.value.FormatString.Count;
import org.oxur.value.FormatString.Piece;
import org.oxur.value.FormatString.Spec;
import org.oxur.value.FormatString.Style;

/// `println` and its kin: by Rust's own formats, where Rust writes a value as Oxur does.
final class Macros {
    private final Lowering lowering;

    Macros(Lowering lowering) {
        this.lowering = lowering;
    }

    /// Gives up, showing a value.
    static String trapWith(int point, String subject) {
        return "trap_value(c, " + point + ", &" + subject + ")";
    }

    Code macro(Expr.Macro macro) throws Uncompilable {
        var span = macro.span();
        var arguments = macro.arguments();
        return switch (macro.macro()) {
            case PRINT -> said(text(macro, 0), "");
            case PRINTLN -> said(text(macro, 0), "\\n");
            case FORMAT -> Code.value(Ty.Basic.STRING, text(macro, 0));
            case PANIC ->
                    failure(
                            new Point.Panic(span),
                            arguments.isEmpty() ? () -> "\"explicit panic\"" : text(macro, 0));
            case TODO -> failure(new Point.Panic(span), prefixed("not yet implemented", macro));
            case UNREACHABLE ->
                    failure(new Point.Panic(span), prefixed("entered unreachable code", macro));
            case ASSERT -> {
                var test = lowering.value(arguments.getFirst(), Ty.Basic.BOOL);
                var tested = arguments.getFirst().span().text();
                var plain =
                        "`"
                                + (tested.length() > 60 ? tested.substring(0, 57) + "…" : tested)
                                + "` is false";
                var failed =
                        failure(
                                new Point.Assertion(span),
                                arguments.size() > 1
                                        ? text(macro, 1)
                                        : () -> Operators.quoted(plain));
                yield Code.unit(() -> "if !" + test.get() + " { " + failed.get() + " }");
            }
            case ASSERT_EQ, ASSERT_NE -> equality(macro);
            case EPRINT, EPRINTLN, DBG, TIME ->
                    throw new Uncompilable(
                            span,
                            "`" + macro.macro().name().toLowerCase(java.util.Locale.ROOT) + "`");
        };
    }

    private Supplier<String> prefixed(String words, Expr.Macro macro) throws Uncompilable {
        if (macro.arguments().isEmpty()) {
            return () -> Operators.quoted(words);
        }
        var text = text(macro, 0);
        return () -> "format!(\"" + words + ": {}\", " + text.get() + ")";
    }

    private Code failure(Point point, Supplier<String> text) {
        int number = lowering.whole.point(point);
        return Code.value(
                Ty.Basic.NEVER,
                () -> "{ let t = " + text.get() + "; trap_text(c, " + number + ", &t) }");
    }

    private static Code said(Supplier<String> text, String end) {
        return Code.unit(() -> "say(c, &" + text.get() + ", \"" + end + "\")");
    }

    private Code equality(Expr.Macro macro) throws Uncompilable {
        var span = macro.span();
        boolean wanted = macro.macro() == Expr.KnownMacro.ASSERT_EQ;
        var operands = lowering.operators.operands(macro.arguments().subList(0, 2), null);
        var a = lowering.temporary();
        var b = lowering.temporary();
        var left = held(operands.getFirst(), a);
        var right = held(operands.getLast(), b);
        var test = lowering.operators.operate(span, BinOp.EQ, left, right);
        var first = shown(left, plain(Style.DEBUG), span);
        var second = shown(right, plain(Style.DEBUG), span);
        var own = macro.arguments().size() > 2 ? text(macro, 2) : null;
        int point = lowering.whole.point(new Point.Assertion(span));
        return Code.unit(() ->
                "{ let "
                        + a
                        + " = "
                        + operands.getFirst().shared().get()
                        + "; let "
                        + b
                        + " = "
                        + operands.getLast().shared().get()
                        + "; if "
                        + (wanted ? "!" : "")
                        + test.get()
                        + " { let t = format!(\"{}{}"
                        + (wanted ? " does not equal " : " equals ")
                        + "{}\", "
                        + (own == null ? "\"\"" : "format!(\"{}: \", " + own.get() + ")")
                        + ", "
                        + first.get()
                        + ", "
                        + second.get()
                        + "); trap_text(c, "
                        + point
                        + ", &t) } }");
    }

    private static Code held(Code code, String name) {
        return Code.place(new Ty.Ref(false, code.type().seen()), () -> name);
    }

    /// `str`.
    Code concatenated(List<Expr> arguments) throws Uncompilable {
        var parts = new ArrayList<Supplier<String>>();
        for (var argument : arguments) {
            parts.add(shown(lowering.value(argument), plain(Style.DISPLAY), argument.span()));
        }
        return Code.value(
                Ty.Basic.STRING,
                () ->
                        parts.stream()
                                .map(part -> ", " + part.get())
                                .collect(
                                        Collectors.joining(
                                                "",
                                                "format!(\"" + "{}".repeat(parts.size()) + "\"",
                                                ")")));
    }

    private static Spec plain(Style style) {
        return new Spec(' ', null, false, false, false, null, null, style);
    }

    /// A `String` made by the macro's format string.
    ///
    /// @param first the argument that may be the format string
    private Supplier<String> text(Expr.Macro macro, int first) throws Uncompilable {
        var arguments = macro.arguments();
        if (arguments.size() <= first) {
            return () -> "String::new()";
        }
        int next = first;
        var format = FormatString.parse("{}");
        if (arguments.get(first) instanceof Expr.Literal(_, Lit.Str(var text))) {
            format = FormatString.parse(text);
            next++;
        }
        if (!format.mistakes().isEmpty()) {
            throw new Uncompilable(macro.span(), "a format string with a mistake");
        }
        var codes = new ArrayList<Code>();
        for (var argument : arguments.subList(next, arguments.size())) {
            codes.add(lowering.value(argument));
        }
        var named = named(macro, format);
        var parts = new ArrayList<Supplier<String>>();
        var pattern = new StringBuilder();
        for (var piece : format.pieces()) {
            switch (piece) {
                case Piece.Copied(var text) -> pattern.append(escaped(text));
                case Piece.Filled(var argument, var spec, _, _) -> {
                    pattern.append("{}");
                    var code =
                            switch (argument) {
                                case Argument.Position(var index) ->
                                        index < codes.size() ? codes.get(index) : null;
                                case Argument.Name(var name) -> named.get(name);
                            };
                    if (code == null) {
                        throw new Uncompilable(macro.span(), "a format that wants more arguments");
                    }
                    parts.add(shown(code, spec, macro.span()));
                }
            }
        }
        return () ->
                parts.stream()
                        .map(part -> ", " + part.get())
                        .collect(Collectors.joining("", "format!(\"" + pattern + "\"", ")"));
    }

    private Map<String, Code> named(Expr.Macro macro, FormatString format) throws Uncompilable {
        var named = new HashMap<String, Code>();
        for (var argument : macro.named()) {
            named.put(argument.name(), lowering.value(argument.value()));
        }
        for (var name : format.names()) {
            if (!named.containsKey(name)) {
                var variable = lowering.facts.formatNames(macro).get(name);
                var local = variable == null ? null : lowering.local(variable);
                named.put(
                        name,
                        local != null
                                ? Code.place(local.type(), local::name)
                                : lowering.places.name(
                                        new Expr.Name(
                                                macro.span(),
                                                Path.of(new Ident(macro.span(), name)))));
            }
        }
        return named;
    }

    private static String escaped(String text) {
        var quoted = Operators.quoted(text);
        // Escapes of characters have braces of their own.
        return quoted.substring(1, quoted.length() - 1)
                .replaceAll("(?<!\\\\u)\\{", "{{")
                .replaceAll("(?<!\\\\u\\{[0-9a-f]{1,6})\\}", "}}");
    }

    /// Something that Rust's `{}` shows as Oxur shows the value.
    private Supplier<String> shown(Code code, Spec spec, Span span) throws Uncompilable {
        var type = code.type().seen();
        if (type instanceof Ty.Var) {
            lowering.whole.settle();
        }
        if (spec.width() instanceof Count.Given || spec.precision() instanceof Count.Given) {
            throw new Uncompilable(span, "a width that an argument gives");
        }
        if (type.seen() instanceof Ty.Named(var nominal, _) && spec.style() == Style.DISPLAY) {
            var method =
                    lowering.whole.registry.method(nominal.definition().key(), "fmt", "Display");
            if (method != null && spec.isPlain()) {
                var text =
                        lowering.calls.invokeCodes(method.function(), List.of(code), span, false);
                lowering.whole.dependencies.method(nominal.definition().key(), "fmt", span);
                return text.text();
            }
        }
        lowering.whole.notCustom(type, "fmt", span);
        lowering.operators.needs(
                type,
                span,
                found ->
                        direct(found, spec)
                                || spec.isPlain()
                                        && (spec.style() == Style.DISPLAY
                                                || spec.style() == Style.DEBUG)
                                        && hasText(found));
        return () ->
                direct(type, spec)
                        ? spec.isPlain() && spec.style() == Style.DISPLAY
                                ? code.seen().get()
                                : "format!(\"" + rust(spec) + "\", " + code.seen().get() + ")"
                        : "Dbg::dbg_text(" + code.shared().get() + ")";
    }

    /// A value, to be written as `{:?}` writes it.
    void needsText(Ty type, Span span) throws Uncompilable {
        lowering.whole.notCustom(type, "fmt", span);
        lowering.operators.needs(type, span, Macros::hasText);
    }

    /// Whether native code knows how all of it is written.
    private static boolean hasText(Ty type) {
        return !type.any(part ->
                part == Ty.Basic.KEYWORD
                        || part instanceof Ty.Iter
                        || part instanceof Ty.Closure
                        || part instanceof Ty.Entry);
    }

    private static boolean direct(Ty type, Spec spec) {
        var seen = type.seen();
        boolean text = Operators.isText(seen) || seen == Ty.Basic.CHAR;
        return text && spec.style() == Style.DISPLAY
                || seen.isInt()
                || seen == Ty.Basic.BOOL
                        && (spec.style() == Style.DISPLAY || spec.style() == Style.DEBUG)
                || seen instanceof Ty.Float
                        && (spec.style() == Style.DISPLAY || spec.style() == Style.DEBUG);
    }

    private static String rust(Spec spec) {
        var out = new StringBuilder("{:");
        if (spec.align() != null) {
            out.append("\\u{").append(Integer.toHexString(spec.fill())).append('}');
            out.append(
                    switch (spec.align()) {
                        case LEFT -> '<';
                        case CENTER -> '^';
                        case RIGHT -> '>';
                    });
        }
        out.append(spec.plus() ? "+" : "").append(spec.alternate() ? "#" : "");
        out.append(spec.zero() ? "0" : "");
        if (spec.width() instanceof Count.Fixed(var count)) {
            out.append(count);
        }
        if (spec.precision() instanceof Count.Fixed(var count)) {
            out.append('.').append(count);
        }
        return out.append(spec.style().letter()).append('}').toString();
    }
}
