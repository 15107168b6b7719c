package org.oxur.print;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.oxur.ast.BinOp;
import org.oxur.ast.Block;
import org.oxur.ast.Expr;
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
import org.oxur.ast.Tree;
import org.oxur.ast.Type;
import org.oxur.text.SourceText;
import org.oxur.text.Span;

class OxurPrinterTest {
    private static final Span HERE = new SourceText("test", "").whole();

    @Test
    void aShortFunctionStandsOnOneLine() {
        var sum = new Expr.Binary(HERE, BinOp.ADD, name("x"), number(1));
        check(function("next", sum), "(defn next [(x i64)] -> i64 (+ x 1))\n");
    }

    @Test
    void operatorsInARowAreOneForm() {
        var sum = new Expr.Binary(HERE, BinOp.ADD, number(1), number(2));
        check(new Expr.Binary(HERE, BinOp.ADD, sum, number(3)), "(+ 1 2 3)\n");
        var right = new Expr.Binary(HERE, BinOp.ADD, number(2), number(3));
        check(new Expr.Binary(HERE, BinOp.ADD, number(1), right), "(+ 1 (+ 2 3))\n");
    }

    @Test
    void whatDoesNotFitIsBrokenUnderItsHead() {
        var arguments = new ArrayList<Expr>();
        for (int i = 0; i < 4; i++) {
            arguments.add(name("an-argument-with-a-long-name-" + i));
        }
        check(
                new Expr.If(
                        HERE,
                        name("ready"),
                        new Expr.Call(HERE, name("f"), arguments),
                        new Expr.Literal(HERE, new Lit.Unit())),
                """
                (if ready
                  (f an-argument-with-a-long-name-0
                     an-argument-with-a-long-name-1
                     an-argument-with-a-long-name-2
                     an-argument-with-a-long-name-3)
                  nil)
                """);
    }

    @Test
    void aLocalHoldsTheRestOfItsBlock() {
        var block =
                new Block(
                        HERE,
                        List.of(
                                local("a", number(1)),
                                new Stmt.Evaluation(HERE, name("a"), true),
                                local("b", number(2)),
                                new Stmt.Evaluation(HERE, name("b"), false)));
        check(new Expr.BlockExpr(HERE, null, block), "(let [a 1] a (let [b 2] b))\n");
    }

    @Test
    void namesOfTemplatesStayApart() {
        var mine = new Expr.Name(HERE, Path.of(new Ident(HERE, "tmp")));
        var theirs = new Expr.Name(HERE, Path.of(new Ident(HERE, "tmp", 1)));
        check(new Expr.Vec(HERE, List.of(mine, theirs)), "[tmp tmp-1]\n");
        check(new Expr.Vec(HERE, List.of(name("tmp-1"), theirs)), "[tmp-1 tmp--1]\n");
    }

    @Test
    void numbersKeepTheirTypes() {
        check(new Expr.Literal(HERE, new Lit.Float(1e16, FloatType.F64)), "1e16\n");
        check(new Expr.Literal(HERE, new Lit.Float(0.1f, FloatType.F32)), "0.1f32\n");
        check(new Expr.Literal(HERE, new Lit.Int(BigInteger.TEN, IntType.U8, false)), "10u8\n");
        check(new Expr.Literal(HERE, new Lit.Char(0x301)), "\\u{301}\n");
        check(new Expr.Literal(HERE, new Lit.Str("é\n\u0007")), "\"é\\n\\u{7}\"\n");
    }

    @Test
    void aVeryDeepTreePrints() {
        Expr deep = number(0);
        for (int i = 0; i < 100_000; i++) {
            deep = new Expr.Vec(HERE, List.of(deep));
        }
        var text = assertInstanceOf(Printed.Text.class, OxurPrinter.print(deep)).text();
        assertTrue(text.startsWith("[[[[") && text.endsWith("]]]]\n"), "brackets around brackets");
    }

    @Test
    void beyondAllDepthThereIsAReason() {
        Expr deep = number(0);
        for (int i = 0; i < 250_000; i++) {
            deep = new Expr.Vec(HERE, List.of(deep));
        }
        var reason = assertInstanceOf(Printed.Impossible.class, OxurPrinter.print(deep)).reason();
        assertEquals("this is nested deeper than 200000 levels", reason);
    }

    private static void check(Tree tree, String expected) {
        assertEquals(new Printed.Text(expected), OxurPrinter.print(tree));
    }

    private static Expr name(String name) {
        return new Expr.Name(HERE, Path.of(new Ident(HERE, name)));
    }

    private static Expr number(long value) {
        return new Expr.Literal(HERE, new Lit.Int(BigInteger.valueOf(value), IntType.I64, true));
    }

    private static Stmt local(String name, Expr value) {
        var pat = new Pat.Binding(HERE, new Ident(HERE, name), false, null);
        return new Stmt.Local(HERE, pat, null, value);
    }

    private static Item function(String name, Expr body) {
        var i64 = new Type.Named(HERE, Path.of(new Ident(HERE, "i64")));
        var x = new Pat.Binding(HERE, new Ident(HERE, "x"), false, null);
        var sig =
                new Signature(
                        HERE,
                        new Ident(HERE, name),
                        Generics.NONE,
                        List.of(new FnArg.Typed(HERE, x, i64)),
                        i64);
        var block = new Block(HERE, List.of(new Stmt.Evaluation(HERE, body, false)));
        return new Item.Fn(HERE, false, sig, block, null);
    }
}
