package org.oxur.compiler.rust;

import java.util.ArrayList;
import java.util.List;
import org.oxur.compiler.trap.TrapPoint;
import org.oxur.compiler.types.Instance;
import org.oxur.compiler.types.Program;
import org.oxur.compiler.types.Uncompilable;
import org.oxur.compiler.types.ValueType;

/// Prints a [Program] as Rust that needs no standard library: one function for each instance, and
/// one that reads the arguments of a call from Java and writes its result.
///
/// What goes wrong does not unwind: `trap` notes where it happened and puts the stack back to where
/// Java entered. That is sound because nothing in these functions owns memory.
final class CratePrinter {
    private final Program program;
    private final List<TrapPoint> points = new ArrayList<>();
    private final StringBuilder out = new StringBuilder();

    private CratePrinter(Program program) {
        this.program = program;
    }

    static Crate print(Program program) throws Uncompilable {
        var printer = new CratePrinter(program);
        for (var instance : program.instances()) {
            printer.function(instance);
        }
        printer.entry(program.entry());
        return new Crate(program, printer.out.toString(), printer.points);
    }

    /// The number by which native code names a place.
    int point(TrapPoint point) {
        points.add(point);
        return points.size();
    }

    private void function(Instance instance) throws Uncompilable {
        out.append("\n// ").append(instance.function().name()).append('\n');
        out.append(new FunctionPrinter(this, instance).print());
    }

    private void entry(Instance instance) {
        out.append("\nunsafe extern \"C\" fn body(c: C) {\n    let r = ");
        out.append(name(instance)).append("(c, (*c).depth");
        for (int i = 0; i < instance.parameters().size(); i++) {
            out.append(", ").append(fromWords(instance.parameters().get(i), i));
        }
        out.append(");\n    ").append(toWords(instance.result())).append("\n}\n");
    }

    static String name(Instance instance) {
        return "f" + instance.number();
    }

    static String type(ValueType type) {
        return type == ValueType.Simple.NEVER ? "()" : type.toString();
    }

    private static String fromWords(ValueType type, int i) {
        var word = "(*c).words[" + i + "]";
        return switch (type) {
            case ValueType.Int(var integer) -> word + " as " + integer.rustName();
            case ValueType.Float(var floating) ->
                    floating.rustName()
                            + "::from_bits("
                            + word
                            + " as "
                            + (floating.rustName().equals("f64") ? "u64" : "u32")
                            + ")";
            case ValueType.Simple simple -> simple == ValueType.Simple.BOOL ? word + " != 0" : "()";
        };
    }

    private static String toWords(ValueType type) {
        return switch (type) {
            case ValueType.Int _ -> "(*c).words[0] = r as u128;";
            case ValueType.Float _ -> "(*c).words[0] = r.to_bits() as u128;";
            case ValueType.Simple simple ->
                    simple == ValueType.Simple.BOOL ? "(*c).words[0] = r as u128;" : "let _ = r;";
        };
    }
}
