package org.oxur.frontend.lisp;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Ident;
import org.oxur.ast.Lit;
import org.oxur.ast.Pat;
import org.oxur.text.Span;

/// Forms that stand where a pattern is meant.
final class Patterns {
    /// What the pattern binds, in order.
    private final List<Ident> bound = new ArrayList<>();

    List<Ident> bound() {
        return bound;
    }

    /// One pattern, which may take two items: `mut x`.
    Pat next(Cursor items) {
        var first = items.take();
        RustWays.refuseColon(first, items.peek());
        if (!Forms.isSymbol(first, "mut")) {
            return pattern(first);
        }
        var target = items.peek();
        if (target instanceof Form.Symbol symbol) {
            items.take();
            RustWays.refuseColon(symbol, items.peek());
            return binding(symbol, true, null);
        }
        if (Forms.isTyped(target)) {
            return typed((Form.Sequence) items.take(), true);
        }
        throw Refused.malformed(
                first, "`mut` must stand before a name", "`mut x` or `mut (x i32)`");
    }

    Pat pattern(Form form) {
        var prefixed = Forms.prefixed(form);
        if (prefixed != null) {
            return switch (prefixed.prefix()) {
                case BORROW -> new Pat.Reference(form.span(), false, pattern(prefixed.form()));
                case BORROW_MUT -> new Pat.Reference(form.span(), true, pattern(prefixed.form()));
                case QUOTE -> quoted(form.span(), prefixed.form());
                case QUASIQUOTE, UNQUOTE, SPLICE -> throw notPattern(form);
            };
        }
        return switch (form) {
            case Form.Literal(var span, var lit) -> new Pat.Literal(span, lit);
            case Form.Symbol symbol -> symbol(symbol);
            case Form.Sequence sequence ->
                    switch (sequence.shape()) {
                        case LIST -> list(sequence);
                        case VEC -> slice(sequence);
                        case TUPLE -> new Pat.Tuple(sequence.span(), all(sequence.items()));
                        case MAP -> map(sequence);
                    };
            case Form.Prefixed _ -> throw notPattern(form);
        };
    }

    private static Pat quoted(Span span, Form form) {
        return form instanceof Form.Literal(_, var lit)
                ? new Pat.Literal(span, lit)
                : new Pat.Quote(span, Templates.quoted(form));
    }

    private List<Pat> all(List<Form> forms) {
        var cursor = new Cursor(forms);
        var patterns = new ArrayList<Pat>();
        while (cursor.hasNext()) {
            patterns.add(next(cursor));
        }
        return patterns;
    }

    private Pat symbol(Form.Symbol symbol) {
        var name = symbol.name();
        if (name.equals("_")) {
            return new Pat.Wild(symbol.span());
        }
        if (Forms.namesDefinition(name)) {
            return new Pat.Named(symbol.span(), Types.path(symbol, List.of()));
        }
        return binding(symbol, false, null);
    }

    private Pat.Binding binding(Form.Symbol symbol, boolean mutable, @Nullable Pat subpattern) {
        var ident = local(symbol);
        if (bound.contains(ident)) {
            throw Refused.malformed(symbol, "`" + symbol.name() + "` is bound twice");
        }
        bound.add(ident);
        return new Pat.Binding(symbol.span(), ident, mutable, subpattern);
    }

    /// A name that may be given to a local.
    static Ident local(Form.Symbol symbol) {
        var name = symbol.name();
        if (Forms.RESERVED.contains(name)) {
            throw Refused.malformed(symbol, "`" + name + "` is a special form and cannot be bound");
        }
        RustWays.refuseColon(symbol, null);
        if (name.equals("&") || name.indexOf('.') >= 0 || name.contains("::")) {
            throw Refused.malformed(symbol, "`" + name + "` cannot be bound");
        }
        return new Ident(symbol.span(), name, symbol.mark());
    }

    private Pat typed(Form.Sequence form, boolean mutable) {
        RustWays.refuseColon(form);
        var name = (Form.Symbol) form.items().getFirst();
        return new Pat.Typed(
                form.span(), binding(name, mutable, null), Types.type(form.items().get(1)));
    }

    private Pat list(Form.Sequence form) {
        var head = Forms.head(form);
        if (head == null) {
            throw notPattern(form);
        }
        var arguments = Forms.arguments(form);
        return switch (head.name()) {
            case "or" -> alternatives(form, arguments);
            case "as" -> named(form, arguments);
            case "..", "..=" -> range(form, arguments, head.name().equals("..="));
            default -> {
                if (Forms.namesDefinition(head.name())) {
                    yield variant(form, head, arguments);
                }
                if (Forms.isTyped(form)) {
                    yield typed(form, false);
                }
                throw notPattern(form);
            }
        };
    }

    private Pat alternatives(Form.Sequence form, List<Form> forms) {
        if (forms.isEmpty()) {
            throw notPattern(form);
        }
        var cases = new ArrayList<Pat>();
        Set<Ident> names = null;
        for (var alternative : forms) {
            var patterns = new Patterns();
            cases.add(patterns.pattern(alternative));
            var own = new HashSet<>(patterns.bound);
            if (names != null && !names.equals(own)) {
                throw Refused.malformed(
                        alternative, "the patterns of an `or` must bind the same names");
            }
            if (names == null) {
                names = own;
                patterns.bound.forEach(this::add);
            }
        }
        return new Pat.Or(form.span(), cases);
    }

    private void add(Ident ident) {
        if (bound.contains(ident)) {
            throw Refused.malformed(ident.span(), "`" + ident.name() + "` is bound twice", null);
        }
        bound.add(ident);
    }

    private Pat named(Form.Sequence form, List<Form> arguments) {
        var cursor = new Cursor(arguments);
        if (cursor.left() < 2) {
            throw Refused.malformed(form, "malformed `as` pattern", "`(as pattern name)`");
        }
        var subpattern = next(cursor);
        boolean mutable = cursor.takeSymbol("mut");
        if (cursor.left() != 1 || !(cursor.take() instanceof Form.Symbol name)) {
            throw Refused.malformed(form, "malformed `as` pattern", "`(as pattern name)`");
        }
        return binding(name, mutable, subpattern);
    }

    private static Pat range(Form.Sequence form, List<Form> ends, boolean inclusive) {
        if (ends.size() != 2) {
            throw Refused.malformed(
                    form, "a range pattern has two ends", "`(..= 1 5)`, `(.. 1 nil)`");
        }
        return new Pat.Range(form.span(), end(ends.get(0)), end(ends.get(1)), inclusive);
    }

    private static @Nullable Lit end(Form form) {
        if (!(form instanceof Form.Literal(_, var lit))) {
            throw Refused.malformed(
                    form, "the end of a range pattern is a literal, or `nil` where it is open");
        }
        return lit instanceof Lit.Unit ? null : lit;
    }

    private Pat variant(Form.Sequence form, Form.Symbol head, List<Form> arguments) {
        var path = Types.path(head, List.of());
        if (arguments.isEmpty()) {
            return new Pat.Named(form.span(), path);
        }
        if (Forms.keyword(arguments.getFirst()) == null || arguments.size() < 2) {
            return new Pat.TupleStruct(form.span(), path, all(arguments));
        }
        var cursor = new Cursor(arguments);
        var fields = new ArrayList<Pat.FieldPat>();
        while (cursor.hasNext()) {
            var key = cursor.take();
            var name = Forms.keyword(key);
            if (name == null || !cursor.hasNext()) {
                throw Refused.malformed(key, "malformed struct pattern", "`(Point :x px :y _)`");
            }
            fields.add(new Pat.FieldPat(new Ident(key.span(), name), next(cursor)));
        }
        return new Pat.Struct(form.span(), path, fields);
    }

    private Pat slice(Form.Sequence form) {
        var cursor = new Cursor(form.items());
        var parts = new ArrayList<Pat>();
        while (cursor.hasNext()) {
            if (Forms.isSymbol(cursor.peek(), "&")) {
                var ampersand = cursor.take();
                if (!cursor.hasNext()) {
                    throw Refused.malformed(ampersand, "a pattern for the rest must follow `&`");
                }
                var rest = next(cursor);
                if (cursor.hasNext()) {
                    throw Refused.malformed(cursor.take(), "nothing can follow the rest");
                }
                return new Pat.Slice(form.span(), parts, rest);
            }
            parts.add(next(cursor));
        }
        return new Pat.Slice(form.span(), parts, null);
    }

    private Pat map(Form.Sequence form) {
        var cursor = new Cursor(form.items());
        var entries = new ArrayList<Pat.MapEntry>();
        while (cursor.hasNext()) {
            var key = cursor.take();
            if (!(key instanceof Form.Literal(_, var lit))) {
                throw Refused.malformed(key, "a key in a map pattern is a literal");
            }
            if (!cursor.hasNext()) {
                throw Refused.malformed(key, "this key of the map pattern has no pattern");
            }
            entries.add(new Pat.MapEntry(lit, next(cursor)));
        }
        return new Pat.Map(form.span(), entries);
    }

    private static Refused notPattern(Form form) {
        if (form instanceof Form.Prefixed(_, var prefix, _) && prefix == Form.Prefix.UNQUOTE) {
            return RustWays.comma(form);
        }
        return Refused.malformed(
                form,
                "this is no pattern",
                "patterns are literals, names, `'symbol`, `[a & rest]`, `{a b}`, `(Some x)`, `(Point :x x)`, `(or p q)`, `(as p name)`");
    }
}
