package org.oxur.compiler.types;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Expr;
import org.oxur.builtin.BuiltinFunction;
import org.oxur.module.Function;
import org.oxur.module.Version;
import org.oxur.resolve.Facts;
import org.oxur.resolve.Variable;

/// A version of a function for one list of parameter types, with the type of everything in it.
public final class Instance {
    private final Function function;
    private final Version version;
    private final List<ValueType> parameters;
    private final int number;
    private final Facts facts;
    ValueType result = ValueType.Simple.NEVER;
    final Map<Expr, ValueType> types = new IdentityHashMap<>();
    final Map<Variable, ValueType> variables = new IdentityHashMap<>();
    final Map<Expr, Instance> callees = new IdentityHashMap<>();
    final Map<Expr, BuiltinFunction> builtins = new IdentityHashMap<>();
    final Map<Expr, Object> constants = new IdentityHashMap<>();
    final Map<Expr, Boolean> tailCalls = new IdentityHashMap<>();

    /// Control may leave the body other than by its value: a call in tail position, `return`, or a
    /// `recur` of the function. Tier 0 gives such functions a frame that a tail call can replace.
    boolean leavesEarly;

    Instance(
            Function function,
            Version version,
            List<ValueType> parameters,
            int number,
            Facts facts) {
        this.function = function;
        this.version = version;
        this.parameters = List.copyOf(parameters);
        this.number = number;
        this.facts = facts;
    }

    public Function function() {
        return function;
    }

    public Version version() {
        return version;
    }

    public List<ValueType> parameters() {
        return parameters;
    }

    /// Whether arguments have the types it was made for.
    public boolean takes(List<Object> arguments) {
        for (int i = 0; i < parameters.size(); i++) {
            if (!parameters.get(i).holds(arguments.get(i))) {
                return false;
            }
        }
        return true;
    }

    /// Its place in its [Program].
    public int number() {
        return number;
    }

    public Facts facts() {
        return facts;
    }

    public ValueType result() {
        return result;
    }

    public ValueType type(Expr expr) {
        var type = types.get(expr);
        if (type == null) {
            throw new IllegalArgumentException("an expression of another tree");
        }
        return type;
    }

    public ValueType type(Variable variable) {
        return variables.getOrDefault(variable, ValueType.Simple.NEVER);
    }

    /// What a call calls, when that is a function of the program; null otherwise.
    public @Nullable Instance callee(Expr call) {
        return callees.get(call);
    }

    /// What a call calls, when that is a built-in function; null otherwise.
    public @Nullable BuiltinFunction builtin(Expr call) {
        return builtins.get(call);
    }

    /// The value that a name means, when that is a constant; null for a local.
    public @Nullable Object constant(Expr name) {
        return constants.get(name);
    }

    /// Whether the call is in tail position, calls this very instance, and so is a jump.
    public boolean isSelfTailCall(Expr call) {
        return callees.get(call) == this && tailCalls.containsKey(call);
    }

    /// Whether the call replaces the caller's frame: it is in tail position, and the callee is none
    /// of the simple functions that Tier 0 calls in place.
    public boolean isTailCall(Expr call) {
        var callee = callees.get(call);
        return callee != null && tailCalls.containsKey(call) && callee.leavesEarly;
    }

    /// Whether nothing is left to do in this function after a call: no stack trace shows it then.
    public boolean isInTailPosition(Expr call) {
        return tailCalls.containsKey(call);
    }

    /// What it calls in tail position, but for itself.
    List<Instance> tailCallees() {
        var found = new ArrayList<Instance>();
        for (var call : tailCalls.keySet()) {
            var callee = callees.get(call);
            if (callee != null && callee != this) {
                found.add(callee);
            }
        }
        return found;
    }
}
