package org.oxur.interpret;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.oxur.error.OxurPanic;
import org.oxur.module.Function;
import org.oxur.module.Registry;

/// What the names mean that a piece of compiled code uses: asked as one, as hardly ever anything
/// has changed. Where something has, each place asks for itself.
public final class Meanings {
    private final Registry registry;
    private final List<BooleanSupplier> names = new ArrayList<>();

    /// The registry's epoch when all meant what they did when they were described.
    private int epoch;

    /// The one when something did not.
    private int changed;

    public Meanings(Registry registry) {
        this.registry = registry;
    }

    /// While the code is written: a node that depends on names.
    public void node(Object node) {
        names.add(((Node) node)::isAsDescribed);
    }

    /// A call of what was a function when the node was described.
    public void call(Object node, Function function) {
        names.add(() -> ((CallNode) node).isLinked(function));
    }

    /// A field that is written as a method.
    public void field(Object node) {
        names.add(((NamedPartNode) node)::isField);
    }

    /// A loop over `range`.
    public void range(Object node) {
        names.add(((ForNode) node)::isRange);
    }

    public void sqrt(Object node) {
        names.add(((SqrtNode) node)::isBuiltIn);
    }

    /// A pattern for the parts of a variant.
    public void pattern(Object pattern, Object variant) {
        names.add(() -> ((PartsPattern) pattern).means(variant));
    }

    boolean hold() {
        return epoch == registry.epochHere() || look();
    }

    private boolean look() {
        int now = registry.epoch();
        if (now == changed) {
            return false;
        }
        for (var name : names) {
            if (!isSame(name)) {
                changed = now;
                return false;
            }
        }
        epoch = now;
        return true;
    }

    /// What cannot be made any more is told of where it is to be made.
    private static boolean isSame(BooleanSupplier name) {
        try {
            return name.getAsBoolean();
        } catch (OxurPanic notNow) {
            return false;
        }
    }
}
