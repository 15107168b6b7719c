package org.oxur.resolve;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Expr;
import org.oxur.ast.Path;

/// What is known of one function's or top-level form's tree, closures in it included.
public final class Facts {
    final Map<Object, Variable> variables = new IdentityHashMap<>();
    final Set<Object> lastUses = Collections.newSetFromMap(new IdentityHashMap<>());
    final Map<Expr.Closure, Frames> closures = new IdentityHashMap<>();
    final Map<Expr.Macro, Map<String, Variable>> formatNames = new IdentityHashMap<>();
    final List<Path> free = new ArrayList<>();
    final Map<Path, String> nearestLocals = new IdentityHashMap<>();
    final List<Variable> all = new ArrayList<>();
    Frames outer = new Frames();

    /// How the frame of a function or closure is laid out.
    public static final class Frames {
        final List<Variable> captures = new ArrayList<>();
        @Nullable Variable self;
        int slots;

        /// What a closure captures; each names the variable outside that it stands for.
        public List<Variable> captures() {
            return Collections.unmodifiableList(captures);
        }

        /// The name a closure has for itself, or null.
        public @Nullable Variable self() {
            return self;
        }

        public int slots() {
            return slots;
        }
    }

    /// The variable that a name, binding pattern or receiver means; null for a name that means a
    /// definition.
    public @Nullable Variable variable(Object tree) {
        return variables.get(tree);
    }

    /// Whether no read of the variable can follow this one: its value may be taken without leaving
    /// a mark.
    public boolean isLastUse(Expr.Name name) {
        return lastUses.contains(name);
    }

    /// The variables that a format string names by itself, `{x}`.
    public Map<String, Variable> formatNames(Expr.Macro macro) {
        return formatNames.getOrDefault(macro, Map.of());
    }

    public Frames frames() {
        return outer;
    }

    public Frames frames(Expr.Closure closure) {
        var frames = closures.get(closure);
        if (frames == null) {
            throw new IllegalArgumentException("a closure of another tree");
        }
        return frames;
    }

    /// Paths that mean no local, in the order of reading.
    public List<Path> free() {
        return Collections.unmodifiableList(free);
    }

    /// The local in scope that resembles a path which means no local, or null.
    public @Nullable String nearestLocal(Path path) {
        return nearestLocals.get(path);
    }

    /// All locals, in the order of declaration, captured ones excluded.
    public List<Variable> variables() {
        return Collections.unmodifiableList(all);
    }
}
