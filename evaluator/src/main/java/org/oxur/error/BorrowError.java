package org.oxur.error;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.text.Span;

/// A breach of ownership, with both places named.
public sealed interface BorrowError extends LanguageError {

    /// A value has one owner. Handing it to a function, storing it or binding it to another name
    /// moves it there, and the old name cannot be used any more. Numbers, booleans, characters,
    /// keywords, string literals and shared references are copied.
    ///
    /// @param moved where the value went away
    /// @param again whether that is in the body of a closure that was called before
    record UseAfterMove(Span span, String name, Span moved, boolean again) implements BorrowError {
        public UseAfterMove(Span span, String name, Span moved) {
            this(span, name, moved, false);
        }

        @Override
        public String code() {
            return "use-after-move";
        }

        @Override
        public String message() {
            return "use of moved value `" + name + "`";
        }

        @Override
        public List<Label> labels() {
            if (!moved.samePlace(span)) {
                return List.of(new Label(moved, "value moved here"));
            }
            return List.of(
                    new Label(
                            moved,
                            again
                                    ? "moved here, in the call before"
                                    : "moved here, in the turn of the loop before"));
        }

        @Override
        public String hint() {
            if (again) {
                return "a closure that moves what it captured is called once, or moves a `(clone "
                        + name
                        + ")`";
            }
            return "lend it there with `&" + name + "`, or move a `(clone " + name + ")`";
        }
    }

    /// A value was to be moved out of a place that must stay whole: out of a static, a reference,
    /// or an element of a collection.
    ///
    /// @param from what it cannot be moved out of: `a static`, `a reference`, `an index`
    record CannotMove(Span span, String place, String from) implements BorrowError {
        @Override
        public String code() {
            return "cannot-move";
        }

        @Override
        public String message() {
            return "cannot move `" + place + "` out of " + from;
        }

        @Override
        public String hint() {
            return "lend it with `&" + place + "`, or copy it with `(clone " + place + ")`";
        }
    }

    /// A reference was used after what it refers to had been changed or moved, or something was
    /// borrowed for writing while another borrow of it lives.
    ///
    /// @param conflict what made the reference stale, or null when that place is not known any more
    record BorrowConflict(Span span, String message, @Nullable Label conflict)
            implements BorrowError {
        @Override
        public String code() {
            return "borrow-conflict";
        }

        @Override
        public List<Label> labels() {
            return conflict == null ? List.of() : List.of(conflict);
        }
    }

    /// A reference would live on when the variable that it borrows from is gone.
    record BorrowOutlivesOwner(Span span, String name, @Nullable Span owner)
            implements BorrowError {
        @Override
        public String code() {
            return "borrow-outlives-owner";
        }

        @Override
        public String message() {
            return "`" + name + "` is borrowed by something that outlives it";
        }

        @Override
        public List<Label> labels() {
            return owner == null
                    ? List.of()
                    : List.of(new Label(owner, "its owner is gone after this"));
        }

        @Override
        public String hint() {
            return name.startsWith("(") && !name.startsWith("(fn")
                    ? "give the value a name with `let`: then it lives as long as the name"
                    : "a closure takes what it uses along with `(fn move [...] ...)`; a function gives"
                            + " the value itself, or `(clone …)` of it";
        }
    }

    /// A write through a shared reference, into a static, or to a binding without `mut`.
    ///
    /// @param declared where the binding is declared, or null
    /// @param lent where it was lent for reading, or null when that is not known
    record ImmutableAssignment(
            Span span,
            String message,
            @Nullable String hint,
            @Nullable Span declared,
            @Nullable Span lent)
            implements BorrowError {
        public ImmutableAssignment(
                Span span, String message, @Nullable String hint, @Nullable Span declared) {
            this(span, message, hint, declared, null);
        }

        /// A change of what is lent with `&`, at `span`.
        public static ImmutableAssignment ofShared(Span span, @Nullable Span lent) {
            return new ImmutableAssignment(
                    span,
                    "cannot change what is lent with `&`",
                    lent == null
                            ? "lend it with `&mut`; a collection lends its elements so in"
                                    + " `iter-mut` and `retain-mut`"
                            : lent.text().startsWith("(.borrow ")
                                    ? "lend it with `.borrow-mut`"
                                    : "lend it with `&mut`",
                    null,
                    lent);
        }

        /// A change of what an `Rc` holds, at `span`.
        public static ImmutableAssignment inRc(Span span) {
            return new ImmutableAssignment(
                    span,
                    "cannot change what is in an Rc",
                    "share a `(ref-cell …)` and change what is in that",
                    null);
        }

        @Override
        public String code() {
            return "immutable-assignment";
        }

        @Override
        public List<Label> labels() {
            if (lent != null && !lent.samePlace(span)) {
                return List.of(new Label(lent, "lent for reading here"));
            }
            return declared == null ? List.of() : List.of(new Label(declared, "declared here"));
        }
    }
}
