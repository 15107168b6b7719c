package org.oxur.interpret;

import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Expr;
import org.oxur.ast.Ident;
import org.oxur.ast.Lit;
import org.oxur.ast.Path;
import org.oxur.resolve.Variable;
import org.oxur.text.Span;
import org.oxur.value.FormatString;

/// Macros that the engine knows, as `println` and `assert`: values that are tested, a format string
/// with what it is filled with.
final class MacroBuilder {
    private final Builder builder;

    MacroBuilder(Builder builder) {
        this.builder = builder;
    }

    Node build(Expr.Macro macro) {
        var arguments = macro.arguments();
        var kind = macro.macro();
        int testedCount = Math.min(tested(kind, arguments.size()), arguments.size());
        boolean takes = kind == Expr.KnownMacro.DBG || kind == Expr.KnownMacro.TIME;
        var tested = builder.values(arguments.subList(0, testedCount), takes ? Use.TAKE : Use.READ);
        var rest = arguments.subList(testedCount, arguments.size());
        FormatString format = null;
        if (!rest.isEmpty()) {
            if (rest.getFirst() instanceof Expr.Literal(_, Lit.Str(var text))) {
                format = FormatString.parse(text);
                rest = rest.subList(1, rest.size());
            } else {
                format = FormatString.parse("{}");
            }
        }
        var names = new ArrayList<String>();
        var named = new ArrayList<Node>();
        for (var argument : macro.named()) {
            names.add(argument.name());
            named.add(builder.value(argument.value(), Use.READ));
        }
        if (format != null) {
            var variables = builder.facts.formatNames(macro);
            for (var name : format.names()) {
                if (!names.contains(name)) {
                    names.add(name);
                    named.add(inText(macro.span(), name, variables.get(name)));
                }
            }
        }
        return new MacroNode(
                macro.span(),
                kind,
                format,
                tested,
                builder.values(rest, Use.READ),
                names.toArray(new String[0]),
                named.toArray(new Node[0]));
    }

    /// How many of the arguments, at most, are tested rather than printed.
    private static int tested(Expr.KnownMacro macro, int all) {
        return switch (macro) {
            case ASSERT -> 1;
            case ASSERT_EQ, ASSERT_NE -> 2;
            case DBG, TIME -> all;
            case PRINT, PRINTLN, EPRINT, EPRINTLN, FORMAT, PANIC, TODO, UNREACHABLE -> 0;
        };
    }

    /// A name that stands in the format string only.
    private Node inText(Span span, String name, @Nullable Variable variable) {
        return variable != null
                ? LocalNode.of(span, variable, Use.READ)
                : new GlobalNode(span, builder.link(Path.of(new Ident(span, name))), Use.READ);
    }
}
