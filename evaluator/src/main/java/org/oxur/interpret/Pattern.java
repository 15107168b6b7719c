package org.oxur.interpret;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.error.OxurPanic;
import org.oxur.error.Site;
import org.oxur.error.TypeError;
import org.oxur.text.Span;
import org.oxur.value.Owner;
import org.oxur.value.Printer;
import org.oxur.value.RcValue;
import org.oxur.value.Ref;

/// A pattern, in three steps: does it match, bind its names, take what it moved.
abstract class Pattern implements Site {
    private final Span span;

    Pattern(Span span) {
        this.span = span;
    }

    @Override
    public final Span span() {
        return span;
    }

    /// Whether it matches. References are seen through; nothing changes.
    abstract boolean test(Execution ex, Object value);

    /// Binds its names to the parts of a value that matches: to references where it was reached
    /// through one.
    ///
    /// @param via the reference through which the value was reached, or null when the value itself
    ///   is taken apart
    abstract void bind(Frame f, Object value, @Nullable Ref via);

    /// As [#test(Execution, Object)] for a tuple of two that was not made; only for patterns that
    /// [#isOfPairs()].
    boolean testPair(Execution ex, Object first, Object second) {
        return true;
    }

    /// As [#bind(Frame, Object, Ref)] for such a tuple.
    void bindPair(Frame f, Object first, Object second) {}

    /// Whether a tuple of two need not be made to be matched.
    boolean isOfPairs() {
        return false;
    }

    /// As [#bindPair(Frame, Object, Object)] for a tuple of two shared references; only for
    /// patterns that [#isOfLentPairs()].
    ///
    /// @param first what the first reference would point at
    /// @param via a reference that lives as long as the first
    void bindLentPair(Frame f, Object first, Ref via, Object second, Ref otherVia) {}

    /// Whether neither the tuple nor the references in it need be made to be matched.
    boolean isOfLentPairs() {
        return false;
    }

    /// Binds as [#bind(Frame, Object, Ref)] does to a shared reference to the value.
    ///
    /// @param via a reference that lives as long as that one
    void bindLent(Frame f, Object value, Ref via) {
        bind(f, Ref.shared(value, via.borrow()), null);
    }

    /// Whether it tests what a reference points at, and a reference as such never.
    boolean testsThrough() {
        return false;
    }

    /// Matches every value.
    boolean matchesAll() {
        return false;
    }

    /// Whether anything is bound.
    boolean binds() {
        return false;
    }

    /// Leaves marks where parts that are not Copy have moved from their place into a variable.
    ///
    /// @param value the owner of `part`, which this pattern matched
    void take(Owner owner, int part, Trail trail) {}

    /// As [#take(Owner, int, Trail)] for the parts of a value whose own place is its variable.
    void takeParts(Object value, Trail trail) {}

    /// Moves the whole value: a name that binds all of it.
    boolean takesAll() {
        return false;
    }

    static Object seen(Object value, Site site) {
        while (true) {
            if (value instanceof Ref reference) {
                value = reference.get(site);
            } else if (value instanceof RcValue rc) {
                value = rc.value();
            } else {
                return value;
            }
        }
    }

    /// The last reference on the way to the value itself.
    static @Nullable Ref last(Object value, @Nullable Ref via, Site site) {
        var last = via;
        while (value instanceof Ref reference) {
            last = reference;
            value = reference.get(site);
        }
        return value instanceof RcValue rc ? Ref.toTemporary(rc.value()) : last;
    }

    /// The one pattern that there is does not fit.
    static OxurPanic noMatch(Object value, Site site) {
        return failure(value, false, site);
    }

    /// None of several arms fits.
    static OxurPanic noArm(Object value, Site site) {
        return failure(value, true, site);
    }

    private static OxurPanic failure(Object value, boolean arms, Site site) {
        return new OxurPanic(
                new TypeError.MatchFailure(
                        site.span(), Printer.repl(Ref.peekThrough(value), 10, 4, 200), arms));
    }

    /// Notes the slots that it binds.
    void reach(Reached reached) {
        reached.all();
    }

    /// What it does, for a compiler.
    Matching matching() {
        var bound = new Reached();
        reach(bound);
        return new Matching.Asked(this, binds(), bound);
    }

    static List<Matching> matching(Pattern[] patterns) {
        var all = new ArrayList<Matching>();
        for (var pattern : patterns) {
            all.add(pattern.matching());
        }
        return all;
    }
}
