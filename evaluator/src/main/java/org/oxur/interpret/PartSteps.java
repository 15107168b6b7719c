package org.oxur.interpret;

import org.jspecify.annotations.Nullable;
import org.oxur.builtin.Body;
import org.oxur.error.OxurPanic;
import org.oxur.error.Site;
import org.oxur.value.EnumType;
import org.oxur.value.EnumValue;
import org.oxur.value.HeapValue;
import org.oxur.value.IteratorValue;
import org.oxur.value.Moved;
import org.oxur.value.Owner;
import org.oxur.value.Ref;
import org.oxur.value.StrLiteral;
import org.oxur.value.StructType;
import org.oxur.value.StructValue;
import org.oxur.value.TupleValue;

/// As [Steps], of what takes values apart: patterns, `?`, loops over iterators.
final class PartSteps {
    private PartSteps() {}

    // Patterns

    static boolean matches(Object value, Execution ex, Pattern pattern) {
        return pattern.test(ex, value);
    }

    static @Nullable Object owner(Object value, CompoundPattern pattern) {
        return pattern.owner(value);
    }

    /// As [#owner], of a pattern for a variant of an enum.
    static @Nullable Object carrier(
            Object value, Meanings meanings, EnumType.Variant variant, CompoundPattern pattern) {
        if (!meanings.hold()) {
            return pattern.owner(value);
        }
        var seen = value instanceof EnumValue ? value : Pattern.seen(value, pattern);
        if (seen instanceof EnumValue e) {
            if (e.variant() == variant) {
                return e;
            }
            if (e.type() == variant.type()) {
                return null;
            }
        }
        return pattern.owner(seen);
    }

    /// The shared reference that a variable holds; null when it holds anything else.
    static @Nullable Object lender(Frame f, int slot) {
        return f.tag(slot) == Frame.OBJECT
                        && f.object(slot) instanceof Ref reference
                        && !reference.mutable()
                ? reference
                : null;
    }

    /// The part of what a reference points at; null where the reference to it must be made.
    static @Nullable Object lent(Frame f, @Nullable Object lender, PartNode part) {
        return lender == null ? null : part.lentFrom(f, (Ref) lender);
    }

    /// As [#lent(Frame, Object, PartNode)], of a field that is most likely one of that type, stored
    /// as a value there.
    static @Nullable Object lent(
            Frame f, @Nullable Object lender, StructType type, int index, FieldNode part) {
        if (lender == null) {
            return null;
        }
        var reference = (Ref) lender;
        if (reference.get(part) instanceof StructValue struct && struct.type() == type) {
            var value = struct.boxed(index);
            if (!(value instanceof Moved || value instanceof Ref)) {
                return value;
            }
        }
        return part.lentFrom(f, reference);
    }

    /// The reference that was not made.
    static Object reference(Object value, @Nullable Object lender) {
        return lender == null ? value : Ref.shared(value, ((Ref) lender).borrow());
    }

    /// Fails if a value cannot have such a part.
    static void position(Object owner, int i, CompoundPattern pattern) {
        pattern.position((Owner) owner, i);
    }

    static Object part(Object owner, int i, CompoundPattern pattern) {
        var whole = (Owner) owner;
        return pattern.part(whole, pattern.position(whole, i));
    }

    static @Nullable Object via(Object value, @Nullable Object outer, CompoundPattern pattern) {
        return pattern.via(value, (Ref) outer);
    }

    static @Nullable Object partVia(
            Object owner, int i, Object part, @Nullable Object via, CompoundPattern pattern) {
        var whole = (Owner) owner;
        return CompoundPattern.partVia(whole, pattern.position(whole, i), part, (Ref) via);
    }

    /// What a name is bound to that stands for a part.
    static Object boundPart(Object owner, int i, @Nullable Object via, CompoundPattern pattern) {
        var whole = (Owner) owner;
        int at = pattern.position(whole, i);
        var value = pattern.part(whole, at);
        return bound(value, CompoundPattern.partVia(whole, at, value, (Ref) via));
    }

    /// As [#boundPart], of what a variant carries.
    static Object boundContent(Object owner, int i, @Nullable Object via, CompoundPattern pattern) {
        var whole = (EnumValue) owner;
        var value = pattern.part(whole, i);
        return bound(value, CompoundPattern.partVia(whole, i, value, (Ref) via));
    }

    static Object bound(Object value, @Nullable Object via) {
        if (via != null) {
            return via;
        }
        return HeapValue.isCopy(value) ? HeapValue.copied(value) : value;
    }

    /// The pattern binds in the frame.
    static void bind(Frame f, Object value, @Nullable Object via, Pattern pattern) {
        pattern.bind(f, value, (Ref) via);
    }

    /// Whether a pattern that binds parts of the value takes them from its place.
    static boolean isTaken(Object value) {
        return value instanceof HeapValue heap && !heap.isCopy();
    }

    static void take(Frame f, Object value, Node place, Pattern pattern) {
        MatchNode.take(f, place, value, pattern);
    }

    static OxurPanic noArm(Object value, Site site) {
        return Pattern.noArm(value, site);
    }

    static OxurPanic noArm(Object first, Object second, Site site) {
        return Pattern.noArm(new TupleValue(first, second), site);
    }

    static OxurPanic noMatch(Object value, Site site) {
        return Pattern.noMatch(value, site);
    }

    static Object checked(Object value, LetPatternNode let) {
        return let.checked(value);
    }

    // Scopes

    /// The value as it comes out of where temporaries end.
    static Object ended(Object value, Frame f, TemporariesNode node) {
        return node.ended(f, value);
    }

    static void end(Frame f, TemporariesNode node) {
        node.end(f);
    }

    // Iterators

    static Object iterator(Object value, Execution ex, int depth, ForNode node) {
        return node.iterator(ex, depth, value);
    }

    static @Nullable Object next(Object iterator, Execution ex, int depth, ForNode node) {
        return node.next(ex, depth, (IteratorValue) iterator);
    }

    static OxurPanic noItem(Object value, ForNode node) {
        return node.noItem(value);
    }

    // `?`

    static @Nullable Object carried(Object given, TryNode node) {
        return node.carried(given);
    }

    static Object given(Object given, Execution ex, int depth, TryNode node) {
        return node.given(ex, depth, given);
    }

    // Methods

    static @Nullable Object direct(Object given, MethodCallNode node) {
        return node.direct(given);
    }

    /// @param held by a variable
    static @Nullable Object directHeld(Object held, MethodCallNode node) {
        return node.direct(held instanceof Ref reference ? reference.peekLive() : held);
    }

    static @Nullable Object directHeld(Frame f, LocalNode variable, MethodCallNode node) {
        return node.direct(variable.peek(f));
    }

    /// An argument of a built-in function, as it gets it.
    static Object argument(Object given, int i, BuiltinCallNode node) {
        return node.inRc(given, i);
    }

    static Object seen(Object given, Site site) {
        return given instanceof StrLiteral || given instanceof Ref ? Ref.see(given, site) : given;
    }

    static Object self(Object self, boolean changed, MethodCallNode node) {
        return node.direct(self, changed);
    }

    static Body body(Object direct) {
        return MethodCallNode.body(direct);
    }

    static void demandStill(Object self, Object direct, MethodCallNode node) {
        node.demandStill(self, direct);
    }

    static Execution calls(Execution ex, int depth) {
        ex.currentDepth = depth;
        return ex;
    }

    static Object sought(Frame f, @Nullable Object given, MethodCallNode node) {
        return node.sought(f, given);
    }

    static Object method(
            Frame f,
            @Nullable Object sought,
            @Nullable Object given,
            Object @Nullable [] arguments,
            MethodCallNode node) {
        return node.called(f, sought == null ? node.sought(f, given) : sought, given, arguments);
    }
}
