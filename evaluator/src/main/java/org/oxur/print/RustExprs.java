package org.oxur.print;

import java.util.ArrayDeque;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.BinOp;
import org.oxur.ast.Expr;
import org.oxur.ast.FnArg;
import org.oxur.ast.Lit;
import org.oxur.ast.Pat;
import org.oxur.ast.Path;
import org.oxur.ast.Type;

/// Expressions as Rust writes them. What has statements in it is in [RustControl], what calls is in
/// [RustCalls].
///
/// `expected` is the type that the place of an expression gives it, as far as Oxur lets a literal
/// see it; null is none. An integer literal without a suffix is `i64` there, and would be `i32` in
/// Rust.
final class RustExprs {
    /// How tightly an expression holds together; what is looser than its place wants stands in
    /// parentheses.
    static final int ANY = 0;

    static final int ASSIGNMENT = 1;
    static final int RANGE = 2;
    static final int CAST = 12;
    static final int UNARY = 13;
    static final int POSTFIX = 15;
    static final int ATOM = 16;

    private static final Pattern CAST_AT_END = Pattern.compile(" as [\\w:]+$");

    final RustWriter out = new RustWriter();
    final RustProgram program;
    final RustScope scope;
    final RustTypes types;
    final RustPats pats;
    final RustControl control;
    private final RustCalls calls;
    private final Depth depth;

    RustExprs(RustProgram program, int maxDepth) {
        this.program = program;
        this.depth = new Depth(maxDepth);
        this.scope = new RustScope(program);
        this.types = new RustTypes(program, depth);
        this.pats = new RustPats(program, depth);
        this.control = new RustControl(this);
        this.calls = new RustCalls(this);
    }

    /// Writes an expression where what is looser than `min` needs parentheses.
    void value(Expr expr, int min, @Nullable Type expected) {
        int mark = out.mark();
        if (write(expr, expected) < min) {
            out.insert(mark, "(");
            out.write(")");
        }
    }

    void value(Expr expr) {
        value(expr, ANY, null);
    }

    /// Writes a condition or what stands before a `{`, where a struct literal would be misread.
    void beforeBrace(Expr expr, @Nullable Type expected) {
        int mark = out.mark();
        value(expr, ANY, expected);
        if (out.since(mark).contains("{")) {
            out.insert(mark, "(");
            out.write(")");
        }
    }

    void list(List<Expr> exprs, @Nullable Type expected) {
        for (int i = 0; i < exprs.size(); i++) {
            out.write(i == 0 ? "" : ", ");
            value(exprs.get(i), ANY, expected);
        }
    }

    /// Writes it without parentheses around it and says how tightly it holds together.
    private int write(Expr expr, @Nullable Type expected) {
        depth.enter(expr.span());
        int tightness =
                switch (expr) {
                    case Expr.Literal literal -> literal(literal, expected);
                    case Expr.Name(_, var path) -> name(path);
                    case Expr.Vec(_, var items) -> {
                        out.write("vec![");
                        list(items, RustScope.argument(expected));
                        out.write("]");
                        yield ATOM;
                    }
                    case Expr.Tuple(_, var parts) -> tuple(parts, expected);
                    case Expr.Map(_, var entries) -> map(entries, expected);
                    case Expr.Struct struct -> struct(struct);
                    case Expr.Range(_, var from, var to, var inclusive) ->
                            range(from, to, inclusive);
                    case Expr.Quote(var span, _) ->
                            throw new NoCounterpart(span, "quoted data has no counterpart in Rust");
                    case Expr.Template(var span, _, _) ->
                            throw new NoCounterpart(span, "a template has no counterpart in Rust");
                    case Expr.Unary(_, var op, var operand) -> {
                        out.write(
                                switch (op) {
                                    case NEG -> "-";
                                    case NOT -> "!";
                                    case DEREF -> "*";
                                });
                        value(operand, UNARY, op == Expr.UnOp.NEG ? expected : null);
                        yield UNARY;
                    }
                    case Expr.Binary binary -> binary(binary);
                    case Expr.Comparison comparison -> comparison(comparison);
                    case Expr.Cast(_, var inner, var type) -> {
                        value(inner, CAST, null);
                        out.write(" as " + types.text(type, RustTypes.Place.LOCAL));
                        yield CAST;
                    }
                    case Expr.Reference(_, var mutable, var place) -> {
                        out.write(mutable ? "&mut " : "&");
                        value(
                                place,
                                UNARY,
                                expected instanceof Type.Reference(_, _, var t) ? t : null);
                        yield UNARY;
                    }
                    case Expr.Try(_, var inner) -> {
                        value(inner, POSTFIX, null);
                        out.write("?");
                        yield POSTFIX;
                    }
                    case Expr.Field(_, var base, var field) -> {
                        value(base, POSTFIX, null);
                        out.write("." + RustNames.rust(field));
                        yield POSTFIX;
                    }
                    case Expr.TupleField(_, var base, var index) -> {
                        value(base, POSTFIX, null);
                        out.write("." + index);
                        yield POSTFIX;
                    }
                    case Expr.Index(_, var base, var index) -> index(base, index);
                    case Expr.Assign(_, var place, var inner) -> {
                        value(place, UNARY, null);
                        out.write(" = ");
                        var type = scope.typeOf(place);
                        value(inner, RANGE, type == null ? new Type.Infer(expr.span()) : type);
                        yield ASSIGNMENT;
                    }
                    case Expr.AssignOp(_, var op, var place, var inner) -> {
                        value(place, UNARY, null);
                        out.write(" " + op.symbol() + "= ");
                        value(inner, RANGE, new Type.Infer(expr.span()));
                        yield ASSIGNMENT;
                    }
                    case Expr.Call call -> calls.call(call, expected);
                    case Expr.MethodCall call -> calls.method(call);
                    case Expr.Macro macro -> calls.macro(macro);
                    case Expr.Closure closure -> closure(closure);
                    case Expr.BlockExpr _,
                            Expr.If _,
                            Expr.Match _,
                            Expr.While _,
                            Expr.ForLoop _,
                            Expr.Loop _,
                            Expr.RecurLoop _,
                            Expr.Recur _,
                            Expr.Break _,
                            Expr.Continue _,
                            Expr.Return _ -> {
                        control.value(expr, expected);
                        yield ANY;
                    }
                };
        depth.leave();
        return tightness;
    }

    private int literal(Expr.Literal literal, @Nullable Type expected) {
        out.write(RustLiterals.text(literal.span(), literal.lit(), expected != null));
        if (literal.lit() instanceof Lit.Str && RustScope.is(expected, "String")) {
            out.write(".to_string()");
            return POSTFIX;
        }
        return RustLiterals.isNegative(literal.lit()) ? UNARY : ATOM;
    }

    private int name(Path path) {
        if (scope.isLocal(path) || path.segments().size() > 1) {
            out.write(types.path(path, RustTypes.Place.LOCAL));
            return ATOM;
        }
        var name = path.first().name();
        var constant = program.constant(name);
        if (constant != null) {
            out.write((RustItems.isConstant(constant.expr()) ? "" : "*") + RustNames.rust(name));
            return UNARY;
        }
        boolean known =
                program.function(name) != null
                        || program.enumOf(name) != null
                        || program.struct(name) != null
                        || program.namedConst(name) != null
                        || name.equals("None");
        if (!known) {
            throw new NoCounterpart(
                    path.span(), "`" + name + "` has no counterpart in Rust, as a value");
        }
        out.write(pats.path(path));
        return ATOM;
    }

    private int tuple(List<Expr> parts, @Nullable Type expected) {
        var partTypes =
                expected instanceof Type.Tuple(_, var t) && t.size() == parts.size() ? t : null;
        out.write("(");
        for (int i = 0; i < parts.size(); i++) {
            out.write(i == 0 ? "" : ", ");
            value(parts.get(i), ANY, partTypes == null ? null : partTypes.get(i));
        }
        out.write(parts.size() == 1 ? ",)" : ")");
        return ATOM;
    }

    private int map(List<Expr.MapEntry> entries, @Nullable Type expected) {
        out.write("HashMap::from([");
        for (int i = 0; i < entries.size(); i++) {
            out.write(i == 0 ? "(" : ", (");
            value(entries.get(i).key(), ANY, RustScope.argument(expected, 0));
            out.write(", ");
            value(entries.get(i).value(), ANY, RustScope.argument(expected, 1));
            out.write(")");
        }
        out.write("])");
        return POSTFIX;
    }

    private int struct(Expr.Struct struct) {
        out.write(pats.path(struct.path()));
        if (struct.fields().isEmpty() && struct.rest() == null) {
            return ATOM;
        }
        out.write(" { ");
        var separator = "";
        for (var field : struct.fields()) {
            out.write(separator + RustNames.rust(field.ident()) + ": ");
            value(field.value(), ANY, program.namedField(struct.path(), field.ident().name()));
            separator = ", ";
        }
        if (struct.rest() != null) {
            out.write(separator + "..");
            value(struct.rest());
        }
        out.write(" }");
        return ATOM;
    }

    int range(@Nullable Expr from, @Nullable Expr to, boolean inclusive) {
        boolean typed =
                from != null && !RustScope.isAdapting(from)
                        || to != null && !RustScope.isAdapting(to);
        if (from != null) {
            value(from, RANGE + 1, typed ? new Type.Infer(from.span()) : null);
        }
        out.write(inclusive ? "..=" : "..");
        if (to != null) {
            value(to, RANGE + 1, typed ? new Type.Infer(to.span()) : null);
        }
        return RANGE;
    }

    private static int tightness(BinOp op) {
        return switch (op) {
            case MUL, DIV, REM -> 11;
            case ADD, SUB -> 10;
            case SHL, SHR -> 9;
            case BIT_AND -> 8;
            case BIT_XOR -> 7;
            case BIT_OR -> 6;
            case EQ, NE, LT, LE, GT, GE -> 5;
            case AND -> 4;
            case OR -> 3;
        };
    }

    /// Chains of one operator are written without recursion: `(+ a b c …)` may be long.
    private int binary(Expr.Binary binary) {
        var op = binary.op();
        int own = tightness(op);
        var operands = new ArrayDeque<Expr>();
        Expr left = binary;
        while (left instanceof Expr.Binary(_, var leftOp, var inner, var right)
                && leftOp == op
                && (left == binary || !op.isComparison())) {
            operands.addFirst(right);
            left = inner;
        }
        // A literal takes the type of the first operand that is not one.
        boolean typed = !RustScope.isAdapting(left);
        for (var operand : operands) {
            typed |= !RustScope.isAdapting(operand);
        }
        boolean shift = op == BinOp.SHL || op == BinOp.SHR;
        var first = typed && !shift ? new Type.Infer(binary.span()) : null;
        int mark = out.mark();
        value(left, op.isComparison() ? own + 1 : own, first);
        if ((op == BinOp.LT || op == BinOp.SHL) && CAST_AT_END.matcher(out.since(mark)).find()) {
            // `x as i64 < y` would begin type arguments.
            out.insert(mark, "(");
            out.write(")");
        }
        for (var operand : operands) {
            out.write(" " + op.symbol() + " ");
            value(operand, own + 1, typed || shift ? new Type.Infer(binary.span()) : null);
        }
        return own;
    }

    private int comparison(Expr.Comparison comparison) {
        boolean typed = !comparison.operands().stream().allMatch(RustScope::isAdapting);
        var expected = typed ? new Type.Infer(comparison.span()) : null;
        var tests = new StringBuilder();
        var names = new StringBuilder();
        out.write("match (");
        for (int i = 0; i < comparison.operands().size(); i++) {
            out.write(i == 0 ? "&" : ", &");
            value(comparison.operands().get(i), UNARY, expected);
            names.append(i == 0 ? "" : ", ").append("c__n").append(i);
            if (i > 0) {
                tests.append(i == 1 ? "" : " && ").append("c__n").append(i - 1);
                tests.append(' ').append(comparison.op().symbol()).append(" c__n").append(i);
            }
        }
        out.write(") { (" + names + ") => " + tests + " }");
        return ANY;
    }

    private int index(Expr base, Expr index) {
        value(base, POSTFIX, null);
        out.write("[");
        if (RustScope.is(scope.typeOf(base), "HashMap")) {
            borrowed(index);
        } else {
            position(index);
        }
        out.write("]");
        return POSTFIX;
    }

    /// Writes an expression as what Rust takes for a position or a length.
    void position(Expr index) {
        switch (index) {
            case Expr.Literal(_, Lit.Int i) when i.adapts() && i.value().signum() >= 0 ->
                    out.write(i.value().toString());
            case Expr.Range(_, var from, var to, var inclusive) -> {
                if (from != null) {
                    position(from);
                }
                out.write(inclusive ? "..=" : "..");
                if (to != null) {
                    position(to);
                }
            }
            default -> {
                value(index, CAST, null);
                if (!RustScope.is(scope.typeOf(index), "usize")) {
                    out.write(" as usize");
                }
            }
        }
    }

    /// Writes a reference to what an expression gives, where a built-in function of Oxur's borrows
    /// by itself.
    void borrowed(Expr expr) {
        var type = scope.typeOf(expr);
        boolean isReference =
                expr instanceof Expr.Reference
                        || type instanceof Type.Reference
                        || expr instanceof Expr.Literal(_, Lit lit) && lit instanceof Lit.Str;
        if (!isReference) {
            out.write("&");
        }
        value(expr, isReference ? ANY : UNARY, null);
    }

    private int closure(Expr.Closure closure) {
        if (closure.name() != null) {
            throw new NoCounterpart(closure.span(), "a closure cannot call itself in Rust");
        }
        var saved = scope.enter();
        out.write(closure.move() ? "move |" : "|");
        var separator = "";
        for (var input : closure.inputs()) {
            out.write(separator);
            separator = ", ";
            if (!(input instanceof FnArg.Typed(_, Pat pat, var type))) {
                throw new NoCounterpart(
                        input.span(), "a rest parameter has no counterpart in Rust");
            }
            out.write(pats.text(pat));
            if (type != null) {
                out.write(": " + types.text(type, RustTypes.Place.LOCAL));
            }
            scope.bind(pat, type);
        }
        out.write("| ");
        var output = closure.output();
        if (output != null) {
            out.write("-> " + types.text(output, RustTypes.Place.LOCAL) + " ");
        }
        control.closureBody(closure.body(), output);
        scope.leave(saved);
        return ANY;
    }
}
