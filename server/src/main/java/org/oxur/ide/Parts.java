package org.oxur.ide;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Expr;

/// The expressions directly inside an expression, in the order in which they stand; what stands in
/// blocks is the caller's affair.
final class Parts {
    private Parts() {}

    static List<Expr> of(Expr expr) {
        return switch (expr) {
            case Expr.Literal _, Expr.Quote _, Expr.Continue _, Expr.Name _ -> List.of();
            case Expr.Vec(_, var items) -> items;
            case Expr.Tuple(_, var parts) -> parts;
            case Expr.Map(_, var entries) ->
                    entries.stream()
                            .flatMap(entry -> List.of(entry.key(), entry.value()).stream())
                            .toList();
            case Expr.Struct(_, _, var fields, var rest) ->
                    with(fields.stream().map(Expr.FieldValue::value).toList(), rest);
            case Expr.Range(_, var from, var to, _) -> present(from, to);
            case Expr.Template(_, _, var parts) -> parts.stream().map(Expr.Part::value).toList();
            case Expr.Unary(_, _, var operand) -> List.of(operand);
            case Expr.Binary(_, _, var left, var right) -> List.of(left, right);
            case Expr.Comparison(_, _, var operands) -> operands;
            case Expr.Cast(_, var value, _) -> List.of(value);
            case Expr.Reference(_, _, var place) -> List.of(place);
            case Expr.Try(_, var value) -> List.of(value);
            case Expr.Field(_, var base, _) -> List.of(base);
            case Expr.TupleField(_, var base, _) -> List.of(base);
            case Expr.Index(_, var base, var index) -> List.of(base, index);
            case Expr.Assign(_, var place, var value) -> List.of(place, value);
            case Expr.AssignOp(_, _, var place, var value) -> List.of(place, value);
            case Expr.Call(_, var callee, var arguments) -> join(List.of(callee), arguments);
            case Expr.MethodCall(_, var receiver, _, _, var arguments) ->
                    join(List.of(receiver), arguments);
            case Expr.Closure(_, _, _, _, _, var body) -> List.of(body);
            case Expr.Macro(_, _, var arguments, var named) ->
                    join(arguments, named.stream().map(Expr.NamedArgument::value).toList());
            case Expr.If(_, var test, var then, var otherwise) -> present(test, then, otherwise);
            case Expr.Match(_, var value, var arms) ->
                    join(
                            List.of(value),
                            arms.stream()
                                    .flatMap(arm -> present(arm.guard(), arm.body()).stream())
                                    .toList());
            case Expr.Recur(_, var arguments) -> arguments;
            case Expr.Break(_, _, var value) -> present(value);
            case Expr.Return(_, var value) -> present(value);
            case Expr.BlockExpr _, Expr.While _, Expr.ForLoop _, Expr.Loop _, Expr.RecurLoop _ ->
                    List.of();
        };
    }

    private static List<Expr> present(@Nullable Expr... exprs) {
        return Arrays.stream(exprs).filter(Objects::nonNull).toList();
    }

    private static List<Expr> with(List<Expr> exprs, @Nullable Expr last) {
        return last == null ? exprs : join(exprs, List.of(last));
    }

    private static List<Expr> join(List<Expr> first, List<Expr> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
