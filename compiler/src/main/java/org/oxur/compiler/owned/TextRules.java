package org.oxur.compiler.owned;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Expr;
import org.oxur.compiler.types.Uncompilable;

/// Methods of strings and characters.
final class TextRules {
    private static final Set<String> TRIMS = Set.of("trim", "trim-start", "trim-end");
    private static final Set<String> MADE =
            Set.of(
                    "to-uppercase",
                    "to-lowercase",
                    "to-ascii-uppercase",
                    "to-ascii-lowercase",
                    "to-string",
                    "to-owned");
    private static final Set<String> CHARACTER_TESTS =
            Set.of(
                    "is-alphabetic",
                    "is-numeric",
                    "is-alphanumeric",
                    "is-whitespace",
                    "is-uppercase",
                    "is-lowercase",
                    "is-ascii",
                    "is-ascii-digit",
                    "is-ascii-alphabetic",
                    "is-control");

    private final Lowering lowering;

    TextRules(Lowering lowering) {
        this.lowering = lowering;
    }

    /// A pattern to look for: a string or a character.
    private String pattern(Code code) throws IllegalStateException {
        return code.type().seen() == Ty.Basic.CHAR ? code.seen().get() : Operators.text(code);
    }

    private Code sought(Expr expr) throws Uncompilable {
        var code = lowering.value(expr);
        lowering.operators.needs(
                code.type().seen(),
                expr.span(),
                type -> type == Ty.Basic.CHAR || Operators.isText(type));
        return code;
    }

    /// What went wrong is told in the words of Rust's standard library, in every tier.
    private @Nullable Code parsed(Rules.Call call) {
        var type = call.turbofish();
        if (type == null || !type.isNumber() && type != Ty.Basic.BOOL && type != Ty.Basic.CHAR) {
            return null;
        }
        var text = call.receiver();
        return Code.value(
                new Ty.Result(type, Ty.Basic.STRING),
                () ->
                        Operators.text(text)
                                + ".parse::<"
                                + type.shown()
                                + ">().map_err(|e| e.to_string())");
    }

    @Nullable Code method(Rules.Call call) throws Uncompilable {
        var s = call.receiver();
        boolean owned = s.type().seen() == Ty.Basic.STRING;
        var name = call.name().replace('-', '_');
        int count = call.arguments().size();
        if (count == 0) {
            if (TRIMS.contains(call.name())) {
                return Code.value(Ty.Ref.TEXT, () -> Operators.text(s) + "." + name + "()");
            }
            if (MADE.contains(call.name())) {
                return Code.value(Ty.Basic.STRING, () -> Operators.text(s) + "." + name + "()");
            }
        }
        switch (call.name() + "/" + count) {
            case "len/0" -> {
                return Code.value(Ty.I64, () -> "(" + Operators.text(s) + ".len() as i64)");
            }
            case "is-empty/0", "is-ascii/0" -> {
                return Code.value(Ty.Basic.BOOL, () -> Operators.text(s) + "." + name + "()");
            }
            case "parse/0" -> {
                return parsed(call);
            }
            case "as-str/0" -> {
                return Code.value(Ty.Ref.TEXT, () -> Operators.text(s));
            }
            case "clone/0" -> {
                return owned
                        ? Code.value(Ty.Basic.STRING, () -> s.seen().get() + ".clone()")
                        : Code.value(Ty.Ref.TEXT, () -> s.seen().get());
            }
            case "chars/0" -> {
                return Code.value(new Ty.Iter(Ty.Basic.CHAR), () -> Operators.text(s) + ".chars()");
            }
            case "bytes/0" -> {
                return Code.value(
                        new Ty.Iter(new Ty.Int(org.oxur.ast.IntType.U8)),
                        () -> Operators.text(s) + ".bytes()");
            }
            case "lines/0", "split-whitespace/0" -> {
                return Code.value(
                        new Ty.Iter(Ty.Ref.TEXT), () -> Operators.text(s) + "." + name + "()");
            }
            case "split/1" -> {
                var by = sought(call.argument(0));
                return Code.value(
                        new Ty.Iter(Ty.Ref.TEXT),
                        () -> Operators.text(s) + ".split(" + single(by) + ")");
            }
            case "contains/1", "starts-with/1", "ends-with/1" -> {
                var by = sought(call.argument(0));
                return Code.value(
                        Ty.Basic.BOOL,
                        () -> Operators.text(s) + "." + name + "(" + pattern(by) + ")");
            }
            case "find/1", "rfind/1" -> {
                var by = sought(call.argument(0));
                return Code.value(
                        new Ty.Option(Ty.I64),
                        () ->
                                Operators.text(s)
                                        + "."
                                        + name
                                        + "("
                                        + pattern(by)
                                        + ").map(|i| i as i64)");
            }
            case "replace/2" -> {
                var by = sought(call.argument(0));
                var to = lowering.value(call.argument(1));
                return Code.value(
                        Ty.Basic.STRING,
                        () ->
                                Operators.text(s)
                                        + ".replace("
                                        + pattern(by)
                                        + ", "
                                        + Operators.text(to)
                                        + ")");
            }
            default -> {}
        }
        if (!owned) {
            return null;
        }
        switch (call.name() + "/" + count) {
            case "push/1" -> {
                changes(call);
                var x = lowering.value(call.argument(0), Ty.Basic.CHAR);
                return Code.unit(() -> s.get() + ".push(" + x.get() + ")");
            }
            case "push-str/1" -> {
                changes(call);
                var x = lowering.value(call.argument(0));
                lowering.operators.needs(x.type().seen(), call.span(), Operators::isText);
                return Code.unit(() -> s.get() + ".push_str(" + Operators.text(x) + ")");
            }
            case "pop/0" -> {
                changes(call);
                return Code.value(new Ty.Option(Ty.Basic.CHAR), () -> s.get() + ".pop()");
            }
            case "clear/0" -> {
                changes(call);
                return Code.unit(() -> s.get() + ".clear()");
            }
            default -> {
                return null;
            }
        }
    }

    /// A literal of one character is looked for as that character: quicker.
    private String single(Code code) {
        var text = pattern(code);
        boolean one =
                text.length() == 3
                        && text.startsWith("\"")
                        && text.charAt(1) != '\\'
                        && text.charAt(1) != '\'';
        return one ? "'" + text.charAt(1) + "'" : text;
    }

    private void changes(Rules.Call call) throws Uncompilable {
        if (call.place() != null) {
            lowering.places.writable(call.place());
        }
    }

    @Nullable Code character(Rules.Call call) {
        var x = call.receiver().seen();
        if (!call.arguments().isEmpty()) {
            return null;
        }
        var name = call.name().replace('-', '_');
        if (CHARACTER_TESTS.contains(call.name())) {
            return Code.value(Ty.Basic.BOOL, () -> x.get() + "." + name + "()");
        }
        return switch (call.name()) {
            case "to-string" -> Code.value(Ty.Basic.STRING, () -> x.get() + ".to_string()");
            case "to-ascii-uppercase", "to-ascii-lowercase" ->
                    Code.value(Ty.Basic.CHAR, () -> x.get() + "." + name + "()");
            default -> null;
        };
    }
}
