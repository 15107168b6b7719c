package org.oxur.print;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.BinOp;
import org.oxur.ast.Block;
import org.oxur.ast.Datum;
import org.oxur.ast.Expr;
import org.oxur.ast.File;
import org.oxur.ast.FnArg;
import org.oxur.ast.Generics;
import org.oxur.ast.Ident;
import org.oxur.ast.Item;
import org.oxur.ast.Lit;
import org.oxur.ast.Pat;
import org.oxur.ast.Path;
import org.oxur.ast.Signature;
import org.oxur.ast.Stmt;
import org.oxur.ast.Type;

/// Random trees of the shapes that the Lisp front end makes: every kind of item, expression,
/// pattern and type, nested at random.
final class RandomTrees extends RandomParts {
    RandomTrees(long seed) {
        super(seed);
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
                            methods(
                                    Item.TraitFn::sig,
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
                            methods(
                                    Item.Fn::sig,
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

    /// No name stands twice.
    private <T> List<T> methods(Function<T, Signature> sig, Supplier<T> make) {
        var byName = new LinkedHashMap<String, T>();
        list(0, 2, make).forEach(each -> byName.put(sig.apply(each).ident().name(), each));
        return List.copyOf(byName.values());
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
