package org.oxur.interpret;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.BinOp;
import org.oxur.ast.Expr.KnownMacro;
import org.oxur.error.Bug;
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
                    throw failed(format == null ? isFalse() : text(f));
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
        if (!areAsExpected(f.ex, a, b)) {
            throw failed(unexpected(f.ex, a, b, text(f)));
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
        var parts = new Object[arguments.length + named.length];
        for (int i = 0; i < arguments.length; i++) {
            parts[i] = arguments[i].execute(f);
        }
        for (int i = 0; i < named.length; i++) {
            parts[arguments.length + i] = Ref.see(named[i].execute(f), named[i]);
        }
        return text(f.ex, parts);
    }

    @Override
    void reach(Reached reached) {
        reached.nodes(tested);
        reached.nodes(arguments);
        reached.nodes(named);
    }

    @Override
    Operation operation() {
        return switch (macro) {
            case PRINT, PRINTLN, EPRINT, EPRINTLN, FORMAT -> Operations.made(this, texts());
            case PANIC, TODO, UNREACHABLE -> failing();
            case ASSERT ->
                    new Operation.If(
                            this,
                            tested[0].operation(),
                            new Operation.Constant(this, Unit.UNIT, false),
                            failing());
            case ASSERT_EQ, ASSERT_NE ->
                    arguments.length == 0 && named.length == 0
                            ? Operations.made(this, Operations.of(tested))
                            : opaque();
            case DBG, TIME -> opaque();
        };
    }

    private Operation failing() {
        return new Operation.Applied(this, texts(), Operation.Gives.NEVER, false, null);
    }

    private List<Operation> texts() {
        var parts = Operations.of(arguments);
        for (var node : named) {
            parts.add(Operations.seen(node, node));
        }
        return parts;
    }

    @Override
    Object applied(Execution ex, int depth, Object[] parts) {
        ex.currentDepth = depth;
        switch (macro) {
            case PRINT -> ex.print(text(ex, parts));
            case PRINTLN -> ex.print(text(ex, parts) + "\n");
            case EPRINT -> ex.printError(text(ex, parts));
            case EPRINTLN -> ex.printError(text(ex, parts) + "\n");
            case FORMAT -> {
                return StringValue.of(text(ex, parts));
            }
            case PANIC -> throw panic(format == null ? "explicit panic" : text(ex, parts));
            case TODO -> throw panic("not yet implemented" + more(ex, parts));
            case UNREACHABLE -> throw panic("entered unreachable code" + more(ex, parts));
            case ASSERT -> throw failed(format == null ? isFalse() : text(ex, parts));
            case ASSERT_EQ, ASSERT_NE -> {
                if (!areAsExpected(ex, parts[0], parts[1])) {
                    throw failed(unexpected(ex, parts[0], parts[1], text(ex, new Object[0])));
                }
            }
            case DBG, TIME -> throw Bug.unreachable("they say nothing of themselves");
        }
        return Unit.UNIT;
    }

    private String more(Execution ex, Object[] parts) {
        return format == null ? "" : ": " + text(ex, parts);
    }

    private String isFalse() {
        return "`" + Places.text(tested[0]) + "` is false";
    }

    private boolean areAsExpected(Execution ex, Object a, Object b) {
        return Comparing.compare(ex, BinOp.EQ, a, b, tested[0], tested[1], this)
                == (macro == KnownMacro.ASSERT_EQ);
    }

    private String unexpected(Execution ex, Object a, Object b, String text) {
        var values =
                Printer.debug(a, ex, this)
                        + (macro == KnownMacro.ASSERT_NE ? " equals " : " does not equal ")
                        + Printer.debug(b, ex, this);
        return format == null ? values : text + ": " + values;
    }

    /// @param parts the arguments, then those that have names
    private String text(Execution ex, Object[] parts) {
        if (format == null) {
            return "";
        }
        Map<String, Object> byName = names.length == 0 ? Map.of() : new HashMap<>();
        for (int i = 0; i < names.length; i++) {
            byName.put(names[i], parts[arguments.length + i]);
        }
        var values = names.length == 0 ? parts : Arrays.copyOf(parts, arguments.length);
        return Formatter.format(format, values, byName, ex, this);
    }
}
