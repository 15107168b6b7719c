package org.oxur.print;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Datum;
import org.oxur.ast.FloatType;
import org.oxur.ast.Ident;
import org.oxur.ast.IntType;
import org.oxur.ast.Lit;
import org.oxur.ast.Pat;
import org.oxur.ast.Path;
import org.oxur.ast.Type;
import org.oxur.text.SourceText;
import org.oxur.text.Span;

/// Random names, types, patterns and literals, as they stand in trees.
abstract class RandomParts {
    static final Span HERE = new SourceText("random", "").whole();
    static final String[] NAMES = {
        "x", "n", "count-down", "is-empty?", "a1", "λ", "*depth*", "->str"
    };
    private static final String[] TYPES = {
        "Point", "Shape", "T", "Box", "i64", "String", "HashMap"
    };
    static final String[] TEXTS = {
        "", "a", "say \"hi\"\n", "é\u0301 😀", "{}", "tab\t\\ \u0000 \u007f", "; no comment"
    };

    final Random random;

    RandomParts(long seed) {
        this.random = new Random(seed);
    }

    <T> List<T> list(int least, int most, Supplier<T> element) {
        var list = new ArrayList<T>();
        for (int n = least + random.nextInt(most - least + 1); n > 0; n--) {
            list.add(element.get());
        }
        return list;
    }

    <T> @Nullable T maybe(Supplier<T> value) {
        return random.nextInt(3) == 0 ? value.get() : null;
    }

    String pick(String[] from) {
        return from[random.nextInt(from.length)];
    }

    Ident name() {
        return new Ident(HERE, pick(NAMES));
    }

    /// Names bound together differ.
    Ident name(int number) {
        return new Ident(HERE, pick(NAMES) + number);
    }

    Ident typeName() {
        return new Ident(HERE, pick(TYPES).replace("i64", "Thing"));
    }

    Path path() {
        return random.nextInt(4) == 0
                ? new Path(
                        HERE,
                        List.of(segment(pick(TYPES).replace("i64", "Q")), segment(pick(NAMES))),
                        false)
                : Path.of(name());
    }

    static Path.Segment segment(String name) {
        return new Path.Segment(new Ident(HERE, name), List.of());
    }

    Path variant() {
        return random.nextBoolean()
                ? new Path(HERE, List.of(segment("Shape"), segment("Circle")), false)
                : Path.of(new Ident(HERE, "Some"));
    }

    // Types and patterns

    Type type(int depth) {
        return switch (depth <= 0 ? random.nextInt(2) : random.nextInt(8)) {
            case 0 -> new Type.Named(HERE, Path.of(new Ident(HERE, pick(TYPES))));
            case 1 -> new Type.Infer(HERE);
            case 2 -> {
                var segment = new Path.Segment(new Ident(HERE, "Vec"), List.of(type(depth - 1)));
                yield new Type.Named(HERE, new Path(HERE, List.of(segment), false));
            }
            case 3 -> new Type.Reference(HERE, random.nextBoolean(), type(depth - 1));
            case 4 -> new Type.Tuple(HERE, list(0, 2, () -> type(depth - 1)));
            case 5 ->
                    new Type.Function(
                            HERE, list(0, 2, () -> type(depth - 1)), maybe(() -> type(depth - 1)));
            case 6 -> new Type.TraitObject(HERE, Path.of(new Ident(HERE, "Area")));
            default -> new Type.Named(HERE, variant());
        };
    }

    Pat.Binding binding(int number, boolean mutable) {
        return new Pat.Binding(HERE, name(number), mutable, null);
    }

    /// @param number sets apart the names that one pattern binds
    Pat pat(int depth, int number) {
        return switch (depth <= 0 ? random.nextInt(3) : random.nextInt(13)) {
            case 0 -> new Pat.Wild(HERE);
            case 1 -> binding(number, random.nextInt(4) == 0);
            case 2 ->
                    random.nextInt(4) > 0
                            ? new Pat.Literal(HERE, lit())
                            : new Pat.Quote(HERE, new Datum.Symbol(HERE, "quoted"));
            case 3 ->
                    new Pat.Binding(
                            HERE, name(number), random.nextBoolean(), pat(depth - 1, number * 10));
            case 4 ->
                    new Pat.Range(
                            HERE,
                            integer(),
                            random.nextBoolean() ? null : integer(),
                            random.nextBoolean());
            case 5 -> new Pat.Tuple(HERE, pats(1, depth, number));
            case 6 ->
                    new Pat.Slice(
                            HERE,
                            pats(0, depth, number),
                            maybe(() -> pat(depth - 1, number * 10 + 9)));
            case 7 -> new Pat.Named(HERE, variant());
            case 8 -> {
                var parts = pats(1, depth, number);
                boolean keywordFirst =
                        parts.getFirst() instanceof Pat.Literal(_, var lit)
                                && lit instanceof Lit.Keyword;
                yield keywordFirst
                        ? new Pat.Wild(HERE)
                        : new Pat.TupleStruct(HERE, variant(), parts);
            }
            case 9 ->
                    new Pat.Struct(
                            HERE,
                            Path.of(typeName()),
                            List.of(new Pat.FieldPat(name(), pat(depth - 1, number * 10))));
            case 10 -> new Pat.Or(HERE, list(2, 3, () -> new Pat.Literal(HERE, lit())));
            case 11 -> {
                var target = pat(depth - 1, number);
                boolean two =
                        target instanceof Pat.Binding(_, _, var mutable, var sub)
                                && mutable
                                && sub == null;
                yield new Pat.Reference(
                        HERE, random.nextBoolean(), two ? new Pat.Wild(HERE) : target);
            }
            default -> {
                var part = pat(depth - 1, number * 10);
                // A map has as many keys as values, so `mut x` has no place in one.
                boolean two =
                        part instanceof Pat.Binding(_, _, var mutable, var sub)
                                && mutable
                                && sub == null;
                yield new Pat.Map(
                        HERE,
                        List.of(
                                new Pat.MapEntry(
                                        new Lit.Keyword("k"), two ? new Pat.Wild(HERE) : part)));
            }
        };
    }

    List<Pat> pats(int least, int depth, int number) {
        var pats = new ArrayList<Pat>();
        for (int i = least + random.nextInt(2); i > 0; i--) {
            pats.add(pat(depth - 1, number * 10 + i));
        }
        return pats;
    }

    // Literals

    Lit.Int integer() {
        var types = IntType.values();
        boolean adapts = random.nextBoolean();
        var type = adapts ? IntType.I64 : types[random.nextInt(types.length)];
        return new Lit.Int(
                type.min().signum() < 0
                        ? type.min()
                        : type.max().subtract(BigInteger.valueOf(random.nextInt(9))),
                type,
                adapts);
    }

    Lit lit() {
        return switch (random.nextInt(7)) {
            case 0 ->
                    new Lit.Float(
                            random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20),
                            FloatType.F64);
            case 1 -> new Lit.Float((float) random.nextGaussian(), FloatType.F32);
            case 2 -> new Lit.Bool(random.nextBoolean());
            case 3 -> new Lit.Char("a\n( ;é\u0301😀u".codePoints().toArray()[random.nextInt(9)]);
            case 4 -> new Lit.Str(pick(TEXTS));
            case 5 -> new Lit.Keyword(pick(new String[] {"inc", "one-for-one", "k?"}));
            default -> integer();
        };
    }
}
