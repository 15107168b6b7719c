package org.oxur.interpret;

import org.jspecify.annotations.Nullable;
import org.oxur.error.Bug;
import org.oxur.error.OxurPanic;
import org.oxur.error.Site;
import org.oxur.error.TypeError;
import org.oxur.text.Span;
import org.oxur.value.Ref;
import org.oxur.value.StrLiteral;
import org.oxur.value.TypeNames;

/// Something that can be executed in a frame. The typed methods exist because boxing is what an
/// interpreter pays most for.
abstract class Node implements Site {
    private final Span span;

    Node(Span span) {
        this.span = span;
    }

    @Override
    public final Span span() {
        return span;
    }

    /// The value, or a [Signal] where control goes elsewhere.
    abstract Object execute(Frame f);

    long executeLong(Frame f) throws UnexpectedResult {
        var value = execute(f);
        if (value instanceof Long l) {
            return l;
        }
        throw new UnexpectedResult(value);
    }

    double executeDouble(Frame f) throws UnexpectedResult {
        var value = execute(f);
        if (value instanceof Double d) {
            return d;
        }
        throw new UnexpectedResult(value);
    }

    /// As a condition: anything but a boolean is an error.
    boolean test(Frame f) {
        return condition(execute(f));
    }

    final boolean condition(Object value) {
        var seen = Ref.see(value, this);
        if (seen instanceof Boolean b) {
            return b;
        }
        throw new OxurPanic(
                new TypeError.TypeMismatch(
                        span,
                        "a condition is a boolean, found " + TypeNames.withArticle(seen),
                        "compare it with something"));
    }

    /// A reference to a place, for a function whose result may refer to it; of a `str`, which is a
    /// reference itself, that.
    Object lendPart(Frame f) {
        return lend(f, false);
    }

    /// The value for reading, references seen through.
    final Object see(Frame f) {
        var value = execute(f);
        return value instanceof Ref || value instanceof StrLiteral ? Ref.see(value, this) : value;
    }

    /// What a place holds, to go on to one of its parts: references seen through. For what is no
    /// place, its value.
    ///
    /// @param write the part will be changed
    /// @param trail what a borrow of the part must know, or null
    Object through(Frame f, boolean write, @Nullable Trail trail) {
        return Places.through(execute(f), write, trail, this);
    }

    /// What a place holds, to change it as a whole by a function that borrows it for writing.
    Object forWrite(Frame f) {
        return Places.forWrite(execute(f), this);
    }

    /// A reference to a place; for what is no place, to a temporary.
    Object lend(Frame f, boolean mutable) {
        var value = execute(f);
        if (value instanceof Ref reference) {
            return Places.reborrow(reference, mutable, this);
        }
        return mutable ? Ref.uniqueTemporary(value) : Ref.toTemporary(value);
    }

    /// The same node where a value of that type is wanted: integer literals adapt, a string literal
    /// becomes a `String`.
    Node adapted(TypeTest type) {
        return this;
    }

    /// An integer literal without suffix, or a computation of such only.
    boolean isAdaptable() {
        return false;
    }

    /// A place: a variable, field, element or what a reference points at.
    boolean isPlace() {
        return false;
    }

    /// Executes it with parts that were executed already, as its description says.
    Object applied(Execution ex, int depth, Object[] parts) {
        throw Bug.unreachable("a node that says it is applied to its parts is");
    }

    Object applied(Execution ex, int depth) {
        return applied(ex, depth, new Object[0]);
    }

    Object applied(Execution ex, int depth, Object a) {
        return applied(ex, depth, new Object[] {a});
    }

    Object applied(Execution ex, int depth, Object a, Object b) {
        return applied(ex, depth, new Object[] {a, b});
    }

    /// As [#applied(Execution, int, Object[])], where it does something with the frame.
    Object applied(Frame f, Object[] parts) {
        throw Bug.unreachable("a node that says it is applied in a frame is");
    }

    /// Whether the names in it mean what they did when it was described.
    boolean isAsDescribed() {
        return true;
    }

    /// What it does, for a compiler. Those that do not say are executed by compiled code as they
    /// are.
    Operation operation() {
        return opaque();
    }

    /// Notes the slots of the frame that it uses when it is executed.
    void reach(Reached reached) {
        reached.all();
    }

    final Operation.Opaque opaque() {
        var reached = new Reached();
        reach(reached);
        return new Operation.Opaque(this, reached, reached.mayLeave());
    }
}
