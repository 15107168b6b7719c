package org.oxur.compiler;

import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.oxur.compiler.Programs.Kind;

/// Expressions of random programs that read and change vectors, structs and what is lent of them.
final class Containers {
    private static final String FIELDS = "abcdef";

    private final Random random;
    private final String struct;
    private final String put;
    private final Function<Kind, String> expr;
    private final Supplier<String> fresh;
    private final Consumer<String> count;

    /// @param prefix of all names in the program
    /// @param expr makes an expression of a kind
    Containers(
            Random random,
            String prefix,
            Function<Kind, String> expr,
            Supplier<String> fresh,
            Consumer<String> count) {
        this.random = random;
        this.struct = "S" + prefix.replace("-", "");
        this.put = prefix + "put";
        this.expr = expr;
        this.fresh = fresh;
        this.count = count;
    }

    /// What the expressions need, before the functions that they stand in.
    String definitions() {
        var fields = new StringBuilder();
        for (var kind : Kind.values()) {
            fields.append('(').append(field(kind)).append(' ').append(kind.word).append(") ");
        }
        return "(defstruct "
                + struct
                + " ["
                + fields.toString().strip()
                + "])\n(defn "
                + put
                + " [(v (&mut (Vec f64))) (i i64) (x f64)] -> f64\n"
                + "  (set! (nth v i) x) (inc! (nth v 0) x) (+ (nth v i) (as (len v) f64)))\n";
    }

    String expr(Kind kind) {
        return switch (random.nextInt(kind == Kind.F64 ? 4 : 3)) {
            case 0 -> element(kind);
            case 1 -> field(kind, random.nextBoolean());
            case 2 -> nested(kind);
            default -> lent();
        };
    }

    private static char field(Kind kind) {
        return FIELDS.charAt(kind.ordinal());
    }

    private String index(int size) {
        return switch (random.nextInt(4)) {
            case 0 -> Integer.toString(random.nextInt(size));
            case 1 -> "(rem-euclid " + expr.apply(Kind.I64) + " " + size + ")";
            case 2 -> "(bit-and " + expr.apply(Kind.I64) + " 1)";
            default -> expr.apply(Kind.I64);
        };
    }

    /// A vector by itself, in a variable of its own.
    private String element(Kind kind) {
        count.accept("element");
        var name = fresh.get();
        var vec = "[" + expr.apply(kind) + " " + expr.apply(kind) + " " + expr.apply(kind) + "]";
        var place = "(nth " + name + " " + index(3) + ")";
        return "(let [mut "
                + name
                + " "
                + vec
                + "] "
                + change(kind, place)
                + "(nth "
                + name
                + " "
                + index(3)
                + "))";
    }

    private String change(Kind kind, String place) {
        int what = random.nextInt(4);
        if (what == 0) {
            return "";
        }
        if (what == 1 || kind == Kind.BOOL) {
            count.accept("set element or field");
            return "(set! " + place + " " + expr.apply(kind) + ") ";
        }
        count.accept("inc!");
        return "(" + (what == 2 ? "inc! " : "dec! ") + place + " " + expr.apply(kind) + ") ";
    }

    private String made() {
        var out = new StringBuilder("(" + struct);
        for (var kind : Kind.values()) {
            out.append(" :").append(field(kind)).append(' ').append(expr.apply(kind));
        }
        return out.append(')').toString();
    }

    /// A field, as a field or as a method.
    private String field(Kind kind, boolean asMethod) {
        count.accept("field");
        var name = fresh.get();
        var place = asMethod ? "(." + field(kind) + " " + name + ")" : name + "." + field(kind);
        return "(let [mut " + name + " " + made() + "] " + change(kind, place) + place + ")";
    }

    /// A field of an element.
    private String nested(Kind kind) {
        count.accept("field of an element");
        var name = fresh.get();
        var place = "(." + field(kind) + " (nth " + name + " " + index(2) + "))";
        return "(let [mut "
                + name
                + " ["
                + made()
                + " "
                + made()
                + "]] "
                + change(kind, place)
                + "(."
                + field(kind)
                + " (nth "
                + name
                + " "
                + index(2)
                + ")))";
    }

    /// What a function changes through a reference.
    private String lent() {
        count.accept("&mut");
        var name = fresh.get();
        return "(let [mut "
                + name
                + " ["
                + expr.apply(Kind.F64)
                + " "
                + expr.apply(Kind.F64)
                + "]] (+ ("
                + put
                + " &mut "
                + name
                + " "
                + index(2)
                + " "
                + expr.apply(Kind.F64)
                + ") (nth "
                + name
                + " 0)))";
    }
}
