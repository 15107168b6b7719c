package org.oxur.ownership;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// A random program about structs, enums and vectors of them, their methods and closures over them:
/// always of the right types, and as often wrong about ownership as right.
final class GeneratedObjects {
    private static final String PRELUDE =
            """
            (defstruct Leaf [(v (Vec i64)) (n i64)])
            (defstruct Tree [(l Leaf) (r Leaf)])
            (defenum Shape (Full Leaf) (Two (Vec i64) i64) Bare)
            (impl Leaf
              (defn new [(k i64)] -> Leaf (Leaf :v [k] :n k))
              (defn size [&self] -> i64 (len &self.v))
              (defn grow [&mut self (k i64)] (push! self.v k) (inc! self.n 1))
              (defn into-v [self] -> (Vec i64) self.v)
              (defn view [&self] -> (& (Vec i64)) &self.v)
              (defn view-mut [&mut self] -> (&mut (Vec i64)) &mut self.v))
            (defn eat [(x Leaf)] -> i64 x.n)
            (defn eat-v [(w (Vec i64))] -> i64 (len &w))
            (defn bump [(x (&mut Leaf))] (.grow x 1))
            (defn count [(o (Option (& (Vec i64))))] -> i64 (match o (Some w) (len w) None 0))
            (defn early [(x Leaf) (c i64)] -> i64 (when (= c 0) (return x.n)) (eat x))
            """;

    private enum Kind {
        LEAF,
        TREE,
        LEAVES,
        SHAPE,
        VIEW,
        EXCLUSIVE,
        SHARED_LEAF,
        MUT_LEAF,
        MAYBE,
        ONCE,
        WRITER,
        READER
    }

    private record Local(String name, Kind kind) {}

    private final Random random;
    private final List<Local> locals = new ArrayList<>();
    private final List<String> moved = new ArrayList<>();
    private int names;

    private GeneratedObjects(long seed) {
        this.random = new Random(seed);
    }

    static Program of(long seed) {
        var generator = new GeneratedObjects(seed);
        generator.locals.add(new Local("l0", Kind.LEAF));
        var body = generator.block(3, 5);
        var text =
                PRELUDE
                        + "(defn go [(c i64)]\n  (let [mut l0 (Leaf::new 3)]\n"
                        + body.indent(4)
                        + "    nil))\n(go 0)\n(go 1)\n";
        return new Program("object seed " + seed, text, null);
    }

    /// Some statements; locals made in them are gone afterwards.
    private String block(int depth, int most) {
        int known = locals.size();
        var text = new StringBuilder();
        int opened = 0;
        for (int n = 1 + random.nextInt(most); n > 0; n--) {
            if (depth > 0 && random.nextInt(5) < 2) {
                text.append(binding()).append('\n');
                opened++;
            } else {
                text.append(statement(depth)).append('\n');
            }
        }
        text.append(shown()).append(")".repeat(opened));
        while (locals.size() > known) {
            locals.removeLast();
        }
        return text.toString();
    }

    /// One of that kind, mostly one that has not moved.
    private @Nullable String pick(Kind kind) {
        var fitting = locals.stream().filter(l -> l.kind == kind).map(Local::name).toList();
        var whole = fitting.stream().filter(l -> !moved.contains(l)).toList();
        var from = whole.isEmpty() || random.nextInt(12) == 0 ? fitting : whole;
        return from.isEmpty() ? null : from.get(random.nextInt(from.size()));
    }

    private String open(Kind kind, String value) {
        // Now and then a name hides an older one of its kind.
        var older = random.nextInt(6) == 0 ? pick(kind) : null;
        var name =
                older == null
                        ? kind.name().toLowerCase(java.util.Locale.ROOT).charAt(0) + "" + ++names
                        : older;
        moved.remove(name);
        locals.add(new Local(name, kind));
        boolean mutable =
                switch (kind) {
                    case LEAF, TREE, LEAVES, SHAPE -> random.nextInt(4) > 0;
                    case WRITER -> true;
                    default -> false;
                };
        return "(let [" + (mutable ? "mut " : "") + name + " " + value + "]";
    }

    private String taken(String name) {
        moved.add(name);
        return name;
    }

    /// A place that holds a leaf.
    private String leafPlace() {
        var tree = random.nextInt(3) == 0 ? pick(Kind.TREE) : null;
        var leaves = random.nextInt(5) == 0 ? pick(Kind.LEAVES) : null;
        var leaf = pick(Kind.LEAF);
        if (leaves != null) {
            return "(nth " + leaves + " 0)";
        }
        return tree != null || leaf == null
                ? (tree == null ? "l0" : tree + (random.nextBoolean() ? ".l" : ".r"))
                : leaf;
    }

    /// A leaf by value.
    private String leaf() {
        var leaf = pick(Kind.LEAF);
        return switch (random.nextInt(4)) {
            case 0 -> "(Leaf::new " + random.nextInt(9) + ")";
            case 1 -> "(clone &" + leafPlace() + ")";
            default -> leaf == null ? "(Leaf::new 1)" : taken(leaf);
        };
    }

    private String vecPlace() {
        var place = leafPlace();
        return place.startsWith("(") ? "l0.v" : place + ".v";
    }

    /// Opens a `let` that the block closes at its end.
    private String binding() {
        return switch (random.nextInt(16)) {
            case 0 -> open(Kind.TREE, "(Tree :l " + leaf() + " :r " + leaf() + ")");
            case 1 -> open(Kind.LEAVES, "[" + leaf() + " " + leaf() + "]");
            case 2 -> open(Kind.SHAPE, "(Shape::Full " + leaf() + ")");
            case 3 ->
                    open(
                            Kind.SHAPE,
                            "(Shape::Two " + (random.nextBoolean() ? "[4 5]" : vecPlace()) + " 2)");
            case 4 -> open(Kind.VIEW, "(.view " + leafPlace() + ")");
            case 5 -> open(Kind.VIEW, "&" + vecPlace());
            case 6 -> open(Kind.EXCLUSIVE, "(.view-mut " + leafPlace() + ")");
            case 7 -> open(Kind.EXCLUSIVE, "&mut " + vecPlace());
            case 8 -> open(Kind.SHARED_LEAF, "&" + leafPlace());
            case 9 -> open(Kind.MUT_LEAF, "&mut " + leafPlace());
            case 10 -> open(Kind.MAYBE, "(Some &" + vecPlace() + ")");
            case 11 -> open(Kind.MAYBE, "(Some (.view " + leafPlace() + "))");
            case 12 -> {
                var leaf = pick(Kind.LEAF);
                yield leaf == null
                        ? open(Kind.LEAF, "(Leaf::new 2)")
                        : open(Kind.ONCE, "(fn [] (eat " + taken(leaf) + "))");
            }
            case 13 -> {
                var leaf = pick(Kind.LEAF);
                yield leaf == null
                        ? open(Kind.LEAF, "(Leaf::new 2)")
                        : open(Kind.WRITER, "(fn [(k i64)] (.grow " + leaf + " k))");
            }
            case 14 -> {
                var leaf = pick(Kind.LEAF);
                yield leaf == null
                        ? open(Kind.LEAF, "(Leaf::new 2)")
                        : open(Kind.READER, "(fn [] (+ " + leaf + ".n (.size " + leaf + ")))");
            }
            default -> open(Kind.LEAF, leaf());
        };
    }

    private String statement(int depth) {
        var statement =
                switch (random.nextInt(depth > 0 ? 24 : 18)) {
                    case 0 -> "(.grow " + leafPlace() + " 4)";
                    case 1 -> "(bump &mut " + leafPlace() + ")";
                    case 2 -> "(set! " + vecPlace() + " [7 8])";
                    case 3 -> assigned(Kind.LEAF, leaf());
                    case 4 -> fieldAssigned();
                    case 5 -> used(Kind.EXCLUSIVE, "(push! % 5)");
                    case 6 ->
                            used(Kind.MUT_LEAF, random.nextBoolean() ? "(bump %)" : "(.grow % 2)");
                    case 7 -> used(Kind.MUT_LEAF, "(set! %.n 40)");
                    case 8 -> used(Kind.ONCE, "(println \"{}\" (%))");
                    case 9 -> used(Kind.WRITER, "(% 6)");
                    case 10 -> "(println \"{}\" (eat-v " + vecPlace() + "))";
                    case 11 -> "(println \"{}\" (early " + leaf() + " c))";
                    case 12 -> "(println \"{}\" (len &(.into-v " + leaf() + ")))";
                    case 13 -> used(Kind.LEAVES, "(push! % " + leaf() + ")");
                    case 14 -> used(Kind.LEAVES, "(for [x &%] (println \"{}\" (.size x)))");
                    case 15 -> used(Kind.LEAVES, "(for [x &mut %] (.grow x 1))");
                    case 16 -> matched();
                    case 17 -> takenTree();
                    case 18, 19 ->
                            "(if (= c 0)\n  (do\n"
                                    + block(depth - 1, 3).indent(4)
                                    + "    nil)\n  (do\n"
                                    + block(depth - 1, 3).indent(4)
                                    + "    nil))";
                    case 20 -> "(for [i (range 0 2)]\n" + block(depth - 1, 3).indent(2) + "  nil)";
                    case 21 -> broken(depth);
                    case 22 ->
                            "(when (= c 1)\n" + block(depth - 1, 2).indent(2) + "  (return nil))";
                    default -> consumed();
                };
        return statement == null ? shown() : statement;
    }

    private @Nullable String used(Kind kind, String pattern) {
        var name = pick(kind);
        return name == null ? null : pattern.replace("%", name);
    }

    private @Nullable String assigned(Kind kind, String value) {
        var name = pick(kind);
        if (name == null) {
            return null;
        }
        moved.remove(name);
        return "(set! " + name + " " + value + ")";
    }

    private @Nullable String fieldAssigned() {
        var tree = pick(Kind.TREE);
        return tree == null
                ? null
                : "(set! " + tree + (random.nextBoolean() ? ".l " : ".r ") + leaf() + ")";
    }

    private @Nullable String matched() {
        var shape = pick(Kind.SHAPE);
        if (shape == null) {
            return null;
        }
        if (random.nextInt(3) == 0) {
            return "(println \"{}\" (match "
                    + taken(shape)
                    + "\n  (Shape::Full x) (eat x)\n  (Shape::Two w k) (+ k (eat-v w))\n  Shape::Bare 0))";
        }
        return "(match &"
                + shape
                + "\n  ((Shape::Full x) :when (> x.n 2)) (println \"{}\" (.size x))"
                + "\n  (Shape::Two w k) (println \"{}\" (len w))\n  _ (println \"other\"))";
    }

    private @Nullable String takenTree() {
        var tree = pick(Kind.TREE);
        return tree == null
                ? null
                : "(println \"{}\" (eat " + tree + (random.nextBoolean() ? ".l" : ".r") + "))";
    }

    private @Nullable String consumed() {
        var leaves = pick(Kind.LEAVES);
        return leaves == null ? null : "(for [x " + taken(leaves) + "] (println \"{}\" (eat x)))";
    }

    /// A loop that is left with a value.
    private String broken(int depth) {
        var leaf = leaf();
        var name = "i" + ++names;
        return "(let [mut "
                + name
                + " 0 got (loop []\n  (inc! "
                + name
                + ")\n"
                + statement(0).indent(2)
                + "  (when (> "
                + name
                + " 2) (break (eat "
                + leaf
                + "))))]\n  (println \"{}\" got))";
    }

    /// A line that says what something is now.
    private String shown() {
        var what =
                switch (random.nextInt(10)) {
                    case 0 -> used(Kind.VIEW, "(len %)");
                    case 1 -> used(Kind.EXCLUSIVE, "(len %)");
                    case 2 -> used(Kind.SHARED_LEAF, "(.size %)");
                    case 3 -> used(Kind.MUT_LEAF, "%.n");
                    case 4 -> used(Kind.MAYBE, "(count %)");
                    case 5 -> used(Kind.READER, "(%)");
                    case 6 -> used(Kind.TREE, "(+ %.l.n (.size %.r))");
                    case 7 -> used(Kind.LEAVES, "(len &%)");
                    case 8 -> "(len &" + vecPlace() + ")";
                    default -> used(Kind.LEAF, random.nextBoolean() ? "%.n" : "(.size %)");
                };
        return "(println \"{}\" " + (what == null ? "c" : what) + ")";
    }
}
