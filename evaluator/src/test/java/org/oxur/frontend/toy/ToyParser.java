package org.oxur.frontend.toy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
import org.oxur.ast.Type;
import org.oxur.error.LanguageError;
import org.oxur.error.ReadError;
import org.oxur.text.Span;

/// Recursive descent over tokens, straight to the tree.
final class ToyParser {
    private static final List<Map<String, BinOp>> LEVELS =
            List.of(
                    Map.of("||", BinOp.OR),
                    Map.of("&&", BinOp.AND),
                    Map.of(
                            "==", BinOp.EQ, "!=", BinOp.NE, "<", BinOp.LT, "<=", BinOp.LE, ">",
                            BinOp.GT, ">=", BinOp.GE),
                    Map.of("+", BinOp.ADD, "-", BinOp.SUB),
                    Map.of("*", BinOp.MUL, "/", BinOp.DIV, "%", BinOp.REM));

    private static final Map<String, Expr.KnownMacro> MACROS =
            Map.of(
                    "println!",
                    Expr.KnownMacro.PRINTLN,
                    "format!",
                    Expr.KnownMacro.FORMAT,
                    "panic!",
                    Expr.KnownMacro.PANIC);

    private final List<ToyToken> tokens;
    private int next;

    ToyParser(List<ToyToken> tokens) {
        this.tokens = tokens;
    }

    private static final class Unexpected extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient LanguageError error;

        Unexpected(LanguageError error) {
            super(null, null, false, false);
            this.error = error;
        }
    }

    /// Statement by statement; after a mistake it goes on behind the next `;` or `}`.
    List<Stmt> file(List<LanguageError> errors) {
        var statements = new ArrayList<Stmt>();
        while (peek().kind() != ToyToken.Kind.END) {
            int start = next;
            try {
                statements.add(topLevel());
            } catch (Unexpected unexpected) {
                errors.add(unexpected.error);
                next = Math.max(next, start + 1);
                while (peek().kind() != ToyToken.Kind.END
                        && !tokens.get(next - 1).is(";")
                        && !tokens.get(next - 1).is("}")) {
                    next++;
                }
            }
        }
        return statements;
    }

    private Stmt topLevel() {
        if (peek().is("fn")) {
            var item = function();
            return new Stmt.Definition(item.span(), item);
        }
        var statement = statement();
        if (statement
                        instanceof
                        Stmt.Local(var span, Pat.Binding(_, var ident, _, _), var type, var init)
                && init != null) {
            return new Stmt.Definition(span, new Item.Static(span, false, ident, type, init));
        }
        return statement instanceof Stmt.Evaluation(var span, var expr, _)
                ? new Stmt.Evaluation(span, expr, false)
                : statement;
    }

    private Item.Fn function() {
        var start = take("fn");
        var name = ident();
        take("(");
        var inputs = new ArrayList<FnArg>();
        while (!accept(")")) {
            var pattern = binding();
            inputs.add(new FnArg.Typed(pattern.span(), pattern, accept(":") ? type() : null));
            if (!peek().is(")")) {
                take(",");
            }
        }
        var output = accept("->") ? type() : null;
        var body = block();
        var span = start.to(body.span());
        return new Item.Fn(
                span, false, new Signature(span, name, Generics.NONE, inputs, output), body, null);
    }

    private Pat.Binding binding() {
        boolean mutable = accept("mut");
        var ident = ident();
        return new Pat.Binding(ident.span(), ident, mutable, null);
    }

    private Type type() {
        var start = peek().span();
        if (accept("&")) {
            return new Type.Reference(start, false, type());
        }
        if (accept("&mut")) {
            return new Type.Reference(start, true, type());
        }
        return new Type.Named(start, Path.of(ident()));
    }

    private Block block() {
        var start = take("{");
        var statements = new ArrayList<Stmt>();
        while (!peek().is("}")) {
            statements.add(statement());
        }
        return new Block(start.to(take("}")), statements);
    }

    private Stmt statement() {
        var start = peek().span();
        if (accept("let")) {
            var pattern = binding();
            var type = accept(":") ? type() : null;
            take("=");
            var value = expression();
            return new Stmt.Local(start.to(take(";")), pattern, type, value);
        }
        var expr = expression();
        boolean blockLike =
                expr instanceof Expr.If
                        || expr instanceof Expr.While
                        || expr instanceof Expr.BlockExpr;
        boolean semi = accept(";");
        if (!semi && !blockLike && !peek().is("}") && peek().kind() != ToyToken.Kind.END) {
            throw unexpected("`;`");
        }
        // A loop or an `if` in the midst of a block is a statement, as in Rust.
        return new Stmt.Evaluation(
                start.to(expr.span()), expr, semi || (blockLike && !peek().is("}")));
    }

    private Expr expression() {
        var start = peek().span();
        if (accept("return")) {
            return new Expr.Return(start, peek().is(";") || peek().is("}") ? null : expression());
        }
        var left = binary(0);
        if (accept("=")) {
            var value = expression();
            return new Expr.Assign(left.span().to(value.span()), left, value);
        }
        return left;
    }

    private Expr binary(int level) {
        if (level == LEVELS.size()) {
            return unary();
        }
        var left = binary(level + 1);
        while (peek().kind() == ToyToken.Kind.SIGN
                && LEVELS.get(level).get(peek().span().text()) instanceof BinOp op) {
            next++;
            var right = binary(level + 1);
            left = new Expr.Binary(left.span().to(right.span()), op, left, right);
        }
        return left;
    }

    private Expr unary() {
        var start = peek().span();
        if (accept("-")) {
            return new Expr.Unary(start, Expr.UnOp.NEG, unary());
        }
        if (accept("!")) {
            return new Expr.Unary(start, Expr.UnOp.NOT, unary());
        }
        if (accept("*")) {
            return new Expr.Unary(start, Expr.UnOp.DEREF, unary());
        }
        if (accept("&")) {
            return new Expr.Reference(start, false, unary());
        }
        if (accept("&mut")) {
            return new Expr.Reference(start, true, unary());
        }
        return postfix();
    }

    private Expr postfix() {
        var value = primary();
        while (true) {
            if (accept("(")) {
                var arguments = list(")");
                value = new Expr.Call(value.span().to(last()), value, arguments);
            } else if (accept("[")) {
                var index = expression();
                value = new Expr.Index(value.span().to(take("]")), value, index);
            } else if (accept(".")) {
                var name = ident();
                value =
                        accept("(")
                                ? new Expr.MethodCall(
                                        value.span(), value, name, List.of(), list(")"))
                                : new Expr.Field(value.span().to(name.span()), value, name);
            } else {
                return value;
            }
        }
    }

    private List<Expr> list(String end) {
        var items = new ArrayList<Expr>();
        while (!accept(end)) {
            items.add(expression());
            if (!peek().is(end)) {
                take(",");
            }
        }
        return items;
    }

    private Expr primary() {
        var token = peek();
        var span = token.span();
        if (token.kind() == ToyToken.Kind.NUMBER) {
            next++;
            return new Expr.Literal(span, number(span));
        }
        if (token.kind() == ToyToken.Kind.TEXT) {
            next++;
            var text = span.text();
            return new Expr.Literal(
                    span, new Lit.Str(text.substring(1, text.length() - 1).translateEscapes()));
        }
        if (accept("(")) {
            var inner = expression();
            take(")");
            return inner;
        }
        if (accept("[")) {
            var items = list("]");
            return new Expr.Vec(span.to(last()), items);
        }
        if (token.is("{")) {
            var block = block();
            return new Expr.BlockExpr(block.span(), null, block);
        }
        if (token.kind() == ToyToken.Kind.NAME) {
            return word(span);
        }
        throw unexpected("an expression");
    }

    private Expr word(Span span) {
        switch (span.text()) {
            case "true", "false" -> {
                next++;
                return new Expr.Literal(span, new Lit.Bool(span.text().equals("true")));
            }
            case "if" -> {
                return conditional();
            }
            case "while" -> {
                next++;
                var test = expression();
                var body = block();
                return new Expr.While(span.to(body.span()), null, test, body);
            }
            default -> {
                var macro = MACROS.get(span.text());
                if (macro == null) {
                    var ident = ident();
                    return new Expr.Name(span, Path.of(ident));
                }
                next++;
                take("(");
                var arguments = list(")");
                return new Expr.Macro(span.to(last()), macro, arguments, List.of());
            }
        }
    }

    private Expr conditional() {
        var start = take("if");
        var test = expression();
        var then = block();
        @Nullable Expr otherwise = null;
        if (accept("else")) {
            if (peek().is("if")) {
                otherwise = conditional();
            } else {
                var block = block();
                otherwise = new Expr.BlockExpr(block.span(), null, block);
            }
        }
        return new Expr.If(
                start.to(last()), test, new Expr.BlockExpr(then.span(), null, then), otherwise);
    }

    private Lit number(Span span) {
        var text = span.text().replace("_", "");
        int suffix = Math.max(text.indexOf('i'), Math.max(text.indexOf('u'), text.indexOf('f')));
        var digits = suffix < 0 ? text : text.substring(0, suffix);
        var type = suffix < 0 ? "" : text.substring(suffix);
        if (digits.contains(".") || type.startsWith("f")) {
            return new Lit.Float(
                    Double.parseDouble(digits), type.equals("f32") ? FloatType.F32 : FloatType.F64);
        }
        var named = IntType.named(type);
        var value = new BigInteger(digits);
        var target = named == null ? IntType.I32 : named;
        if (!target.holds(value)) {
            throw new Unexpected(
                    new ReadError.Malformed(
                            span, "`" + text + "` does not fit in " + target.rustName()));
        }
        return new Lit.Int(value, target, named == null);
    }

    private Ident ident() {
        var token = peek();
        if (token.kind() != ToyToken.Kind.NAME || token.span().text().endsWith("!")) {
            throw unexpected("a name");
        }
        next++;
        return new Ident(token.span(), token.span().text());
    }

    private ToyToken peek() {
        return tokens.get(next);
    }

    /// Of the token before the next one.
    private Span last() {
        return tokens.get(next - 1).span();
    }

    private boolean accept(String text) {
        if (!peek().is(text)) {
            return false;
        }
        next++;
        return true;
    }

    private Span take(String text) {
        if (!accept(text)) {
            throw unexpected("`" + text + "`");
        }
        return last();
    }

    private Unexpected unexpected(String wanted) {
        var found =
                peek().kind() == ToyToken.Kind.END ? "the end" : "`" + peek().span().text() + "`";
        return new Unexpected(
                new ReadError.Malformed(peek().span(), "expected " + wanted + ", found " + found));
    }
}
