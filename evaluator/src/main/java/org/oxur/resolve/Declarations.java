package org.oxur.resolve;

import java.util.List;
import org.oxur.ast.FnArg;
import org.oxur.ast.Ident;
import org.oxur.ast.Pat;

/// The variables that parameters and patterns declare.
final class Declarations {
    private final Facts facts;
    private final Scopes scopes;

    Declarations(Facts facts, Scopes scopes) {
        this.facts = facts;
        this.scopes = scopes;
    }

    void parameters(List<FnArg> inputs) {
        // Arguments arrive in the first slots, whatever the patterns make of them.
        int base = scopes.slots(inputs.size());
        for (int i = 0; i < inputs.size(); i++) {
            switch (inputs.get(i)) {
                case FnArg.Receiver receiver ->
                        scopes.declareAt(
                                receiver,
                                new Ident(receiver.span(), "self"),
                                receiver.mutable() && !receiver.reference(),
                                base + i);
                case FnArg.Typed(_, var pat, _) -> parameter(pat, base + i);
                case FnArg.Rest(_, var pat) -> parameter(pat, base + i);
            }
        }
    }

    private void parameter(Pat pat, int slot) {
        switch (pat) {
            case Pat.Binding binding when binding.subpat() == null ->
                    scopes.declareAt(binding, binding.ident(), binding.mutable(), slot);
            case Pat.Typed typed -> parameter(typed.pat(), slot);
            case Pat.Reference(_, _, Pat.Binding binding) when binding.subpat() == null ->
                    scopes.declareAt(binding, binding.ident(), binding.mutable(), slot);
            default -> pattern(pat);
        }
    }

    void pattern(Pat pat) {
        switch (pat) {
            case Pat.Wild _, Pat.Literal _, Pat.Quote _, Pat.Range _ -> {}
            case Pat.Binding binding -> {
                scopes.declare(binding, binding.ident(), binding.mutable());
                if (binding.subpat() != null) {
                    pattern(binding.subpat());
                }
            }
            case Pat.Tuple(_, var parts) -> parts.forEach(this::pattern);
            case Pat.Slice(_, var parts, var rest) -> {
                parts.forEach(this::pattern);
                if (rest != null) {
                    pattern(rest);
                }
            }
            case Pat.Named(_, var path) -> facts.free.add(path);
            case Pat.TupleStruct(_, var path, var parts) -> {
                facts.free.add(path);
                parts.forEach(this::pattern);
            }
            case Pat.Struct(_, var path, var fields) -> {
                facts.free.add(path);
                fields.forEach(f -> pattern(f.pat()));
            }
            case Pat.Or(_, var cases) -> alternatives(cases);
            case Pat.Reference(_, _, var target) -> pattern(target);
            case Pat.Typed(_, var inner, _) -> pattern(inner);
            case Pat.Map(_, var entries) -> entries.forEach(e -> pattern(e.pat()));
        }
    }

    /// All cases bind the same names: they share the variables of the first.
    private void alternatives(List<Pat> cases) {
        var before = scopes.mark();
        pattern(cases.getFirst());
        var bound = scopes.since(before);
        for (var other : cases.subList(1, cases.size())) {
            var start = scopes.mark();
            pattern(other);
            for (var extra : scopes.takeSince(start)) {
                for (var first : bound) {
                    if (first.name().equals(extra.name()) && first.mark() == extra.mark()) {
                        share(extra, first);
                    }
                }
            }
        }
    }

    private void share(Variable extra, Variable first) {
        facts.variables.replaceAll((_, variable) -> variable == extra ? first : variable);
        facts.all.remove(extra);
    }

    /// Whether it takes the value, at least in part.
    static boolean binds(Pat pat) {
        return switch (pat) {
            case Pat.Wild _ -> false;
            case Pat.Typed(_, var inner, _) -> binds(inner);
            default -> true;
        };
    }

    /// Whether it takes parts of the value.
    static boolean destructures(Pat pat) {
        return switch (pat) {
            case Pat.Wild _, Pat.Binding _ -> false;
            case Pat.Typed(_, var inner, _) -> destructures(inner);
            default -> true;
        };
    }

    /// Whether an arm with it may take something of what is matched.
    static boolean bindsAny(Pat pat) {
        return switch (pat) {
            case Pat.Wild _, Pat.Literal _, Pat.Quote _, Pat.Range _, Pat.Named _ -> false;
            default -> true;
        };
    }
}
