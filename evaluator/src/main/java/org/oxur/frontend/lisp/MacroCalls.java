package org.oxur.frontend.lisp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Expr;
import org.oxur.ast.Expr.KnownMacro;
import org.oxur.ast.Lit;
import org.oxur.text.Counted;
import org.oxur.text.Span;
import org.oxur.value.FormatString;

/// `println` and its kin: what is a macro in Rust, because its format string is understood before
/// it runs.
final class MacroCalls {
    private static final Map<String, KnownMacro> MACROS =
            Map.ofEntries(
                    Map.entry("print", KnownMacro.PRINT),
                    Map.entry("println", KnownMacro.PRINTLN),
                    Map.entry("eprint", KnownMacro.EPRINT),
                    Map.entry("eprintln", KnownMacro.EPRINTLN),
                    Map.entry("format", KnownMacro.FORMAT),
                    Map.entry("panic", KnownMacro.PANIC),
                    Map.entry("assert", KnownMacro.ASSERT),
                    Map.entry("assert-eq", KnownMacro.ASSERT_EQ),
                    Map.entry("assert-ne", KnownMacro.ASSERT_NE),
                    Map.entry("dbg", KnownMacro.DBG),
                    Map.entry("todo", KnownMacro.TODO),
                    Map.entry("unreachable", KnownMacro.UNREACHABLE));

    private final Lowering lowering;

    MacroCalls(Lowering lowering) {
        this.lowering = lowering;
    }

    static @Nullable KnownMacro named(String name) {
        return MACROS.get(name);
    }

    Expr call(KnownMacro macro, Form.Sequence form, Scope scope) {
        var arguments = Forms.arguments(form);
        int before = plainArguments(macro, arguments.size());
        if (arguments.size() < before) {
            throw Refused.malformed(
                    form, "`" + Forms.headName(form) + "` needs " + Counted.of(before, "argument"));
        }
        var values = new ArrayList<>(lowering.values(arguments.subList(0, before), scope));
        var named = new ArrayList<Expr.NamedArgument>();
        var head = Forms.head(form);
        int mark = head == null ? 0 : head.mark();
        formatted(arguments.subList(before, arguments.size()), scope, values, named, mark);
        return new Expr.Macro(form.span(), macro, values, named);
    }

    /// How many arguments stand before the format string.
    private static int plainArguments(KnownMacro macro, int given) {
        return switch (macro) {
            case ASSERT -> 1;
            case ASSERT_EQ, ASSERT_NE -> 2;
            case DBG, TIME -> given;
            case PRINT, PRINTLN, EPRINT, EPRINTLN, FORMAT, PANIC, TODO, UNREACHABLE -> 0;
        };
    }

    private void formatted(
            List<Form> forms,
            Scope scope,
            List<Expr> values,
            List<Expr.NamedArgument> named,
            int mark) {
        if (forms.isEmpty()) {
            return;
        }
        var first = forms.getFirst();
        var text = Forms.string(first);
        if (text == null) {
            if (forms.size() > 1) {
                refuseAdjacent(forms);
                throw Refused.malformed(
                        first,
                        "the first of several arguments is a format string",
                        "`(println \"{} {}\" a b)`");
            }
            values.add(new Expr.Literal(first.span(), new Lit.Str("{}")));
            values.add(lowering.value(first, scope));
            return;
        }
        var format = FormatString.parse(text);
        if (!format.mistakes().isEmpty()) {
            var mistake = format.mistakes().getFirst();
            throw Refused.malformed(place(first.span(), text, mistake), mistake.message(), null);
        }
        values.add(new Expr.Literal(first.span(), new Lit.Str(text)));
        int positional = arguments(forms, format, scope, values, named, mark);
        var problem = format.problemWith(positional);
        if (problem != null) {
            refuseAdjacent(forms);
            if (format.names().isEmpty() && !text.contains("{") && forms.size() > 1) {
                throw Refused.malformed(first, problem, "`(println \"{} {}\" a b)`");
            }
            throw Refused.malformed(
                    first, problem, "each `{}` writes one argument: `(println \"{} {}\" a b)`");
        }
    }

    /// Refuses `v[0]` and `f(x)` where there is one argument too many.
    private static void refuseAdjacent(List<Form> forms) {
        for (var form : forms) {
            if (form instanceof Form.Sequence sequence
                    && Adjacent.name(sequence.span()) instanceof String name) {
                throw Adjacent.refused(sequence, name);
            }
        }
    }

    /// The arguments after the format string; a keyword that it asks for names the one after it.
    /// Gives the number of the others.
    private int arguments(
            List<Form> forms,
            FormatString format,
            Scope scope,
            List<Expr> values,
            List<Expr.NamedArgument> named,
            int mark) {
        var wanted = new ArrayList<>(format.names());
        var cursor = new Cursor(forms.subList(1, forms.size()));
        int positional = 0;
        while (cursor.hasNext()) {
            var form = cursor.take();
            var name = Forms.keyword(form);
            if (name != null && cursor.hasNext() && wanted.remove(name)) {
                named.add(new Expr.NamedArgument(name, lowering.value(cursor.take(), scope)));
            } else {
                values.add(lowering.value(form, scope));
                positional++;
            }
        }
        for (var name : wanted) {
            // A format string has no mark of its own: its names are of the text that the macro's
            // name is of.
            var variable = new Form.Symbol(forms.getFirst().span(), name, mark);
            named.add(new Expr.NamedArgument(name, lowering.value(variable, scope)));
        }
        return positional;
    }

    private static Span place(Span literal, String text, FormatString.Mistake mistake) {
        // Only where no escape stands in it does the value lie in the text as it is.
        if (literal.template() != null || literal.length() != text.length() + 2) {
            return literal;
        }
        return literal.source()
                .span(literal.start() + 1 + mistake.start(), literal.start() + 1 + mistake.end());
    }
}
