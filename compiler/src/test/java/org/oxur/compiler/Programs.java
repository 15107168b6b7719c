package org.oxur.compiler;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// Random programs of functions over numbers, well-formed and typed, so that every tier takes them;
/// about a quarter end in an error. What was put in is counted.
final class Programs {
    /// Types that a generated expression may have.
    enum Kind {
        I64("i64"),
        I32("i32"),
        U8("u8"),
        U64("u64"),
        F64("f64"),
        BOOL("bool");

        final String word;

        Kind(String word) {
            this.word = word;
        }

        boolean isInteger() {
            return this != F64 && this != BOOL;
        }
    }

    private record Variable(String name, Kind kind, boolean mutable) {}

    private record Signature(String name, List<Kind> parameters, Kind result) {}

    private final Random random;
    private final String prefix;
    private final Map<String, Integer> counts;
    private final List<Signature> functions = new ArrayList<>();
    private final List<Variable> scope = new ArrayList<>();
    private final Containers containers;
    private int names;
    private int fuel;

    private Programs(Random random, Map<String, Integer> counts, String prefix) {
        this.prefix = prefix;
        this.random = random;
        this.counts = counts;
        this.containers = new Containers(random, prefix, this::expr, this::fresh, this::count);
    }

    /// The text of a program: definitions, calls, a redefinition, the calls again.
    static String generate(long seed, Map<String, Integer> counts) {
        return new Programs(new Random(seed), counts, "f").program();
    }

    /// Several programs as one text, in which no name is used twice.
    static String generate(long seed, int count, Map<String, Integer> counts) {
        var out = new StringBuilder();
        for (int i = 0; i < count; i++) {
            out.append(new Programs(new Random(seed + i), counts, "p" + i + "-").program());
        }
        return out.toString();
    }

    static Map<String, Integer> counts() {
        return new TreeMap<>();
    }

    private void count(String feature) {
        counts.merge(feature, 1, Integer::sum);
    }

    private String program() {
        var out = new StringBuilder(containers.definitions());
        int count = 2 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            out.append(function(prefix + i));
        }
        var calls = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            calls.append(call(functions.get(random.nextInt(functions.size())))).append('\n');
        }
        out.append(calls);
        if (random.nextInt(3) == 0) {
            count("redefinition");
            int at = random.nextInt(functions.size());
            // What calls it is not in scope of its new body either: that would go on for ever.
            var callers = functions.subList(at, functions.size());
            var hidden = List.copyOf(callers);
            callers.clear();
            out.append(body(hidden.getFirst()));
            functions.addAll(hidden);
            out.append(calls);
        }
        return out.toString();
    }

    private String function(String name) {
        var parameters = new ArrayList<Kind>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            parameters.add(kind());
        }
        var signature = new Signature(name, parameters, kind());
        // Its own name is not in scope of its body: what it calls is defined before it.
        var text = body(signature);
        functions.add(signature);
        return text;
    }

    private String body(Signature signature) {
        count("function");
        scope.clear();
        fuel = 14;
        var out = new StringBuilder("(defn " + signature.name + " [");
        for (var kind : signature.parameters) {
            var name = fresh();
            boolean mutable = random.nextInt(4) == 0;
            scope.add(new Variable(name, kind, mutable));
            out.append(mutable ? "mut " : "").append('(').append(name).append(' ');
            out.append(kind.word).append(") ");
        }
        out.append("] -> ").append(signature.result.word).append("\n  ");
        return out.append(expr(signature.result)).append(")\n").toString();
    }

    private String fresh() {
        return "v" + names++;
    }

    private Kind kind() {
        return random.nextInt(3) == 0
                ? Kind.values()[random.nextInt(Kind.values().length)]
                : random.nextBoolean() ? Kind.I64 : Kind.F64;
    }

    private String call(Signature signature) {
        var out = new StringBuilder("(" + signature.name);
        for (var kind : signature.parameters) {
            out.append(' ').append(literal(kind));
        }
        return out.append(')').toString();
    }

    // Expressions

    private String expr(Kind kind) {
        if (--fuel < 0) {
            return leaf(kind);
        }
        return switch (random.nextInt(16)) {
            case 0, 1 -> leaf(kind);
            case 2 -> branch(kind);
            case 3 -> let(kind);
            case 4 -> loop(kind);
            case 5 -> counted(kind);
            case 6 -> called(kind);
            case 7 -> match(kind);
            case 8 -> early(kind);
            case 9, 10 -> containers.expr(kind);
            default -> operation(kind);
        };
    }

    private String leaf(Kind kind) {
        var fitting = scope.stream().filter(v -> v.kind == kind).toList();
        return fitting.isEmpty() || random.nextInt(3) == 0
                ? literal(kind)
                : fitting.get(random.nextInt(fitting.size())).name;
    }

    private String literal(Kind kind) {
        return switch (kind) {
            case I64 ->
                    random.nextInt(12) == 0
                            ? random.nextBoolean()
                                    ? "9223372036854775807i64"
                                    : "-9223372036854775808i64"
                            : random.nextInt(-3, 12) + "i64";
            case I32 -> random.nextInt(12) == 0 ? "2147483647i32" : random.nextInt(-3, 12) + "i32";
            case U8 -> random.nextInt(random.nextInt(6) == 0 ? 256 : 12) + "u8";
            case U64 ->
                    random.nextInt(12) == 0
                            ? "18446744073709551615u64"
                            : random.nextInt(12) + "u64";
            case F64 ->
                    switch (random.nextInt(10)) {
                        case 0 -> "0.0";
                        case 1 -> "-0.0";
                        case 2 -> "1e300";
                        case 3 -> "NaN";
                        default -> random.nextInt(-20, 20) + ".25";
                    };
            case BOOL -> Boolean.toString(random.nextBoolean());
        };
    }

    private String operation(Kind kind) {
        count("operation");
        if (kind == Kind.BOOL) {
            return truth();
        }
        if (random.nextInt(6) == 0) {
            count("cast");
            var from = Kind.values()[random.nextInt(5)];
            return "(as " + expr(from) + " " + kind.word + ")";
        }
        var operators =
                kind == Kind.F64
                        ? List.of("+", "-", "*", "/")
                        : List.of(
                                "+",
                                "-",
                                "*",
                                "/",
                                "%",
                                "bit-and",
                                "bit-or",
                                "bit-xor",
                                "min",
                                "max",
                                "wrapping-add",
                                "wrapping-mul",
                                "wrapping-sub",
                                "rem-euclid",
                                "div-euclid",
                                "shl",
                                "shr");
        var operator = operators.get(random.nextInt(operators.size()));
        count(operator);
        if (kind == Kind.F64 && random.nextInt(5) == 0) {
            return "(" + (random.nextBoolean() ? "sqrt " : "abs ") + expr(kind) + ")";
        }
        if (random.nextInt(12) == 0 && kind != Kind.U8 && kind != Kind.U64) {
            return "(- " + expr(kind) + ")";
        }
        return "(" + operator + " " + expr(kind) + " " + expr(kind) + ")";
    }

    private String truth() {
        return switch (random.nextInt(6)) {
            case 0 -> "(and " + expr(Kind.BOOL) + " " + expr(Kind.BOOL) + ")";
            case 1 -> "(or " + expr(Kind.BOOL) + " " + expr(Kind.BOOL) + ")";
            case 2 -> "(not " + expr(Kind.BOOL) + ")";
            default -> {
                var kind = Kind.values()[random.nextInt(5)];
                var operator = List.of("<", "<=", ">", ">=", "=", "!=").get(random.nextInt(6));
                yield "(" + operator + " " + expr(kind) + " " + expr(kind) + ")";
            }
        };
    }

    private String branch(Kind kind) {
        count("if");
        return "(if " + expr(Kind.BOOL) + " " + expr(kind) + " " + expr(kind) + ")";
    }

    private String let(Kind kind) {
        count("let");
        var of = kind();
        var name = fresh();
        var init = expr(of);
        boolean mutable = random.nextBoolean();
        scope.add(new Variable(name, of, mutable));
        var set = mutable ? "(set! " + name + " " + expr(of) + ") " : "";
        var text =
                "(let ["
                        + (mutable ? "mut " : "")
                        + name
                        + " "
                        + init
                        + "] "
                        + set
                        + expr(kind)
                        + ")";
        scope.removeLast();
        return text;
    }

    private String loop(Kind kind) {
        count("loop/recur");
        var counter = fresh();
        var value = fresh();
        var init = expr(kind);
        scope.add(new Variable(counter, Kind.I64, false));
        scope.add(new Variable(value, kind, false));
        var text =
                "(loop ["
                        + counter
                        + " 0 "
                        + value
                        + " "
                        + init
                        + "] (if (< "
                        + counter
                        + " "
                        + random.nextInt(1, 6)
                        + ") (recur (+ "
                        + counter
                        + " 1) "
                        + expr(kind)
                        + ") "
                        + value
                        + "))";
        scope.removeLast();
        scope.removeLast();
        return text;
    }

    private String counted(Kind kind) {
        count("for");
        var value = fresh();
        var i = fresh();
        var init = expr(kind);
        scope.add(new Variable(value, kind, true));
        scope.add(new Variable(i, Kind.I64, false));
        var leave = random.nextInt(3) == 0 ? "(when " + expr(Kind.BOOL) + " (break)) " : "";
        var text =
                "(let [mut "
                        + value
                        + " "
                        + init
                        + "] (for ["
                        + i
                        + " (range 0 "
                        + random.nextInt(1, 6)
                        + ")] "
                        + leave
                        + "(set! "
                        + value
                        + " "
                        + expr(kind)
                        + ")) "
                        + value
                        + ")";
        scope.removeLast();
        scope.removeLast();
        return text;
    }

    private String called(Kind kind) {
        var fitting = functions.stream().filter(f -> f.result == kind).toList();
        if (fitting.isEmpty()) {
            return operation(kind);
        }
        count("call");
        var callee = fitting.get(random.nextInt(fitting.size()));
        var out = new StringBuilder("(" + callee.name);
        for (var parameter : callee.parameters) {
            out.append(' ').append(expr(parameter));
        }
        return out.append(')').toString();
    }

    private String match(Kind kind) {
        count("match");
        var name = fresh();
        var matched = expr(Kind.I64);
        var first = expr(kind);
        var second = expr(kind);
        var guard = expr(Kind.BOOL);
        scope.add(new Variable(name, Kind.I64, false));
        var third = expr(kind);
        scope.removeLast();
        return "(match "
                + matched
                + " 0 "
                + first
                + " ((or 1 2) :when "
                + guard
                + ") "
                + second
                + " (..= 3 6) "
                + first
                + " "
                + name
                + " "
                + third
                + ")";
    }

    private String early(Kind kind) {
        var mutable = scope.stream().filter(Variable::mutable).toList();
        if (mutable.isEmpty()) {
            return operation(kind);
        }
        count("set");
        var variable = mutable.get(random.nextInt(mutable.size()));
        return "(do (set! " + variable.name + " " + expr(variable.kind) + ") " + expr(kind) + ")";
    }
}
