package org.oxur.compiler.owned;

import java.util.function.Supplier;

/// An expression in Rust. Its text is asked for when all types are known.
///
/// @param place whether the text names a place, which can be lent or moved out of
record Code(Ty type, boolean place, Supplier<String> text) {
    static Code value(Ty type, Supplier<String> text) {
        return new Code(type, false, text);
    }

    static Code place(Ty type, Supplier<String> text) {
        return new Code(type, true, text);
    }

    static Code unit(Supplier<String> text) {
        return value(Ty.Basic.UNIT, text);
    }

    String get() {
        return text.get();
    }

    boolean never() {
        return type.known() == Ty.Basic.NEVER;
    }

    /// The place that it is or refers to, through all references.
    Code seen() {
        return place(
                type.seen(),
                () -> {
                    int depth = depth();
                    return depth == 0 ? get() : "(" + "*".repeat(depth) + get() + ")";
                });
    }

    /// What it refers to directly.
    Code target() {
        var target = type.known() instanceof Ty.Ref(_, var to) ? to : type;
        return place(target, () -> "(*" + get() + ")");
    }

    private int depth() {
        int depth = 0;
        var at = type.known();
        // A `&str` is a value like a number.
        while (at instanceof Ty.Ref(_, var target) && target.known() != Ty.Basic.STR) {
            depth++;
            at = target.known();
        }
        return depth;
    }

    /// A shared reference to what it is or refers to.
    Code shared() {
        return value(
                new Ty.Ref(false, type.seen()),
                () -> depth() == 1 && isShared() ? get() : "(&" + seen().get() + ")");
    }

    private boolean isShared() {
        return type.known() instanceof Ty.Ref(var mutable, _) && !mutable;
    }

    /// A unique reference to what it is or refers to.
    Code unique() {
        return value(new Ty.Ref(true, type.seen()), () -> "(&mut " + seen().get() + ")");
    }
}
