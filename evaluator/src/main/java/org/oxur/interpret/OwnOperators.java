package org.oxur.interpret;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.BinOp;
import org.oxur.ast.Expr;
import org.oxur.ast.Ident;
import org.oxur.ast.Path;
import org.oxur.module.Meaning;
import org.oxur.module.Module;
import org.oxur.module.Registry;
import org.oxur.text.Span;

/// Operators that the program has given another meaning (`(defn + [a b] …)`): what the front end
/// took for the built-in one is a call of the program's definition.
///
/// A front end knows only the definitions that it has passed; functions that were lowered before
/// are built anew when such a definition comes ([#isOperator(String)]).
public final class OwnOperators {
    private static final Map<BinOp, String> NAMES =
            Map.ofEntries(
                    Map.entry(BinOp.ADD, "+"),
                    Map.entry(BinOp.SUB, "-"),
                    Map.entry(BinOp.MUL, "*"),
                    Map.entry(BinOp.DIV, "/"),
                    Map.entry(BinOp.REM, "%"),
                    Map.entry(BinOp.BIT_AND, "bit-and"),
                    Map.entry(BinOp.BIT_OR, "bit-or"),
                    Map.entry(BinOp.BIT_XOR, "bit-xor"),
                    Map.entry(BinOp.SHL, "shl"),
                    Map.entry(BinOp.SHR, "shr"),
                    Map.entry(BinOp.EQ, "="),
                    Map.entry(BinOp.NE, "!="),
                    Map.entry(BinOp.LT, "<"),
                    Map.entry(BinOp.LE, "<="),
                    Map.entry(BinOp.GT, ">"),
                    Map.entry(BinOp.GE, ">="));

    private static final String INDEX = "nth";
    private static final String DEREF = "deref";

    private final Predicate<String> isOwn;

    OwnOperators(Registry registry, Module module) {
        this(name -> !(registry.meaning(module, List.of(name)) instanceof Meaning.Unknown));
    }

    /// @param isOwn whether the program has a definition of that name
    public OwnOperators(Predicate<String> isOwn) {
        this.isOwn = isOwn;
    }

    /// Whether a definition of that name changes what trees mean that were made before it.
    static boolean isOperator(String name) {
        return NAMES.containsValue(name) || name.equals(INDEX) || name.equals(DEREF);
    }

    boolean has(BinOp op) {
        var name = NAMES.get(op);
        return name != null && isOwn.test(name);
    }

    /// The call that the operation is; null where it is the built-in one.
    public Expr.@Nullable Call call(Expr.Binary binary) {
        if (!has(binary.op())) {
            return null;
        }
        var operands = new ArrayList<Expr>();
        Expr at = binary;
        // `(+ a b c)` was one form: its nested operations share its span.
        while (at instanceof Expr.Binary(var span, var op, var left, var right)
                && op == binary.op()
                && span.equals(binary.span())) {
            operands.addFirst(right);
            at = left;
        }
        operands.addFirst(at);
        return call(binary.span(), NAMES.get(binary.op()), operands);
    }

    public Expr.@Nullable Call call(Expr.Comparison comparison) {
        return has(comparison.op())
                ? call(comparison.span(), NAMES.get(comparison.op()), comparison.operands())
                : null;
    }

    public Expr.@Nullable Call call(Expr.Unary unary) {
        var name =
                switch (unary.op()) {
                    case NEG -> NAMES.get(BinOp.SUB);
                    case DEREF -> DEREF;
                    case NOT -> null;
                };
        return name != null && isOwn.test(name)
                ? call(unary.span(), name, List.of(unary.operand()))
                : null;
    }

    public Expr.@Nullable Call call(Expr.Index index) {
        return isOwn.test(INDEX)
                ? call(index.span(), INDEX, List.of(index.base(), index.index()))
                : null;
    }

    private static Expr.Call call(Span span, @Nullable String name, List<Expr> operands) {
        var path = Path.of(new Ident(span, name == null ? "" : name));
        return new Expr.Call(span, new Expr.Name(span, path), operands);
    }
}
