package org.oxur.interpret;

import org.jspecify.annotations.Nullable;
import org.oxur.error.Bug;
import org.oxur.text.Span;
import org.oxur.value.HeapValue;
import org.oxur.value.Loans;
import org.oxur.value.Moved;
import org.oxur.value.Owner;
import org.oxur.value.RcValue;
import org.oxur.value.Ref;
import org.oxur.value.VecValue;

/// A pattern with patterns for the parts of a value: each step is done part by part.
abstract class CompoundPattern extends Pattern {
    CompoundPattern(Span span) {
        super(span);
    }

    @Override
    final void take(Owner owner, int part, Trail trail) {
        if (owner.part(part) instanceof Owner inner) {
            trail.passed(owner, owner instanceof VecValue ? Loans.ELEMENTS : part);
            takeParts(inner, trail);
            trail.back();
        }
    }

    @Override
    final void bindLent(Frame f, Object value, Ref via) {
        bind(f, value, via);
    }

    @Override
    final boolean testsThrough() {
        return true;
    }

    static boolean any(Pattern[] patterns) {
        for (var pattern : patterns) {
            if (pattern.binds()) {
                return true;
            }
        }
        return false;
    }

    /// The value itself, if it has parts of the kind that the pattern asks for; else null. Only of
    /// those that say what they do by [Matching.Parts].
    @Nullable Owner owner(Object given) {
        throw Bug.unreachable("only patterns of parts are asked");
    }

    /// Where the part is that a pattern is for.
    int position(Owner owner, int i) {
        return i;
    }

    /// A part, to be matched.
    final Object part(Owner owner, int part) {
        var value = owner.part(part);
        if (value instanceof Moved moved) {
            throw Places.moved(Places.text(this), moved, this);
        }
        return value;
    }

    /// The last reference on the way to a value with parts.
    final @Nullable Ref via(Object given, @Nullable Ref outer) {
        var value = given;
        var via = outer;
        while (!(value instanceof HeapValue) || value instanceof RcValue) {
            if (value instanceof Ref reference) {
                via = reference;
                value = reference.get(this);
            } else if (value instanceof RcValue rc) {
                value = rc.value();
                via = Ref.toTemporary(value);
            } else {
                throw Bug.unreachable("what matched has parts");
            }
        }
        return via;
    }

    /// Through what a part of it is reached.
    static @Nullable Ref partVia(Owner owner, int part, Object value, @Nullable Ref via) {
        if (via == null || value instanceof Ref) {
            return null;
        }
        if (!via.mutable()) {
            return value instanceof HeapValue ? Ref.shared(value, via.borrow()) : null;
        }
        return via.lendSibling(owner, part);
    }

    /// Whether the first parts of an owner match patterns for them.
    final boolean testParts(Execution ex, Owner owner, Pattern[] parts) {
        for (int i = 0; i < parts.length; i++) {
            if (!testPart(ex, owner, parts[i], i)) {
                return false;
            }
        }
        return true;
    }

    final boolean testPart(Execution ex, Owner owner, Pattern pattern, int part) {
        if (pattern.matchesAll()) {
            return true;
        }
        return pattern.test(ex, part(owner, part));
    }

    /// Binds the first parts of an owner to patterns for them.
    final void bindParts(Frame f, Object given, @Nullable Ref outer, Pattern[] parts) {
        var value = given;
        var via = outer;
        while (!(value instanceof HeapValue) || value instanceof RcValue) {
            if (value instanceof Ref reference) {
                via = reference;
                value = reference.get(this);
            } else if (value instanceof RcValue rc) {
                value = rc.value();
                via = Ref.toTemporary(value);
            } else {
                throw Bug.unreachable("what matched has parts");
            }
        }
        var owner = (HeapValue) value;
        for (int i = 0; i < parts.length; i++) {
            if (parts[i].binds()) {
                bindPart(f, owner, via, parts[i], i);
            }
        }
    }

    final void bindPart(Frame f, Owner owner, @Nullable Ref via, Pattern pattern, int part) {
        var value = part(owner, part);
        pattern.bind(f, value, partVia(owner, part, value, via));
    }

    static void takeAll(Pattern[] patterns, Object value, Trail trail) {
        for (int i = 0; i < patterns.length; i++) {
            takePart(patterns[i], (Owner) value, i, trail);
        }
    }

    static void takePart(Pattern pattern, Owner owner, int part, Trail trail) {
        if (pattern.binds() && !(owner.part(part) instanceof Ref)) {
            pattern.take(owner, part, trail);
        }
    }
}
