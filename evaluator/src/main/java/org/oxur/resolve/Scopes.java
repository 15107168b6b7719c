package org.oxur.resolve;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Ident;
import org.oxur.text.Spelling;

/// The names that are visible at the point that is resolved, and the slots of their variables.
final class Scopes {
    private final Facts facts;
    private Scope scope;

    Scopes(Facts facts) {
        this.facts = facts;
        this.scope = new Scope(null, facts.outer);
    }

    /// Of one function or closure.
    private static final class Scope {
        final @Nullable Scope outer;
        final Facts.Frames frames;
        final List<Variable> names = new ArrayList<>();
        int nextSlot;
        int loopDepth;

        Scope(@Nullable Scope outer, Facts.Frames frames) {
            this.outer = outer;
            this.frames = frames;
        }
    }

    /// How many names and slots there were at a point.
    record Mark(int names, int slot) {}

    Mark mark() {
        return new Mark(scope.names.size(), scope.nextSlot);
    }

    /// What was declared since is not visible any more, and its slots are free again.
    void back(Mark mark) {
        while (scope.names.size() > mark.names) {
            scope.names.removeLast();
        }
        scope.nextSlot = mark.slot;
    }

    /// The variables declared since, the last first; they are not visible any more but keep their
    /// slots.
    List<Variable> takeSince(Mark mark) {
        var since = scope.names.subList(mark.names, scope.names.size());
        var taken = List.copyOf(since.reversed());
        since.clear();
        return taken;
    }

    List<Variable> since(Mark mark) {
        return List.copyOf(scope.names.subList(mark.names, scope.names.size()));
    }

    /// Goes into a closure; the frame of the function around it stays as it is until [#leave].
    void enter(Facts.Frames frames) {
        scope = new Scope(scope, frames);
    }

    void leave() {
        scope = Objects.requireNonNull(scope.outer);
    }

    int loopDepth() {
        return scope.loopDepth;
    }

    void enterLoop() {
        scope.loopDepth++;
    }

    void leaveLoop() {
        scope.loopDepth--;
    }

    /// Slots without a name.
    ///
    /// @return the first of them
    int slots(int count) {
        int first = scope.nextSlot;
        scope.nextSlot += count;
        scope.frames.slots = Math.max(scope.frames.slots, scope.nextSlot);
        return first;
    }

    Variable declare(Object tree, Ident ident, boolean mutable) {
        return declareAt(tree, ident, mutable, slots(1));
    }

    Variable declareAt(Object tree, Ident ident, boolean mutable, int slot) {
        var variable =
                new Variable(
                        ident.name(),
                        ident.mark(),
                        ident.span(),
                        mutable,
                        slot,
                        null,
                        scope.loopDepth);
        scope.names.add(variable);
        facts.variables.put(tree, variable);
        facts.all.add(variable);
        return variable;
    }

    /// The variable that a name means here, captured if it belongs to a function around this one;
    /// null if it is no variable.
    @Nullable Variable find(Ident ident) {
        return find(scope, ident);
    }

    /// The variable in scope whose name resembles one that means no variable; null if none does.
    @Nullable String nearest(Ident ident) {
        var names = new ArrayList<String>();
        for (var in = scope; in != null; in = in.outer) {
            for (var variable : in.names) {
                if (variable.mark() == ident.mark()) {
                    names.add(variable.name());
                }
            }
        }
        return Spelling.nearest(ident.name(), names);
    }

    private @Nullable Variable find(Scope in, Ident ident) {
        for (int i = in.names.size() - 1; i >= 0; i--) {
            var variable = in.names.get(i);
            if (variable.name().equals(ident.name()) && variable.mark() == ident.mark()) {
                return variable;
            }
        }
        if (in.outer == null) {
            return null;
        }
        var outside = find(in.outer, ident);
        if (outside == null) {
            return null;
        }
        // A new capture: it gets its slot, above those of the locals, when the closure's body is
        // done.
        for (var capture : in.frames.captures) {
            if (capture.captured() == outside) {
                return capture;
            }
        }
        var capture =
                new Variable(
                        outside.name(),
                        outside.mark(),
                        outside.declared(),
                        outside.mutable(),
                        -1,
                        outside,
                        0);
        in.frames.captures.add(capture);
        return capture;
    }
}
