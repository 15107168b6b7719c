package org.oxur.frontend.lisp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.oxur.ast.Block;
import org.oxur.ast.Datum;
import org.oxur.ast.Expr;
import org.oxur.ast.FnArg;
import org.oxur.ast.Item;
import org.oxur.ast.Pat;
import org.oxur.ast.Stmt;
import org.oxur.error.OxurPanic;
import org.oxur.error.Panic;
import org.oxur.frontend.MacroHost;
import org.oxur.value.ListValue;
import org.oxur.value.Symbol;
import org.oxur.value.VecValue;

/// Just enough of an engine to run macros that quote, fill in templates and call each other.
final class TinyHost implements MacroHost {
    private final Map<String, Item.Fn> functions = new HashMap<>();

    @Override
    public void define(Item.Fn function) {
        functions.put(function.sig().ident().name(), function);
    }

    @Override
    public boolean available() {
        return true;
    }

    @Override
    public Object call(String name, List<Object> arguments) {
        var function = functions.get(name);
        if (function == null) {
            throw new AssertionError("no function " + name);
        }
        var locals = new HashMap<String, Object>();
        var inputs = function.sig().inputs();
        for (int i = 0; i < inputs.size(); i++) {
            switch (inputs.get(i)) {
                case FnArg.Typed(_, Pat.Binding(_, var ident, _, _), _) ->
                        locals.put(ident.toString(), arguments.get(i));
                case FnArg.Rest(_, Pat.Binding(_, var ident, _, _)) ->
                        locals.put(
                                ident.toString(),
                                VecValue.of(arguments.subList(i, arguments.size())));
                default -> throw new AssertionError("parameters are names here");
            }
        }
        return block(function.body(), locals);
    }

    private Object block(Block block, Map<String, Object> locals) {
        if (block.stmts().getLast() instanceof Stmt.Evaluation(_, var expr, _)) {
            return value(expr, locals);
        }
        throw new AssertionError("a body is an expression here");
    }

    private Object value(Expr expr, Map<String, Object> locals) {
        return switch (expr) {
            case Expr.Quote(_, var datum) -> quoted(datum);
            case Expr.Template(_, var shape, var parts) -> {
                var items = new ArrayList<Object>();
                for (var part : parts) {
                    var item = value(part.value(), locals);
                    if (part.splice()) {
                        items.addAll(
                                item instanceof VecValue vec
                                        ? vec.items()
                                        : ((ListValue) item).items());
                    } else {
                        items.add(item);
                    }
                }
                yield shape == Datum.Shape.VEC ? VecValue.of(items) : new ListValue(items);
            }
            case Expr.Name(_, var path) -> locals.getOrDefault(path.first().toString(), "no form");
            case Expr.Call(_, Expr.Name(_, var path), var arguments) ->
                    call(
                            path.name(),
                            arguments.stream().map(argument -> value(argument, locals)).toList());
            case Expr.Macro macro ->
                    throw new OxurPanic(new Panic.Panicked(macro.span(), "given up"));
            default -> throw new AssertionError("no such expression here: " + expr);
        };
    }

    private static Object quoted(Datum datum) {
        return switch (datum) {
            case Datum.Symbol(_, var name, var mark) -> Symbol.of(name, mark);
            case Datum.Atom(var span, var lit) -> FormValues.value(new Form.Literal(span, lit));
            case Datum.Sequence(_, var shape, var items) -> {
                var values = items.stream().map(TinyHost::quoted).toList();
                yield shape == Datum.Shape.VEC ? VecValue.of(values) : new ListValue(values);
            }
        };
    }
}
