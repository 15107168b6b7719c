package org.oxur.ownership;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A random program about vectors that move, are lent and written: always of the right types, and
/// as often wrong about ownership as right.
final class GeneratedProgram {
    private static final String PRELUDE =
            """
            (defstruct Pair [(a (Vec i64)) (b (Vec i64))])
            (defn eat [(v (Vec i64))] -> i64 (len &v))
            (defn peek [(v (& (Vec i64)))] -> i64 (len v))
            (defn grow [(v (&mut (Vec i64)))] (push! v 0))
            """;

    private enum Kind {
        VEC,
        SHARED,
        EXCLUSIVE,
        PAIR,
        OPTION,
        READER,
        WRITER
    }

    private record Local(String name, Kind kind, boolean mutable) {}

    private final Random random;
    private final List<Local> locals = new ArrayList<>();
    private final List<String> moved = new ArrayList<>();
    private int names;

    private GeneratedProgram(long seed) {
        this.random = new Random(seed);
    }

    static Program of(long seed) {
        var generator = new GeneratedProgram(seed);
        var body = generator.block(3, 5);
        var text =
                PRELUDE
                        + "(defn go [(c i64)]\n  (let [mut v0 [1 2]]\n"
                        + body.indent(4)
                        + "    nil))\n(go 0)\n(go 1)\n";
        return new Program("seed " + seed, text, null);
    }

    {
        locals.add(new Local("v0", Kind.VEC, true));
    }

    private String fresh(String prefix) {
        return prefix + ++names;
    }

    /// Some statements; locals made in them are gone afterwards.
    private String block(int depth, int most) {
        int known = locals.size();
        var text = new StringBuilder();
        int opened = 0;
        for (int n = 1 + random.nextInt(most); n > 0; n--) {
            if (depth > 0 && random.nextInt(3) == 0) {
                text.append(binding()).append('\n');
                opened++;
            } else {
                text.append(statement(depth)).append('\n');
            }
        }
        text.append("(println \"{}\" ").append(number()).append(")").append(")".repeat(opened));
        while (locals.size() > known) {
            locals.removeLast();
        }
        return text.toString();
    }

    /// Opens a `let` that the block closes at its end.
    private String binding() {
        boolean mutable = random.nextInt(3) > 0;
        var mut = mutable ? "mut " : "";
        var vec = pick(l -> l.kind == Kind.VEC);
        switch (random.nextInt(9)) {
            case 0, 1 -> {
                var name = fresh("v");
                locals.add(new Local(name, Kind.VEC, mutable));
                return "(let [" + mut + name + " [" + random.nextInt(9) + " 2]]";
            }
            case 2 -> {
                if (vec != null) {
                    moved.add(vec.name);
                    var name = fresh("v");
                    locals.add(new Local(name, Kind.VEC, mutable));
                    return "(let [" + mut + name + " " + vec.name + "]";
                }
            }
            case 3, 4 -> {
                if (vec != null) {
                    var name = fresh("r");
                    locals.add(new Local(name, Kind.SHARED, false));
                    return "(let [" + name + " &" + place(vec) + "]";
                }
            }
            case 5 -> {
                if (vec != null) {
                    var name = fresh("m");
                    locals.add(new Local(name, Kind.EXCLUSIVE, false));
                    return "(let [" + name + " &mut " + place(vec) + "]";
                }
            }
            case 6 -> {
                var name = fresh("p");
                locals.add(new Local(name, Kind.PAIR, mutable));
                return "(let [" + mut + name + " (Pair :a [1] :b [2 3])]";
            }
            case 7 -> {
                if (vec != null) {
                    var name = fresh("f");
                    boolean writes = random.nextInt(3) == 0;
                    boolean move = !writes && random.nextInt(3) == 0;
                    if (move) {
                        moved.add(vec.name);
                    }
                    locals.add(new Local(name, writes ? Kind.WRITER : Kind.READER, writes));
                    return writes
                            ? "(let [mut " + name + " (fn [] (push! " + vec.name + " 1))]"
                            : "(let ["
                                    + name
                                    + " (fn "
                                    + (move ? "move " : "")
                                    + "[] (len &"
                                    + vec.name
                                    + "))]";
                }
            }
            default -> {
                if (vec != null) {
                    moved.add(vec.name);
                    var name = fresh("o");
                    locals.add(new Local(name, Kind.OPTION, mutable));
                    return "(let [" + mut + name + " (Some " + vec.name + ")]";
                }
            }
        }
        var name = fresh("v");
        locals.add(new Local(name, Kind.VEC, mutable));
        return "(let [" + mut + name + " (clone &v0)]";
    }

    private String place(Local vec) {
        var pair = random.nextInt(4) == 0 ? pick(l -> l.kind == Kind.PAIR) : null;
        return pair == null ? vec.name : pair.name + (random.nextBoolean() ? ".a" : ".b");
    }

    /// Mostly one that has not moved.
    private @Nullable Local pick(Predicate<Local> wanted) {
        var fitting = locals.stream().filter(wanted).toList();
        var whole = fitting.stream().filter(l -> !moved.contains(l.name)).toList();
        var from = whole.isEmpty() || random.nextInt(12) == 0 ? fitting : whole;
        return from.isEmpty() ? null : from.get(random.nextInt(from.size()));
    }

    private String statement(int depth) {
        switch (depth > 0 ? random.nextInt(12) : random.nextInt(8)) {
            case 0 -> {
                var vec = pick(l -> l.kind == Kind.VEC && l.mutable);
                if (vec != null) {
                    return "(push! " + vec.name + " 7)";
                }
            }
            case 1 -> {
                var vec = pick(l -> l.kind == Kind.VEC && l.mutable);
                if (vec != null) {
                    moved.remove(vec.name);
                    return "(set! " + vec.name + " [8 9])";
                }
            }
            case 2 -> {
                var lent = pick(l -> l.kind == Kind.EXCLUSIVE);
                if (lent != null) {
                    return random.nextBoolean()
                            ? "(push! " + lent.name + " 3)"
                            : "(grow " + lent.name + ")";
                }
            }
            case 3 -> {
                var vec = pick(l -> l.kind == Kind.VEC && l.mutable);
                if (vec != null) {
                    return "(grow &mut " + place(vec) + ")";
                }
            }
            case 4 -> {
                var writer = pick(l -> l.kind == Kind.WRITER);
                if (writer != null) {
                    return "(" + writer.name + ")";
                }
            }
            case 5 -> {
                var vec = pick(l -> l.kind == Kind.VEC);
                if (vec != null && random.nextBoolean()) {
                    moved.add(vec.name);
                    return "(println \"{}\" (eat " + vec.name + "))";
                }
            }
            case 6 -> {
                var pair = pick(l -> l.kind == Kind.PAIR);
                if (pair != null) {
                    return "(println \"{}\" (eat "
                            + pair.name
                            + (random.nextBoolean() ? ".a" : ".b")
                            + "))";
                }
            }
            case 8, 9 -> {
                var then = branch(depth);
                var otherwise = branch(depth);
                return "(if (= c 0)\n  (do\n"
                        + then.indent(4)
                        + "    nil)\n  (do\n"
                        + otherwise.indent(4)
                        + "    nil))";
            }
            case 10 -> {
                return "(for [i (range 0 2)]\n" + branch(depth).indent(2) + "  nil)";
            }
            case 11 -> {
                var option = pick(l -> l.kind == Kind.OPTION);
                if (option != null) {
                    boolean lent = random.nextInt(3) > 0;
                    if (!lent) {
                        moved.add(option.name);
                    }
                    return "(match "
                            + (lent ? "&" : "")
                            + option.name
                            + "\n  (Some w) (println \"{}\" (len "
                            + (lent ? "" : "&")
                            + "w))\n  None (println \"none\"))";
                }
            }
            default -> {}
        }
        return "(println \"{}\" " + number() + ")";
    }

    /// Statements of a branch: what moves there may not have moved.
    private String branch(int depth) {
        return block(depth - 1, 3);
    }

    private String number() {
        var local = pick(_ -> true);
        if (local == null) {
            return "c";
        }
        return switch (local.kind) {
            case VEC ->
                    random.nextBoolean()
                            ? "(len &" + local.name + ")"
                            : "(peek &" + local.name + ")";
            case SHARED -> "(peek " + local.name + ")";
            case EXCLUSIVE -> "(len " + local.name + ")";
            case PAIR -> "(len &" + local.name + (random.nextBoolean() ? ".a" : ".b") + ")";
            case OPTION -> "(if (is-some &" + local.name + ") 1 0)";
            case READER -> "(" + local.name + ")";
            case WRITER -> "c";
        };
    }
}
