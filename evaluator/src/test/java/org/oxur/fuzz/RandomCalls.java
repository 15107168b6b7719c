package org.oxur.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.oxur.builtin.BuiltinFunction;
import org.oxur.builtin.Builtins;

/// Makes programs that call everything built in, as functions and as methods, with values of all
/// kinds: mostly of the wrong ones, and at the ends of their ranges.
final class RandomCalls {
    /// What writes to the disk or waits.
    static final Set<String> LEFT_OUT = Set.of("write-file", "append-file", "sleep");

    private static final String[] VALUES = {
        "nil",
        "true",
        "0",
        "1",
        "-1",
        "2",
        "63",
        "64",
        "1000",
        "i64::MAX",
        "i64::MIN",
        "0u8",
        "255u8",
        "-128i8",
        "0u64",
        "u64::MAX",
        "3u32",
        "i128::MIN",
        "u128::MAX",
        "7usize",
        "0.0",
        "-0.0",
        "2.5",
        "1e300",
        "NaN",
        "inf",
        "1.5f32",
        "f64::MIN_POSITIVE",
        "\\a",
        "\\u{1F600}",
        "\\u{0}",
        "\"\"",
        "\"abc\"",
        "\"é😀 b\"",
        "\"12\"",
        "\"{} {:>5} {x}\"",
        "(str \"own\" 1)",
        ":k",
        "'sym",
        "'(1 (a) \"b\")",
        "'()",
        "[]",
        "[1 2 3]",
        "[1u8 2u8]",
        "[2.5 0.5]",
        "[\"b\" \"a\"]",
        "[[1] [2 3]]",
        "[true nil :k 1.0]",
        "[{1 :a} {2 :b}]",
        "{1 2}",
        "{:a \"b\" [1]}",
        "#{}",
        "#{:a 1 :b 2}",
        "#{1 [2]}",
        "(hash-set)",
        "(hash-set 1 2)",
        "None",
        "(Some 1)",
        "(Some (Some \"s\"))",
        "(Ok 1)",
        "(Err \"e\")",
        "Ordering::Less",
        "(.. 0 3)",
        "(.. 2 nil)",
        "(.. nil 2)",
        "(.. nil nil)",
        "(..= 1 2)",
        "(..= 5 1)",
        "(..= i64::MAX i64::MAX)",
        "(..= 250u8 255u8)",
        "(.. \\a \\d)",
        "(range 0 10 3)",
        "(range 5 0 -2)",
        "(.iter &[1 2 3])",
        "(.into-iter [3 1 2])",
        "(chars \"xyz\")",
        "(split \"a,b\" \",\")",
        "(.peekable (.iter &[1 2]))",
        "(.chars \"é\")",
        "(rc 1)",
        "(rc [1 2])",
        "(ref-cell 5)",
        "(rc (ref-cell [1]))",
        "(.borrow-mut (ref-cell 5))",
        "(.entry #{:a 1} :a)",
        "(fn [] 1)",
        "(fn [x] x)",
        "(fn [a b] a)",
        "(fn [a b] (< a b))",
        "(fn [x] true)",
        "(fn [x] (Some x))",
        "(fn [& xs] xs)",
        "(fn [x] (panic \"no\"))",
        "(fn [mut x] (push! x 1) x)",
        "+",
        "len",
        "Some",
        "i64",
        "u8",
        "String",
        "HashMap",
        "Vec",
        "(Vec i64)",
        "a",
        "b",
        "c",
        "&a",
        "&mut b",
        "&mut c",
        "&[1 2]",
        "&\"s\"",
        "&mut [1 2]",
        "(deref a)",
        "(nth b 0)",
        "c.0"
    };

    private static final String[] SHAPES = {
        "(if % % %)",
        "(do % %)",
        "(match % % % _ %)",
        "(for [x %] %)",
        "(let [x %] %)",
        "(let [{x y} %] %)",
        "(let [[x & y] %] %)",
        "(if-let (Some x) % % %)",
        "(set! b %)",
        "(set! (nth b %) %)",
        "(set! (deref c) %)",
        "(set! c.0 %)",
        "(inc! b %)",
        "(dec! (nth b 0) %)",
        "(nth % %)",
        "(slice % %)",
        "(as % i8)",
        "(as % u64)",
        "(as % f32)",
        "(as % char)",
        "(? %)",
        "(and % %)",
        "(or % %)",
        "(not %)",
        "[% %]",
        "{% %}",
        "#{% %}",
        "(apply % %)",
        "(catch-unwind (fn [] %))",
        "(collect % HashMap)",
        "(collect % (Result (Vec i64) String))",
        "(format \"{:?} {:>8} {:.2} {:#?}\" % % % %)",
        "(format \"{:x} {:e} {:+}\" % % %)",
        "(println %)",
        "(time %)",
        "(assert-eq % %)",
        "(loop [x % n 0] (if (< n 3) (recur % (+ n 1)) x))",
        "((fn [x & more] %) % %)",
        "((fn move [] %))",
        "(-> % %)",
        "(case % 1 % :else %)",
        "(deref %)",
        "&%",
        "&mut %"
    };

    /// Values that have the methods of a chapter.
    private static final Map<String, List<String>> RECEIVERS =
            Map.ofEntries(
                    Map.entry("Integers", List.of("7", "-1", "i64::MIN", "200u8", "u128::MAX")),
                    Map.entry("Floats", List.of("2.5", "-0.0", "NaN", "1.5f32", "1e300")),
                    Map.entry("Booleans", List.of("true", "false")),
                    Map.entry("Characters", List.of("\\a", "\\u{1F600}", "\\é", "\\7")),
                    Map.entry("Strings", List.of("\"abc\"", "(str \"é😀 \" 1)", "\"a,b,c\"")),
                    Map.entry(
                            "Vectors", List.of("[3 1 2]", "[\"b\" \"a\"]", "[[1] [2]]", "b", "[]")),
                    Map.entry("Maps", List.of("#{:a 1 :b 2}", "#{1 [2]}", "#{}")),
                    Map.entry("Entries of maps", List.of("(.entry #{:a 1} :a)", "(.entry #{} 1)")),
                    Map.entry("Sets", List.of("(hash-set 1 2)", "(hash-set \"a\")")),
                    Map.entry("Option", List.of("(Some 1)", "None", "(Some [1])", "(Some (Ok 1))")),
                    Map.entry("Result", List.of("(Ok 1)", "(Err \"e\")", "(Ok [1])")),
                    Map.entry("Ranges", List.of("(.. 0 3)", "(..= 1 5)", "(.. \\a \\d)")),
                    Map.entry(
                            "Iterators",
                            List.of("(.iter [1 2 3])", "(range 0 5)", "(chars \"xy\")")),
                    Map.entry(
                            "Cells",
                            List.of("(ref-cell 5)", "(rc (ref-cell [1]))", "(ref-cell [1])")),
                    Map.entry("Orderings", List.of("Ordering::Less", "(cmp 1 1)")),
                    Map.entry("Lists", List.of("'(1 2)", "'()", "'(a (b))")));

    /// Arguments that many methods take.
    private static final String[] FITTING = {
        "0",
        "1",
        "2",
        "\"a\"",
        "\\a",
        ":a",
        "(fn [x] x)",
        "(fn [x] true)",
        "(fn [a b] a)",
        "[1 2]",
        "(Some 1)",
        "2.5",
        "(.. 0 1)",
        "(fn [] 1)",
        "(hash-set 1)",
        "3u32",
        "(cmp 1 2)",
        "(fn [x] (Some x))"
    };

    private final RandomGenerator random;
    private final List<Builtins.Chapter> chapters =
            Builtins.chapters().stream().filter(c -> RECEIVERS.containsKey(topic(c))).toList();
    private final List<BuiltinFunction> functions = new ArrayList<>();
    private final List<String> methods = new ArrayList<>(Builtins.methodNames());

    RandomCalls(RandomGenerator random) {
        this.random = random;
        for (var function : Builtins.functions()) {
            if (!LEFT_OUT.contains(function.name())) {
                functions.add(function);
            }
        }
        methods.removeAll(LEFT_OUT);
        methods.sort(null);
    }

    /// Three variables that the calls are about, and one to three calls.
    String program() {
        var text = new StringBuilder("(let [");
        for (var name : List.of("a", "mut b", "mut c")) {
            text.append(name).append(' ').append(one(VALUES)).append(' ');
        }
        text.append(']');
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            text.append(' ');
            call(text, 0);
        }
        return text.append(')').toString();
    }

    private void expression(StringBuilder text, int depth) {
        if (depth > 2 || random.nextInt(10) < 7) {
            text.append(one(VALUES));
        } else {
            call(text, depth);
        }
    }

    private void call(StringBuilder text, int depth) {
        switch (random.nextInt(7)) {
            case 0, 1, 2 -> method(text, depth);
            case 3, 4, 5 -> function(text, depth);
            default -> {
                var shape = one(SHAPES);
                for (int i = 0; i < shape.length(); i++) {
                    if (shape.charAt(i) == '%') {
                        expression(text, depth + 1);
                    } else {
                        text.append(shape.charAt(i));
                    }
                }
            }
        }
    }

    private void function(StringBuilder text, int depth) {
        var function = functions.get(random.nextInt(functions.size()));
        text.append('(').append(function.name());
        arguments(text, count(function), depth);
    }

    private void method(StringBuilder text, int depth) {
        if (random.nextInt(3) > 0) {
            fitting(text);
            return;
        }
        text.append("(.").append(methods.get(random.nextInt(methods.size()))).append(' ');
        expression(text, depth + 1);
        arguments(text, random.nextInt(3), depth);
    }

    private static String topic(Builtins.Chapter chapter) {
        return chapter.title().replace(" (methods)", "");
    }

    /// A method of a value that has it, with arguments that may do.
    private void fitting(StringBuilder text) {
        var chapter = chapters.get(random.nextInt(chapters.size()));
        var method = chapter.functions().get(random.nextInt(chapter.functions().size()));
        var receivers = RECEIVERS.getOrDefault(topic(chapter), List.of("1"));
        text.append("(.")
                .append(method.name())
                .append(random.nextInt(8) == 0 ? " &mut " : " ")
                .append(receivers.get(random.nextInt(receivers.size())));
        for (int i = count(method) - 1; i > 0; i--) {
            text.append(' ').append(one(FITTING));
        }
        text.append(')');
    }

    private void arguments(StringBuilder text, int count, int depth) {
        for (int i = 0; i < count; i++) {
            text.append(' ');
            expression(text, depth + 1);
        }
        text.append(')');
    }

    private int count(BuiltinFunction function) {
        if (random.nextInt(20) == 0) {
            return random.nextInt(5);
        }
        int most = function.maxArguments();
        int least = function.minArguments();
        return least + random.nextInt((most == BuiltinFunction.ANY ? 3 : most - least) + 1);
    }

    private String one(String[] choices) {
        return choices[random.nextInt(choices.length)];
    }
}
