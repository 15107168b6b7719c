package org.oxur.print;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.BinOp;
import org.oxur.ast.Block;
import org.oxur.ast.Datum;
import org.oxur.ast.Expr;
import org.oxur.ast.File;
import org.oxur.ast.FloatType;
import org.oxur.ast.FnArg;
import org.oxur.ast.Generics;
import org.oxur.ast.Ident;
import org.oxur.ast.IntType;
import org.oxur.ast.Item;
import org.oxur.ast.Lit;
import org.oxur.ast.Pat;
import org.oxur.ast.Path;
import org.oxur.ast.Signature;
import org.oxur.ast.Stmt;
import org.oxur.ast.Type;
import org.oxur.text.SourceText;
import org.oxur.text.Span;

/// Random trees of the shapes that the Lisp front end makes: every kind of item, expression,
/// pattern and type, nested at random.
final class RandomTrees {
    private static final Span HERE = new SourceText("random", "").whole();
    private static final String[] NAMES = {
        "x", "n", "count-down", "is-empty?", "a1", "λ", "*depth*", "->str"
    };
    private static final String[] TYPES = {
        "Point", "Shape", "T", "Box", "i64", "String", "HashMap"
    };
    private static final String[] TEXTS = {
        "", "a", "say \"hi\"\n", "é\u0301 😀", "{}", "tab\t\\ \u0000 \u007f", "; no comment"
    };

    private final Random random;

    RandomTrees(long seed) {
        this.random = new Random(seed);
    }

    File file() {
        return new File(
                HERE,
                list(
                        1,
                        3,
                        () ->
                                random.nextBoolean()
                                        ? definition(4)
                                        : evaluation(topLevel(4), false)));
    }

    /// A `do` at the top level is taken apart, so none stands there.
    private Expr topLevel(int depth) {
        var expr = expr(depth);
        return expr instanceof Expr.BlockExpr ? new Expr.Vec(HERE, List.of(expr)) : expr;
    }

    private <T> List<T> list(int least, int most, Supplier<T> element) {
        var list = new ArrayList<T>();
        for (int n = least + random.nextInt(most - least + 1); n > 0; n--) {
            list.add(element.get());
        }
        return list;
    }

    private <T> @Nullable T maybe(Supplier<T> value) {
        return random.nextInt(3) == 0 ? value.get() : null;
    }

    private String pick(String[] from) {
        return from[random.nextInt(from.length)];
    }

    private Ident name() {
        return new Ident(HERE, pick(NAMES));
    }

    /// Names bound together differ.
    private Ident name(int number) {
        return new Ident(HERE, pick(NAMES) + number);
    }

    private Ident typeName() {
        return new Ident(HERE, pick(TYPES).replace("i64", "Thing"));
    }

    private Path path() {
        return random.nextInt(4) == 0
                ? new Path(
                        HERE,
                        List.of(segment(pick(TYPES).replace("i64", "Q")), segment(pick(NAMES))),
                        false)
                : Path.of(name());
    }

    private static Path.Segment segment(String name) {
        return new Path.Segment(new Ident(HERE, name), List.of());
    }

    private Path variant() {
        return random.nextBoolean()
                ? new Path(HERE, List.of(segment("Shape"), segment("Circle")), false)
                : Path.of(new Ident(HERE, "Some"));
    }

    // Items

    private Stmt definition(int depth) {
        return new Stmt.Definition(HERE, item(depth));
    }

    private Item item(int depth) {
        boolean pub = random.nextInt(4) == 0;
        return switch (random.nextInt(10)) {
            case 0 -> new Item.Static(HERE, pub, name(), null, expr(depth));
            case 1 -> new Item.Const(HERE, pub, new Ident(HERE, "LIMIT"), type(2), expr(depth));
            case 2 -> new Item.Struct(HERE, pub, typeName(), generics(), fields(), derives());
            case 3 -> new Item.Enum(HERE, pub, typeName(), generics(), variants(), derives());
            case 4 ->
                    new Item.Trait(
                            HERE,
                            pub,
                            typeName(),
                            Generics.NONE,
                            list(
                                    0,
                                    2,
                                    () ->
                                            new Item.TraitFn(
                                                    HERE,
                                                    signature(true),
                                                    maybe(() -> body(depth)),
                                                    null)));
            case 5 ->
                    new Item.Impl(
                            HERE,
                            generics(),
                            maybe(() -> Path.of(typeName())),
                            new Type.Named(HERE, Path.of(typeName())),
                            list(
                                    0,
                                    2,
                                    () ->
                                            new Item.Fn(
                                                    HERE,
                                                    false,
                                                    signature(true),
                                                    body(depth),
                                                    null)));
            case 6 ->
                    new Item.Mod(
                            HERE,
                            pub,
                            new Ident(HERE, "geometry"),
                            list(0, 2, () -> definition(depth - 1)));
            case 7 -> {
                boolean glob = random.nextBoolean();
                var rename = glob ? null : maybe(this::name);
                yield new Item.Use(HERE, pub, path(), rename, glob);
            }
            case 8 -> {
                boolean local = random.nextBoolean();
                yield new Item.ExternCrate(
                        HERE,
                        pub,
                        new Ident(HERE, random.nextBoolean() ? "strsim" : "distances"),
                        "strsim",
                        local ? pick(TEXTS) : null,
                        local ? null : "0.10");
            }
            default ->
                    new Item.Fn(HERE, pub, signature(false), body(depth), maybe(() -> pick(TEXTS)));
        };
    }

    private Generics generics() {
        return random.nextInt(3) > 0
                ? Generics.NONE
                : new Generics(
                        List.of(
                                new Generics.Parameter(new Ident(HERE, "T"), List.of()),
                                new Generics.Parameter(
                                        new Ident(HERE, "U"),
                                        list(0, 2, () -> Path.of(typeName())))));
    }

    private List<Path> derives() {
        return list(0, 2, () -> Path.of(typeName()));
    }

    private List<Item.FieldDef> fields() {
        var fields = new ArrayList<Item.FieldDef>();
        for (int i = random.nextInt(3); i > 0; i--) {
            fields.add(new Item.FieldDef(name(i), maybe(() -> type(2))));
        }
        return fields;
    }

    private List<Item.Variant> variants() {
        var variants = new ArrayList<Item.Variant>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            var ident = new Ident(HERE, "V" + i);
            var fields =
                    switch (random.nextInt(3)) {
                        case 0 -> new Item.Fields.Unit();
                        case 1 ->
                                new Item.Fields.Unnamed(
                                        List.of(
                                                type(1),
                                                new Type.Named(HERE, Path.of(typeName()))));
                        default ->
                                new Item.Fields.Named(
                                        List.of(
                                                new Item.FieldDef(name(1), type(2)),
                                                new Item.FieldDef(name(2), type(2))));
                    };
            variants.add(new Item.Variant(HERE, ident, fields));
        }
        return variants;
    }

    private Signature signature(boolean method) {
        var inputs = new ArrayList<FnArg>();
        if (method) {
            boolean reference = random.nextBoolean();
            inputs.add(new FnArg.Receiver(HERE, reference, random.nextBoolean()));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            inputs.add(parameter(i));
        }
        if (random.nextInt(5) == 0) {
            inputs.add(new FnArg.Rest(HERE, binding(9, false)));
        }
        return new Signature(
                HERE, name(), method ? Generics.NONE : generics(), inputs, maybe(() -> type(2)));
    }

    private FnArg parameter(int number) {
        if (random.nextInt(4) == 0) {
            var pat = pat(2, number * 100);
            // `&x` as a parameter says what it takes, not what it matches.
            return new FnArg.Typed(
                    HERE, pat instanceof Pat.Reference ? new Pat.Wild(HERE) : pat, null);
        }
        return new FnArg.Typed(HERE, binding(number, random.nextBoolean()), maybe(() -> type(2)));
    }

    private static Stmt evaluation(Expr expr, boolean semi) {
        return new Stmt.Evaluation(HERE, expr, semi);
    }

    /// Some forms; the value is the last one's.
    private Block body(int depth) {
        return new Block(HERE, sequence(depth, 1));
    }

    private List<Stmt> sequence(int depth, int least) {
        var stmts = new ArrayList<Stmt>();
        int count = least + random.nextInt(2);
        for (int i = 0; i < count; i++) {
            var expr = expr(depth - 1);
            // First in a body it would be the doc string.
            boolean text = expr instanceof Expr.Literal(_, var lit) && lit instanceof Lit.Str;
            stmts.add(evaluation(text ? new Expr.Vec(HERE, List.of(expr)) : expr, i < count - 1));
        }
        return stmts;
    }

    private Expr let(int depth) {
        var stmts = new ArrayList<Stmt>();
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            stmts.add(local(depth, i));
        }
        stmts.addAll(sequence(depth, 1));
        return new Expr.BlockExpr(HERE, null, new Block(HERE, stmts));
    }

    private Stmt.Local local(int depth, int number) {
        return random.nextBoolean()
                ? new Stmt.Local(
                        HERE, binding(number, random.nextBoolean()), type(2), expr(depth - 1))
                : new Stmt.Local(HERE, pat(2, number * 100), null, expr(depth - 1));
    }

    // Types and patterns

    private Type type(int depth) {
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

    private Pat.Binding binding(int number, boolean mutable) {
        return new Pat.Binding(HERE, name(number), mutable, null);
    }

    /// @param number sets apart the names that one pattern binds
    private Pat pat(int depth, int number) {
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

    private List<Pat> pats(int least, int depth, int number) {
        var pats = new ArrayList<Pat>();
        for (int i = least + random.nextInt(2); i > 0; i--) {
            pats.add(pat(depth - 1, number * 10 + i));
        }
        return pats;
    }

    // Literals

    private Lit.Int integer() {
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

    private Lit lit() {
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

    // Expressions

    private Expr literal() {
        return new Expr.Literal(HERE, random.nextInt(9) == 0 ? new Lit.Unit() : lit());
    }

    private Expr place(int depth) {
        return switch (random.nextInt(5)) {
            case 0 ->
                    new Expr.Field(
                            HERE,
                            new Expr.Name(HERE, Path.of(new Ident(HERE, "p"))),
                            new Ident(HERE, "x"));
            case 1 ->
                    new Expr.TupleField(
                            HERE,
                            new Expr.Name(HERE, Path.of(new Ident(HERE, "t"))),
                            random.nextInt(3));
            case 2 -> new Expr.Index(HERE, expr(depth - 1), expr(depth - 1));
            case 3 -> new Expr.Unary(HERE, Expr.UnOp.DEREF, expr(depth - 1));
            default -> new Expr.Name(HERE, Path.of(name()));
        };
    }

    Expr expr(int depth) {
        if (depth <= 0) {
            return random.nextBoolean() ? literal() : new Expr.Name(HERE, path());
        }
        return switch (random.nextInt(28)) {
            case 0 -> literal();
            case 1 -> new Expr.Name(HERE, path());
            case 2 -> new Expr.Vec(HERE, list(0, 4, () -> expr(depth - 1)));
            case 3 -> new Expr.Tuple(HERE, list(1, 3, () -> expr(depth - 1)));
            case 4 ->
                    new Expr.Map(
                            HERE,
                            list(0, 2, () -> new Expr.MapEntry(expr(depth - 1), expr(depth - 1))));
            case 5 ->
                    new Expr.Struct(
                            HERE,
                            Path.of(typeName()),
                            List.of(new Expr.FieldValue(new Ident(HERE, "x"), expr(depth - 1))),
                            maybe(() -> expr(depth - 1)));
            case 6 -> {
                var datum = datum(depth);
                // A quoted name may be a label, too.
                yield new Expr.Quote(
                        HERE, datum instanceof Datum.Symbol ? new Datum.Atom(HERE, lit()) : datum);
            }
            case 7 -> new Expr.Unary(HERE, Expr.UnOp.values()[random.nextInt(3)], expr(depth - 1));
            case 8, 9 -> {
                var op = BinOp.values()[random.nextInt(BinOp.values().length)];
                yield new Expr.Binary(HERE, op, expr(depth - 1), expr(depth - 1));
            }
            case 10 -> new Expr.Comparison(HERE, BinOp.LT, list(3, 4, () -> expr(depth - 1)));
            case 11 -> new Expr.Cast(HERE, expr(depth - 1), type(2));
            case 12 -> new Expr.Reference(HERE, random.nextBoolean(), expr(depth - 1));
            case 13 -> place(depth);
            case 14 -> new Expr.Assign(HERE, place(depth), expr(depth - 1));
            case 15 ->
                    new Expr.AssignOp(
                            HERE,
                            random.nextBoolean() ? BinOp.ADD : BinOp.SUB,
                            place(depth),
                            expr(depth - 1));
            case 16, 17 ->
                    new Expr.Call(
                            HERE,
                            new Expr.Name(HERE, Path.of(name())),
                            list(0, 3, () -> expr(depth - 1)));
            case 18 ->
                    new Expr.MethodCall(
                            HERE,
                            expr(depth - 1),
                            name(),
                            List.of(),
                            list(0, 2, () -> expr(depth - 1)));
            case 19 -> closure(depth);
            case 20 -> let(depth);
            case 21 -> new Expr.BlockExpr(HERE, null, new Block(HERE, sequence(depth, 0)));
            case 22 ->
                    new Expr.If(
                            HERE, expr(depth - 1), expr(depth - 1), maybe(() -> expr(depth - 1)));
            case 23 -> match(depth);
            case 24 -> loop(depth);
            case 25 ->
                    new Expr.Macro(
                            HERE,
                            Expr.KnownMacro.PRINTLN,
                            List.of(
                                    new Expr.Literal(HERE, new Lit.Str("a {} {b:>8}")),
                                    expr(depth - 1)),
                            List.of(new Expr.NamedArgument("b", expr(depth - 1))));
            case 26 ->
                    new Expr.Range(
                            HERE,
                            maybe(() -> place(1)),
                            maybe(() -> place(1)),
                            random.nextBoolean());
            default ->
                    new Expr.Call(
                            HERE,
                            new Expr.Name(
                                    HERE,
                                    new Path(
                                            HERE,
                                            List.of(
                                                    new Path.Segment(
                                                            new Ident(HERE, "parse"),
                                                            List.of(
                                                                    new Type.Named(
                                                                            HERE,
                                                                            Path.of(
                                                                                    new Ident(
                                                                                            HERE,
                                                                                            "i64")))))),
                                            false)),
                            List.of(expr(depth - 1)));
        };
    }

    private Expr closure(int depth) {
        var inputs = new ArrayList<FnArg>();
        for (int i = random.nextInt(3); i > 0; i--) {
            inputs.add(parameter(i));
        }
        return new Expr.Closure(
                HERE,
                maybe(() -> new Ident(HERE, "again")),
                random.nextBoolean(),
                inputs,
                maybe(() -> type(2)),
                expr(depth - 1));
    }

    private Expr match(int depth) {
        return new Expr.Match(
                HERE,
                expr(depth - 1),
                list(
                        0,
                        3,
                        () ->
                                new Expr.Arm(
                                        HERE,
                                        pat(2, 1),
                                        maybe(() -> expr(depth - 1)),
                                        expr(depth - 1))));
    }

    private Expr loop(int depth) {
        var label = maybe(() -> new Ident(HERE, "outer"));
        return switch (random.nextInt(3)) {
            case 0 -> new Expr.While(HERE, label, expr(depth - 1), leaving(depth, label));
            case 1 ->
                    new Expr.ForLoop(
                            HERE, label, pat(2, 1), expr(depth - 1), leaving(depth, label));
            default -> {
                var bindings = new ArrayList<Stmt.Local>();
                var values = new ArrayList<Expr>();
                for (int i = random.nextInt(3); i > 0; i--) {
                    bindings.add(local(depth, i));
                    values.add(expr(depth - 1));
                }
                var recur = evaluation(new Expr.Recur(HERE, values), false);
                var body =
                        switch (random.nextInt(3)) {
                            case 0 -> new Block(HERE, List.of(recur));
                            case 1 ->
                                    new Block(
                                            HERE,
                                            List.of(
                                                    evaluation(
                                                            new Expr.Break(
                                                                    HERE,
                                                                    label,
                                                                    maybe(() -> expr(depth - 1))),
                                                            false)));
                            default -> body(depth);
                        };
                yield new Expr.RecurLoop(HERE, label, bindings, body);
            }
        };
    }

    private Block leaving(int depth, @Nullable Ident label) {
        var last =
                random.nextBoolean()
                        ? new Expr.Break(HERE, label, null)
                        : new Expr.Continue(HERE, label);
        return new Block(HERE, List.of(evaluation(expr(depth - 1), true), evaluation(last, false)));
    }

    private Datum datum(int depth) {
        return switch (depth <= 0 ? random.nextInt(2) : random.nextInt(3)) {
            case 0 -> new Datum.Atom(HERE, lit());
            case 1 -> new Datum.Symbol(HERE, pick(NAMES));
            default ->
                    new Datum.Sequence(
                            HERE,
                            random.nextBoolean() ? Datum.Shape.LIST : Datum.Shape.VEC,
                            list(0, 3, () -> datum(depth - 1)));
        };
    }
}
