package org.oxur.interpret;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.BinOp;
import org.oxur.builtin.Mode;
import org.oxur.error.Site;
import org.oxur.module.Function;

/// What a node does, as a compiler sees it. A node that says nothing of itself is [Opaque]:
/// compiled code executes it.
public sealed interface Operation {
    /// The node: where it stands, and who knows what is done with values out of the ordinary.
    Site node();

    /// @param signals control may go elsewhere: what it gives may be a [Signal]
    /// @param reached the slots that it uses
    record Opaque(Site node, Reached reached, boolean signals) implements Operation {}

    /// @param adaptable an integer literal that takes another's type
    record Constant(Site node, Object value, boolean adaptable) implements Operation {}

    /// @param takes its value is taken away unless it is Copy
    record Local(Site node, int slot, boolean takes) implements Operation {}

    /// @param adapts an operand is a literal that takes the other's type: what it is by itself says
    ///   nothing about the result
    record Arithmetic(Site node, BinOp op, Operation left, Operation right, boolean adapts)
            implements Operation {}

    record Compare(Site node, BinOp op, Operation left, Operation right) implements Operation {}

    record Logic(Site node, boolean and, Operation left, Operation right) implements Operation {}

    record Not(Site node, Operation operand) implements Operation {}

    record Negate(Site node, Operation operand) implements Operation {}

    record If(Site node, Operation test, Operation then, @Nullable Operation otherwise)
            implements Operation {}

    /// @param lent slots of variables whose loans end with the block
    record Block(Site node, List<Operation> before, Operation last, int[] lent)
            implements Operation {}

    /// @param type tests the value; null where nothing is demanded
    /// @param wanted what passes is of that kind
    record Let(Site node, int slot, Operation value, @Nullable Object type, Wanted wanted)
            implements Operation {}

    /// @param place a variable that is `mut`
    record Assign(
            Site node,
            Site place,
            int slot,
            Operation value,
            @Nullable Object type,
            Wanted wanted,
            boolean literal)
            implements Operation {}

    /// @param test null for a loop without end
    record While(Site node, @Nullable Operation test, Operation body, LoopExits exits)
            implements Operation {}

    /// @param slot -1 when the number is not bound
    /// @param low null for 0
    /// @param named `range` must be asked whether it means what it did
    /// @param reached the slots that the loop uses when Tier 0 executes it
    record Range(
            Site node,
            int slot,
            @Nullable Operation low,
            Operation high,
            Operation body,
            LoopExits exits,
            boolean named,
            Reached reached)
            implements Operation {}

    /// What Tier 0 keeps in the frame of a loop that it has begun; no variable.
    ///
    /// @param number an `i64`; else an object
    record State(Site node, int slot, boolean number) implements Operation {}

    record RecurLoop(
            Site node,
            List<Operation> bindings,
            int[] slots,
            Operation body,
            Object recur,
            LoopExits exits,
            int[] lent)
            implements Operation {}

    record Recur(
            Site node,
            Object signal,
            List<Operation> arguments,
            @Nullable Object[] types,
            Wanted[] wanted,
            int[] slots)
            implements Operation {}

    /// @param flows what ends with the blocks around it ends here too
    record Jump(Site node, Object signal, @Nullable Operation value, boolean flows)
            implements Operation {}

    /// @param function what the name means now; null where that is no function which takes its
    ///   arguments one by one
    /// @param site what the callee is told
    /// @param version of the function, whose parameters' types the literals among the arguments
    ///   have
    /// @param literals the node, for another version of the function, if there are arguments that
    ///   take the types of this very version's parameters; else null
    record Call(
            Site node,
            @Nullable Function function,
            List<Operation> arguments,
            Site site,
            boolean tail,
            int version,
            @Nullable Opaque literals)
            implements Operation {}

    /// A node that does its work once its parts are executed, one after the other: see
    /// `Node.applied`.
    ///
    /// @param framed it does something with the variables' frame
    /// @param otherwise the node, for when names mean something else than they did; null where it
    ///   depends on none
    record Applied(
            Site node,
            List<Operation> parts,
            Gives gives,
            boolean framed,
            @Nullable Opaque otherwise)
            implements Operation {}

    enum Gives {
        ANY,
        /// No number.
        OBJECT,
        /// It never gives anything.
        NEVER
    }

    /// A value on its way into something else.
    ///
    /// @param type tests the value; null where nothing is demanded
    /// @param wanted what passes is of that kind
    record Passed(Site node, Operation value, How how, @Nullable Object type, Wanted wanted)
            implements Operation {}

    enum How {
        /// Of a shared reference to a Copy value, that value.
        SETTLED,
        /// To be looked at: references seen through.
        SEEN,
        /// To be changed as a whole: what a `&mut` points at.
        FOR_WRITE,
        /// A reference to it, or to a temporary.
        LENT,
        LENT_FOR_WRITE
    }

    /// A place in the frame, as a function takes it that borrows it.
    ///
    /// @param reached the slots that it uses
    record Place(Site node, How how, Reached reached) implements Operation {}

    /// Reads, changes and converts values: see the emitters of the same names.
    sealed interface Data extends Operation {}

    /// A part of what another place holds. By itself it is read.
    sealed interface Part extends Data {
        Operation base();

        /// The base is a variable that is not `mut`: what it owns is not changed.
        boolean fixed();
    }

    record Element(Site node, Operation base, Operation index, boolean fixed) implements Part {}

    /// @param takes its value is taken away unless it is Copy
    /// @param reached the slots that taking it uses
    record Field(Site node, Operation base, boolean fixed, boolean takes, Reached reached)
            implements Part {}

    /// A field that is written as a method.
    ///
    /// @param call where the program has defined such a method
    record Named(Site node, Field field, Opaque call) implements Data {}

    /// What a reference points at.
    record Deref(Site node, Operation reference) implements Data {}

    /// @param place a [Part] or [Deref]
    record Set(Site node, Data place, Operation value) implements Data {}

    /// `place op= value`.
    ///
    /// @param place a [Part] or [Deref]
    record Change(Site node, Data place, BinOp op, Operation value) implements Data {}

    /// @param to what comes of it; ANY for all other types
    record Cast(Site node, Operation value, Wanted to) implements Data {}

    /// @param general where the program has given the name another meaning
    record Sqrt(Site node, Operation operand, Opaque general) implements Data {}

    /// @param pair the parts of a tuple that is not made; null where the value is one
    /// @param taken the slots of the value's place, which an arm may take it from; null where it is
    ///   in none
    record Match(
            Site node,
            @Nullable Operation value,
            @Nullable List<Operation> pair,
            List<Arm> arms,
            @Nullable Taken taken)
            implements Operation {}

    /// `&x.part` beside another such in a [Match]: where the variable holds a shared reference,
    /// what it lends is looked at, and no reference is made.
    ///
    /// @param part the place
    /// @param slot of the variable
    /// @param general makes the reference
    record LentPart(Site node, Operation part, int slot, Opaque general) implements Operation {}

    record Arm(Matching pattern, @Nullable Operation guard, Operation body) {}

    /// A place that something is taken from by a pattern.
    record Taken(Site place, Reached reached) {}

    /// `let` with a pattern.
    ///
    /// @param type tests the value; null where nothing is demanded
    /// @param of the value's node: what does not match stands there
    record LetPattern(
            Site node,
            Matching pattern,
            Operation value,
            @Nullable Object type,
            Site of,
            @Nullable Taken taken)
            implements Operation {}

    /// What is lent of values that no variable holds ends with the operation.
    record Ending(Site node, Operation inner) implements Operation {}

    /// What `Some` or `Ok` carries; or else the function gives the value.
    ///
    /// @param flows what ends with the blocks around it ends then too
    record Try(Site node, Operation value, boolean flows) implements Operation {}

    /// A block that is left early with a value.
    record Labelled(Site node, Operation body, LoopExits exits) implements Operation {}

    /// A loop over what an iterator gives.
    ///
    /// @param slot of a pattern that is a name, and is never lent; else -1
    /// @param lent slots of variables whose loans end with each turn
    record Each(
            Site node,
            int slot,
            Matching pattern,
            Operation iterated,
            Operation body,
            LoopExits exits,
            int[] lent)
            implements Operation {}

    /// Makes a closure. The node does it, in the frame.
    ///
    /// @param code what the closure executes
    record Closure(Opaque making, CodeTree code) implements Operation {
        @Override
        public Site node() {
            return making.node();
        }
    }

    /// A method call.
    ///
    /// @param receiver null for a place: the node itself knows how to use it, in the frame
    /// @param arguments null for those that the node executes when it has found the method
    /// @param simple nothing happens between looking for the method and calling it
    /// @param reached the slots that the node uses
    /// @param direct how a built-in method is called; null where only the node knows
    record Method(
            Site node,
            @Nullable Operation receiver,
            List<@Nullable Operation> arguments,
            boolean simple,
            Reached reached,
            @Nullable Direct direct)
            implements Operation {}

    /// How every built-in method of a name takes its receiver and its argument, if it has one.
    ///
    /// @param looked the variable that is the receiver; null where a value is
    /// @param argument null where there is none
    record Direct(
            Mode self,
            @Nullable Local looked,
            @Nullable Mode first,
            @Nullable Operation argument) {}

    /// What a type test lets pass, as far as it matters here.
    enum Wanted {
        ANY,
        LONG,
        DOUBLE
    }

    /// The signals that leave a loop or begin its next turn.
    ///
    /// @param unwinds they may come as exceptions
    record LoopExits(Object leave, Object next, boolean unwinds) {}
}
