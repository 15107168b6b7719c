package org.oxur.interpret;

import org.jspecify.annotations.Nullable;
import org.oxur.error.OxurPanic;
import org.oxur.error.Site;
import org.oxur.value.HeapValue;
import org.oxur.value.Ref;
import org.oxur.value.StructValue;
import org.oxur.value.VecValue;

/// What compiled code does not do by itself: it calls these, with values in place of a frame.
final class Steps {
    private Steps() {}

    // Polls

    static void deeper(Execution ex, int depth, Site site) {
        if (depth > ex.depthLimit()) {
            throw new OxurPanic(
                    new org.oxur.error.LimitError.RecursionLimit(site.span(), ex.depthLimit()));
        }
        if (--ex.reductions < 0) {
            ex.slice(site);
        }
    }

    static void slice(Execution ex, Site site) {
        ex.slice(site);
    }

    /// Turns of a loop between two looks at whether the evaluation shall end: compiled code counts
    /// them by itself.
    private static final int STRETCH = 1_000;

    /// @param left turns of a stretch that were not made
    static void turned(Execution ex, int left, Site site) {
        if ((ex.reductions -= STRETCH - left) < 0) {
            ex.slice(site);
        }
    }

    /// How far a loop over a range goes on before it comes here again; where it is when it is at
    /// its end.
    static long stretch(Execution ex, long at, long limit, Site site) {
        if (at >= limit) {
            return at;
        }
        long turns = limit - at;
        if (turns < 0 || turns > STRETCH) {
            turns = STRETCH;
        }
        if ((ex.reductions -= (int) turns) < 0) {
            ex.slice(site);
        }
        return at + turns;
    }

    // Entry and exit

    static void called(Execution ex, Code code) {
        code.called(ex);
    }

    static Frame frame(Execution ex, int depth, int slots) {
        var frame = new Frame(ex, depth);
        frame.reserve(slots);
        return frame;
    }

    /// The frame, made if it is not there yet.
    static Frame frame(@Nullable Frame made, Execution ex, int depth, int slots) {
        return made == null ? frame(ex, depth, slots) : made;
    }

    static void enter(Code code, Frame f, Site site) {
        code.enter(f, site);
    }

    /// A parameter is of another kind than the code was made for: Tier 0 executes the call.
    static Object other(Code code, Frame f) {
        code.mixed();
        return code.below(f);
    }

    static Object argument(TypeTest test, Object value, Site site) {
        return test.check(value, site);
    }

    static void leave(Code code, Frame f) {
        code.leave(f);
    }

    static Object finish(Code code, Object value, Site site) {
        return code.finish(value, site);
    }

    static OxurPanic failed(OxurPanic panic, Code code, Site site) {
        if (site instanceof CallNode.TailSite) {
            panic.leftAfterTailCall(code.name, code.version, code.tierWord());
        } else {
            panic.left(code.name, code.version, code.tierWord(), site.span());
        }
        return panic;
    }

    static OxurPanic overflow(Execution ex, Site site) {
        return ex.overflow(site);
    }

    static Object tail(Execution ex, Code code, Site site) {
        return code.afterTail(ex, site);
    }

    static Object signalValue(Execution ex) {
        var value = ex.signalValue;
        ex.signalValue = org.oxur.value.Unit.UNIT;
        return value;
    }

    // Frames

    static void spill(Frame f, int slot, long number, Object object) {
        if (object == Mark.LONG) {
            f.setNumber(slot, Frame.LONG, number);
        } else if (object == Mark.DOUBLE) {
            f.setNumber(slot, Frame.DOUBLE, number);
        } else {
            f.setTagged(slot, Frame.OBJECT, object);
        }
    }

    /// As [#reload], where what is lent stays.
    static @Nullable Object parameter(Frame f, int slot) {
        byte tag = f.tag(slot);
        return tag == Frame.CELL || tag == Frame.VIEW ? null : reload(f, slot);
    }

    static Object reload(Frame f, int slot) {
        return switch (f.tag(slot)) {
            case Frame.LONG -> Mark.LONG;
            case Frame.DOUBLE -> Mark.DOUBLE;
            case Frame.OBJECT -> f.object(slot);
            default -> throw org.oxur.error.Bug.unreachable("what is lent stays in its frame");
        };
    }

    static void end(Frame f, int slot, Site scope) {
        if (f.tag(slot) == Frame.CELL) {
            ((org.oxur.value.Cell) f.object(slot)).end(scope.span());
        }
    }

    /// A variable that lives in the frame gets a value.
    static void assign(Frame f, LocalNode place, Object value) {
        place.assign(f, value);
    }

    // Variables in registers

    static Object held(Object object, LocalNode node) {
        return node.held(object);
    }

    static Object left(Object object, LocalNode node) {
        return node.left(object);
    }

    static Object let(Object given, LetNode node) {
        return node.checked(given);
    }

    static Object assigned(Object given, Object old, AssignNode node) {
        return node.settled(given, old);
    }

    static Object adapted(Frame f, Object given, AssignNode node) {
        return node.settled(f, given);
    }

    static Object recurring(Object given, RecurNode node, int argument) {
        return node.argument(argument, given);
    }

    // Places

    static boolean owns(Object held) {
        return !(held instanceof Ref);
    }

    /// @param held where it is a mark, the number counts
    static Object through(long number, Object held, boolean write, LocalNode node) {
        if (held instanceof Ref reference && (!write || reference.mutable())) {
            var target = reference.through(write, node);
            if (target instanceof VecValue || target instanceof StructValue) {
                return target;
            }
            return Places.through(target, write, null, node);
        }
        if (held instanceof VecValue && (!write || node.variable.mutable())) {
            return held;
        }
        return node.through(Mark.boxed(number, held), write);
    }

    /// What a value holds that no place holds.
    static Object inside(Object value, boolean write, Node node) {
        return value instanceof Ref || value instanceof org.oxur.value.RcValue
                ? Places.through(value, write, null, node)
                : value;
    }

    static void demandMutable(boolean owned, PartNode node) {
        node.demandMutable(owned);
    }

    static boolean isField(NamedPartNode node) {
        return node.isField();
    }

    static Object deref(Object reference, DerefNode node) {
        return node.get(reference);
    }

    static void set(Object reference, Object value, DerefNode node) {
        node.assign(node.target(reference), value);
    }

    static void change(
            Object reference, Object value, Execution ex, int depth, AssignOpPartNode node) {
        node.change(new Frame(ex, depth), reference, value);
    }

    // Conversions

    static Object cast(Object value, CastNode node) {
        return node.cast(value);
    }

    static boolean isBuiltIn(SqrtNode node) {
        return node.isBuiltIn();
    }

    static Object sqrt(Object value, Execution ex, int depth, SqrtNode node) {
        return node.of(new Frame(ex, depth), value);
    }

    // Operators

    static Object arithmetic(Object a, Object b, Execution ex, int depth, ArithmeticNode node) {
        return node.compiled(ex, depth, a, b);
    }

    /// What an operator took of a variable in the frame is gone from there.
    static void leftTaken(Execution ex, Frame f, LocalNode operand) {
        if (ex.leftTaken != null) {
            ex.leftTaken = null;
            operand.moveOut(f);
        }
    }

    static void rightTaken(Execution ex, Frame f, LocalNode operand) {
        if (ex.rightTaken != null) {
            ex.rightTaken = null;
            operand.moveOut(f);
        }
    }

    static boolean compare(Object a, Object b, Execution ex, CompareNode node) {
        return node.compare(ex, a, b);
    }

    static Object unary(Object value, Execution ex, int depth, UnaryNode node) {
        return node.of(ex, depth, value);
    }

    static boolean condition(Object value, Node node) {
        return value == Boolean.TRUE || value != Boolean.FALSE && node.condition(value);
    }

    // Calls

    static boolean isLinked(CallNode node, org.oxur.module.Function function) {
        return node.isLinked(function);
    }

    static boolean isLinked(CallNode node, org.oxur.module.Function function, int version) {
        return node.isLinked(function, version);
    }

    /// Whether a call in tail position may be an ordinary one: nothing ends with the callee.
    static boolean isPlain(org.oxur.module.Function function) {
        return function.entry instanceof Code code && code.plain;
    }

    /// A call with arguments in any number, of whatever the name means.
    static Object call(Object[] values, @Nullable Frame f, Execution ex, int depth, CallNode node) {
        return node.compiled(f == null ? new Frame(ex, depth) : f, values);
    }

    /// An argument that is lent on.
    static Object passed(Object value, Site argument) {
        return value instanceof Ref reference ? reference.passed(argument) : value;
    }

    static Object see(Object value, Site site) {
        return isReference(value) ? Ref.see(value, site) : value;
    }

    static boolean isCopy(Object value) {
        return HeapValue.isCopy(value);
    }

    /// The numbers of a range that are no two `i64`.
    static Object range(Object low, Object high, ForNode node) {
        return node.rangeOf(low, high);
    }

    // Parts of what is made

    static Object settled(Object value, Site site) {
        return value instanceof Ref ? Places.settled(value, site) : value;
    }

    static Object settled(Object value, TypeTest test, Site site) {
        return test.check(settled(value, site), site);
    }

    static Object writable(Object value, Site site) {
        return Places.forWrite(value, site);
    }

    static Object lent(Object value, boolean mutable, Site site) {
        if (value instanceof Ref reference) {
            return Places.reborrow(reference, mutable, site);
        }
        return mutable ? Ref.uniqueTemporary(value) : Ref.toTemporary(value);
    }

    /// Whether it is seen through, or looked at only as long as what it is a part of is there.
    static boolean isReference(Object value) {
        return value instanceof Ref || value instanceof org.oxur.value.StrLiteral;
    }

    static Object lentInFrame(Frame f, boolean mutable, Node place) {
        return mutable ? place.lend(f, true) : place.lendPart(f);
    }

    static Object writableInFrame(Frame f, Node place) {
        return place.forWrite(f);
    }

    static boolean isAsDescribed(Node node) {
        return node.isAsDescribed();
    }
}
