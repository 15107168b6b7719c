package org.oxur.compiler;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Random programs over data: structs, enums and their methods, patterns, closures, vectors, maps,
/// strings, what is moved and what is lent, tail calls, functions that are redefined. They are well
/// formed; many end in an error, of their numbers or of their ownership. What was put in is
/// counted.
final class DataPrograms {
    /// What a generated expression gives.
    private enum Kind {
        I64,
        STRING,
        VEC,
        OPTION,
        PAIR,
        STRUCT,
        ENUM,
        CLOSURE,
        BOOL
    }

    /// Definitions that all programs of a session share.
    private static final String TYPES =
            """
            (defstruct Pt [(a i64) (b String)])
            (defenum Ev (One i64) (Two (k i64) (t String)) Not)
            (deftrait Weight (defn weight [&self] -> i64) (defn twice [&self] (* 2 (.weight self))))
            (impl Pt
              (defn score [&self k] (+ self.a k))
              (defn bump! [&mut self k] (set! self.a (+ self.a k)) self.a)
              (defn eat [self] (+ self.a (len &self.b))))
            (impl Weight Pt (defn weight [&self] -> i64 self.a))
            (impl Weight Ev
              (defn weight [&self] -> i64
                (match self (Ev::One n) n (Ev::Two :k k :t _) k Ev::Not 0)))
            """;

    private record Variable(String name, Kind kind) {}

    private record Signature(String name, List<Kind> parameters, Kind result) {}

    private final Random random;
    private final String prefix;
    private final Map<String, Integer> counts;
    private final List<Signature> functions = new ArrayList<>();
    private final List<Variable> scope = new ArrayList<>();
    private int names;
    private int fuel;

    private DataPrograms(long seed, Map<String, Integer> counts, String prefix) {
        this.random = new Random(seed);
        this.counts = counts;
        this.prefix = prefix;
    }

    /// Several programs as one text, in which no function's name is used twice.
    static String generate(long seed, int count, Map<String, Integer> counts) {
        var out = new StringBuilder(TYPES);
        for (int i = 0; i < count; i++) {
            out.append(new DataPrograms(seed + i, counts, "d" + i + "-").program());
        }
        return out.toString();
    }

    private String counted(String feature, String text) {
        counts.merge(feature, 1, Integer::sum);
        return text;
    }

    private String program() {
        var out = new StringBuilder();
        int count = 2 + random.nextInt(2);
        for (int i = 0; i < count; i++) {
            var signature = signature(prefix + i);
            out.append(random.nextInt(4) == 0 ? tail(signature) : body(signature));
            functions.add(signature);
        }
        var calls = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            calls.append(call(functions.get(random.nextInt(functions.size())))).append('\n');
        }
        out.append(calls);
        if (random.nextInt(3) == 0) {
            // What calls it is not in scope of its new body: that would go on for ever.
            int at = random.nextInt(functions.size());
            var callers = functions.subList(at, functions.size());
            var hidden = List.copyOf(callers);
            callers.clear();
            out.append(counted("redefinition", body(hidden.getFirst())));
            functions.addAll(hidden);
            out.append(calls);
        }
        return out.toString();
    }

    private Signature signature(String name) {
        var parameters = new ArrayList<Kind>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            parameters.add(kind());
        }
        return new Signature(name, parameters, kind());
    }

    private Kind kind() {
        return random.nextInt(3) == 0
                ? Kind.I64
                : Kind.values()[random.nextInt(Kind.values().length)];
    }

    private String body(Signature signature) {
        scope.clear();
        fuel = 9;
        var head = head(signature, false);
        var early =
                random.nextInt(5) == 0
                        ? "(when "
                                + expr(Kind.BOOL)
                                + " (return "
                                + counted("return", expr(signature.result))
                                + "))\n  "
                        : "";
        return counted("function", head + early + expr(signature.result) + ")\n");
    }

    private String head(Signature signature, boolean counter) {
        var out = new StringBuilder("(defn " + signature.name + " [");
        if (counter) {
            out.append("n ");
        }
        for (var kind : signature.parameters) {
            var name = fresh();
            scope.add(new Variable(name, kind));
            var type =
                    switch (kind) {
                        case I64 -> "i64";
                        case STRUCT -> "Pt";
                        case ENUM -> "Ev";
                        default -> null;
                    };
            out.append(type == null || random.nextBoolean() ? name : "(" + name + " " + type + ")");
            out.append(' ');
        }
        return out.append("]\n  ").toString();
    }

    /// A function that calls itself at its end.
    private String tail(Signature signature) {
        scope.clear();
        fuel = 7;
        var head = head(signature, true);
        var result = expr(signature.result);
        var out = new StringBuilder(head + "(if (<= n 0) " + result + " (" + signature.name);
        out.append(" (- n 1)");
        for (var parameter : signature.parameters) {
            out.append(' ').append(expr(parameter));
        }
        signature.parameters.addFirst(Kind.I64);
        return counted("tail call", out.append(")))\n").toString());
    }

    private String fresh() {
        return "v" + names++;
    }

    private String call(Signature signature) {
        var out = new StringBuilder("(" + signature.name);
        scope.clear();
        boolean first = true;
        for (var kind : signature.parameters) {
            out.append(' ').append(first ? first(kind) : literal(kind));
            first = false;
        }
        return out.append(')').toString();
    }

    // Expressions

    private String expr(Kind kind) {
        if (--fuel < 0) {
            return leaf(kind);
        }
        return switch (random.nextInt(12)) {
            case 0 -> leaf(kind);
            case 1 -> "(if " + expr(Kind.BOOL) + " " + expr(kind) + " " + expr(kind) + ")";
            case 2 -> let(kind);
            case 3, 4 -> match(kind);
            case 5 -> called(kind);
            case 6 -> ended(kind);
            default -> operation(kind);
        };
    }

    private String leaf(Kind kind) {
        var fitting = scope.stream().filter(v -> v.kind == kind).toList();
        return fitting.isEmpty() || random.nextInt(4) == 0
                ? literal(kind)
                : counted("variable", fitting.get(random.nextInt(fitting.size())).name);
    }

    /// A variable of a kind, or a value made for it.
    private String place(Kind kind) {
        var fitting = scope.stream().filter(v -> v.kind == kind).toList();
        return fitting.isEmpty() ? expr(kind) : fitting.get(random.nextInt(fitting.size())).name;
    }

    private String literal(Kind kind) {
        int n = random.nextInt(-2, 6);
        return switch (kind) {
            case I64 -> random.nextInt(20) == 0 ? "9223372036854775807" : Integer.toString(n);
            case STRING -> "(String::from \"" + "abcdef".substring(0, Math.abs(n)) + "\")";
            case VEC -> random.nextInt(4) == 0 ? "[" + n + "]" : "[" + n + " 2 3]";
            case OPTION -> n < 1 ? "None" : "(Some " + n + ")";
            case PAIR -> "{" + n + " \"t\"}";
            case STRUCT -> "(Pt :a " + n + " :b (String::from \"p\"))";
            case ENUM ->
                    n < 0 ? "Ev::Not" : n < 3 ? "(Ev::One " + n + ")" : "(Ev::Two :k 7 :t \"two\")";
            case CLOSURE -> "(fn [x] (+ x " + n + "))";
            case BOOL -> Boolean.toString(n > 1);
        };
    }

    private String let(Kind kind) {
        var of = kind();
        var name = fresh();
        var init = expr(of);
        scope.add(new Variable(name, of));
        boolean mutable = random.nextBoolean();
        var change = mutable ? change(new Variable(name, of)) + " " : "";
        var text =
                "(let ["
                        + (mutable ? "mut " : "")
                        + name
                        + " "
                        + init
                        + "] "
                        + change
                        + expr(kind)
                        + ")";
        scope.removeLast();
        return counted("let", text);
    }

    private String change(Variable variable) {
        var name = variable.name;
        return switch (variable.kind) {
            case VEC -> counted("push", "(.push " + name + " " + expr(Kind.I64) + ")");
            case STRING -> counted("push-str", "(.push-str " + name + " \"z\")");
            case STRUCT ->
                    random.nextBoolean()
                            ? counted("set field", "(set! " + name + ".a " + expr(Kind.I64) + ")")
                            : counted(
                                    "&mut self method",
                                    "(.bump! " + name + " " + expr(Kind.I64) + ")");
            default -> counted("set", "(set! " + name + " " + expr(variable.kind) + ")");
        };
    }

    private String match(Kind kind) {
        var name = fresh();
        return switch (random.nextInt(5)) {
            case 0 -> {
                var value = place(Kind.ENUM);
                var first = with(new Variable(name, Kind.I64), kind);
                var second = expr(kind);
                var guard = random.nextBoolean() ? " :when " + expr(Kind.BOOL) : "";
                yield counted(
                        guard.isEmpty() ? "match enum" : "match guard",
                        "(match "
                                + (random.nextBoolean() ? "&" : "")
                                + value
                                + (guard.isEmpty()
                                        ? " (Ev::One " + name + ") "
                                        : " ((Ev::One " + name + ")" + guard + ") ")
                                + first
                                + " (Ev::Two :k 7 :t _) "
                                + second
                                + " (or Ev::Not (Ev::One _)) "
                                + expr(kind)
                                + " _ "
                                + expr(kind)
                                + ")");
            }
            case 1 ->
                    counted(
                            "match option",
                            "(match "
                                    + expr(Kind.OPTION)
                                    + " (Some 3) "
                                    + expr(kind)
                                    + " (Some "
                                    + name
                                    + ") "
                                    + with(new Variable(name, Kind.I64), kind)
                                    + " None "
                                    + expr(kind)
                                    + ")");
            case 2 ->
                    counted(
                            "match tuple",
                            "(match {"
                                    + expr(Kind.I64)
                                    + " "
                                    + expr(Kind.OPTION)
                                    + "} {0 _} "
                                    + expr(kind)
                                    + " {"
                                    + name
                                    + " (Some _)} "
                                    + with(new Variable(name, Kind.I64), kind)
                                    + " _ "
                                    + expr(kind)
                                    + ")");
            case 3 ->
                    counted(
                            "let pattern",
                            "(let [{"
                                    + name
                                    + " _} "
                                    + expr(Kind.PAIR)
                                    + "] "
                                    + with(new Variable(name, Kind.I64), kind)
                                    + ")");
            default ->
                    counted(
                            "match struct",
                            "(match "
                                    + place(Kind.STRUCT)
                                    + " (Pt :a 1 :b _) "
                                    + expr(kind)
                                    + " (Pt :a _ :b "
                                    + name
                                    + ") "
                                    + with(new Variable(name, Kind.STRING), kind)
                                    + ")");
        };
    }

    private String with(Variable variable, Kind kind) {
        scope.add(variable);
        var text = expr(kind);
        scope.removeLast();
        return text;
    }

    private String called(Kind kind) {
        var fitting = functions.stream().filter(f -> f.result == kind).toList();
        if (fitting.isEmpty()) {
            return operation(kind);
        }
        var callee = fitting.get(random.nextInt(fitting.size()));
        var out = new StringBuilder("(" + callee.name);
        boolean first = true;
        for (var parameter : callee.parameters) {
            out.append(' ').append(first ? first(parameter) : expr(parameter));
            first = false;
        }
        return counted("call", out.append(')').toString());
    }

    /// A first argument: what counts down in a tail call is small.
    private String first(Kind kind) {
        return kind == Kind.I64 ? Integer.toString(random.nextInt(5)) : literal(kind);
    }

    /// A block that is left early, or a loop.
    private String ended(Kind kind) {
        var name = fresh();
        return switch (random.nextInt(3)) {
            case 0 ->
                    counted(
                            "labelled break",
                            "(loop 'out [] (for ["
                                    + name
                                    + " (range 0 3)] (when "
                                    + expr(Kind.BOOL)
                                    + " (break 'out "
                                    + expr(kind)
                                    + "))) (break 'out "
                                    + expr(kind)
                                    + "))");
            case 1 -> {
                var value = fresh();
                var init = expr(kind);
                scope.add(new Variable(value, kind));
                var text =
                        "(let [mut "
                                + value
                                + " "
                                + init
                                + "] (for ["
                                + name
                                + " &"
                                + place(Kind.VEC)
                                + "] "
                                + (random.nextInt(3) == 0
                                        ? "(when (< 1 " + name + ") (continue)) "
                                        : "")
                                + "(set! "
                                + value
                                + " "
                                + with(new Variable(name, Kind.I64), kind)
                                + ")) "
                                + value
                                + ")";
                scope.removeLast();
                yield counted("for over a vector", text);
            }
            default ->
                    counted(
                            "try",
                            "(match ((fn [] (Some {(? "
                                    + expr(Kind.OPTION)
                                    + ") "
                                    + expr(kind)
                                    + "}))) (Some {_ "
                                    + name
                                    + "}) "
                                    + with(new Variable(name, kind), kind)
                                    + " None "
                                    + expr(kind)
                                    + ")");
        };
    }

    private String operation(Kind kind) {
        return switch (kind) {
            case I64 -> number();
            case STRING ->
                    random.nextBoolean()
                            ? counted(
                                    "format",
                                    "(format \"{}-{}\" "
                                            + expr(Kind.I64)
                                            + " "
                                            + expr(Kind.STRING)
                                            + ")")
                            : counted(
                                    "method of a string",
                                    "(.to-uppercase " + place(Kind.STRING) + ")");
            case VEC ->
                    switch (random.nextInt(3)) {
                        case 0 ->
                                counted(
                                        "vector",
                                        "[" + expr(Kind.I64) + " " + expr(Kind.I64) + "]");
                        case 1 ->
                                counted(
                                        "map over a vector",
                                        "(collect (map "
                                                + expr(Kind.CLOSURE)
                                                + " "
                                                + expr(Kind.VEC)
                                                + "))");
                        default -> counted("clone", "(.clone &" + place(Kind.VEC) + ")");
                    };
            case OPTION ->
                    switch (random.nextInt(3)) {
                        case 0 -> counted("Some", "(Some " + expr(Kind.I64) + ")");
                        case 1 ->
                                counted(
                                        "map over an option",
                                        "(.map "
                                                + expr(Kind.OPTION)
                                                + " "
                                                + expr(Kind.CLOSURE)
                                                + ")");
                        default ->
                                counted(
                                        "map",
                                        "(.copied (.get #{\"a\" "
                                                + expr(Kind.I64)
                                                + " \"b\" 2} \""
                                                + (random.nextBoolean() ? "a" : "c")
                                                + "\"))");
                    };
            case PAIR -> counted("tuple", "{" + expr(Kind.I64) + " " + expr(Kind.STRING) + "}");
            case STRUCT ->
                    counted(
                            "struct",
                            "(Pt :a " + expr(Kind.I64) + " :b " + expr(Kind.STRING) + ")");
            case ENUM ->
                    random.nextBoolean()
                            ? counted("variant", "(Ev::One " + expr(Kind.I64) + ")")
                            : counted(
                                    "variant with names",
                                    "(Ev::Two :k "
                                            + expr(Kind.I64)
                                            + " :t "
                                            + expr(Kind.STRING)
                                            + ")");
            case CLOSURE -> {
                var name = fresh();
                yield counted(
                        "closure",
                        "(fn "
                                + (random.nextInt(3) == 0 ? "move " : "")
                                + "["
                                + name
                                + "] "
                                + with(new Variable(name, Kind.I64), Kind.I64)
                                + ")");
            }
            case BOOL ->
                    switch (random.nextInt(3)) {
                        case 0 ->
                                counted(
                                        "comparison",
                                        "(< " + expr(Kind.I64) + " " + expr(Kind.I64) + ")");
                        case 1 ->
                                counted(
                                        "equality of strings",
                                        "(= &"
                                                + place(Kind.STRING)
                                                + " &"
                                                + place(Kind.STRING)
                                                + ")");
                        default ->
                                counted(
                                        "method of a vector",
                                        "(.is-empty &" + place(Kind.VEC) + ")");
                    };
        };
    }

    private String number() {
        return switch (random.nextInt(11)) {
            case 0 -> counted("length", "(len &" + place(Kind.VEC) + ")");
            case 1 -> counted("element", "(nth " + place(Kind.VEC) + " " + expr(Kind.I64) + ")");
            case 2 -> counted("field", "(.a " + place(Kind.STRUCT) + ")");
            case 3 ->
                    counted(
                            "&self method",
                            "(.score " + place(Kind.STRUCT) + " " + expr(Kind.I64) + ")");
            case 4 -> counted("self method", "(.eat " + place(Kind.STRUCT) + ")");
            case 5 ->
                    counted(
                            "trait method",
                            "(."
                                    + (random.nextBoolean() ? "weight " : "twice ")
                                    + place(random.nextBoolean() ? Kind.STRUCT : Kind.ENUM)
                                    + ")");
            case 6 ->
                    counted(
                            "call of a closure",
                            "(" + place(Kind.CLOSURE) + " " + expr(Kind.I64) + ")");
            case 7 -> counted("unwrap-or", "(.unwrap-or " + expr(Kind.OPTION) + " 5)");
            case 8 -> counted("unwrap", "(.unwrap " + expr(Kind.OPTION) + ")");
            default ->
                    counted(
                            "arithmetic",
                            "("
                                    + List.of("+", "-", "*", "/", "%").get(random.nextInt(5))
                                    + " "
                                    + expr(Kind.I64)
                                    + " "
                                    + expr(Kind.I64)
                                    + ")");
        };
    }
}
