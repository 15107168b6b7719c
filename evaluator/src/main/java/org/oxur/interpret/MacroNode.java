package org.oxur.interpret;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.BinOp;
import org.oxur.ast.Expr.KnownMacro;
import org.oxur.error.OxurPanic;
import org.oxur.error.Panic;
import org.oxur.text.Span;
import org.oxur.value.FormatString;
import org.oxur.value.Formatter;
import org.oxur.value.Printer;
import org.oxur.value.Ref;
import org.oxur.value.StringValue;
import org.oxur.value.Unit;

/// `println!` and its kin.
final class MacroNode extends Node {
    private final KnownMacro macro;
    private final @Nullable FormatString format;

    /// Without the format string.
    private final Node[] arguments;

    private final String[] names;
    private final Node[] named;

    /// The operands of `assert_eq` and the test of `assert`.
    private final Node[] tested;

    MacroNode(
            Span span,
            KnownMacro macro,
            @Nullable FormatString format,
            Node[] tested,
            Node[] arguments,
            String[] names,
            Node[] named) {
        super(span);
        this.macro = macro;
        this.format = format;
        this.tested = tested;
        this.arguments = arguments;
        this.names = names;
        this.named = named;
    }

    @Override
    Object execute(Frame f) {
        f.ex.currentDepth = f.depth;
        switch (macro) {
            case PRINT:
                f.ex.print(text(f));
                return Unit.UNIT;
            case PRINTLN:
                f.ex.print(text(f) + "\n");
                return Unit.UNIT;
            case EPRINT:
                f.ex.printError(text(f));
                return Unit.UNIT;
            case EPRINTLN:
                f.ex.printError(text(f) + "\n");
                return Unit.UNIT;
            case FORMAT:
                return StringValue.of(text(f));
            case PANIC:
                throw panic(format == null ? "explicit panic" : text(f));
            case TODO:
                throw panic("not yet implemented" + (format == null ? "" : ": " + text(f)));
            case UNREACHABLE:
                throw panic("entered unreachable code" + (format == null ? "" : ": " + text(f)));
            case ASSERT:
                if (!tested[0].test(f)) {
                    throw failed(
                            format == null ? "`" + Places.text(tested[0]) + "` is false" : text(f));
                }
                return Unit.UNIT;
            case ASSERT_EQ, ASSERT_NE:
                return assertEqual(f);
            case DBG:
                return debug(f);
            case TIME:
                return time(f);
        }
        throw new IllegalStateException(macro.name());
    }

    private OxurPanic panic(String message) {
        return new OxurPanic(new Panic.Panicked(span(), message));
    }

    private OxurPanic failed(String message) {
        return new OxurPanic(new Panic.AssertionFailed(span(), message));
    }

    private Object assertEqual(Frame f) {
        var a = tested[0].execute(f);
        var b = tested[1].execute(f);
        boolean equal = Comparing.compare(f.ex, BinOp.EQ, a, b, tested[0], tested[1], this);
        if (equal != (macro == KnownMacro.ASSERT_EQ)) {
            var values =
                    Printer.debug(a, f.ex, this)
                            + (equal ? " equals " : " does not equal ")
                            + Printer.debug(b, f.ex, this);
            throw failed(format == null ? values : text(f) + ": " + values);
        }
        return Unit.UNIT;
    }

    private Object debug(Frame f) {
        Object last = Unit.UNIT;
        for (var argument : tested) {
            last = argument.execute(f);
            var place =
                    argument.span().source().name()
                            + ":"
                            + argument.span().source().lines().position(argument.span().start());
            f.ex.printError(
                    "["
                            + place
                            + "] "
                            + Places.text(argument)
                            + " = "
                            + Printer.debug(last, f.ex, this)
                            + "\n");
        }
        return last;
    }

    private Object time(Frame f) {
        long start = System.nanoTime();
        Object last = Unit.UNIT;
        for (var argument : tested) {
            last = argument.execute(f);
        }
        f.ex.print("Elapsed: " + Elapsed.words(System.nanoTime() - start) + "\n");
        return last;
    }

    private String text(Frame f) {
        if (format == null) {
            return "";
        }
        var values = new Object[arguments.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = arguments[i].execute(f);
        }
        Map<String, Object> byName = names.length == 0 ? Map.of() : new HashMap<>();
        for (int i = 0; i < names.length; i++) {
            byName.put(names[i], Ref.see(named[i].execute(f), named[i]));
        }
        return Formatter.format(format, values, byName, f.ex, this);
    }

    @Override
    void reach(Reached reached) {
        reached.nodes(tested);
        reached.nodes(arguments);
        reached.nodes(named);
    }
}
