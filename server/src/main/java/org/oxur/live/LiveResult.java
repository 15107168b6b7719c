package org.oxur.live;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What came of evaluating one form, and where that form is now.
///
/// @param id names it for the editor; unique in its file
/// @param key of the form when it was evaluated; null for parts of a top-level form
/// @param uses what the form depended on, directly or not
/// @param edited the text inside was edited since
/// @param outdated something it depends on was redefined since
public record LiveResult(
        String id,
        String evalId,
        int start,
        int end,
        @Nullable Object key,
        Set<String> uses,
        Outcome outcome,
        boolean edited,
        boolean outdated,
        Shown shown) {
    public LiveResult {
        uses = Set.copyOf(uses);
    }

    /// What is seen of it.
    ///
    /// @param text one line for beside the form
    /// @param hover markdown: the whole value or error, and the output
    /// @param marks places of an error outside of the form, in the same file
    /// @param value for looking into it; null where nothing came of the form
    public record Shown(String text, String hover, List<Mark> marks, @Nullable LiveValue value) {
        static final Shown PENDING = new Shown("…", "", List.of(), null);

        public Shown {
            marks = List.copyOf(marks);
        }
    }

    public enum Outcome {
        PENDING,
        OK,
        ERROR,
        CANCELLED
    }

    /// A place of an error, drawn where it is: in the form or elsewhere in the file.
    ///
    /// @param code of the error
    /// @param message the same with what to do about it on a second line
    public record Mark(int start, int end, String code, String message, List<Related> related) {
        public Mark {
            related = List.copyOf(related);
        }
    }

    /// A second place of an error.
    ///
    /// @param name of its text; empty for the text of the form
    public record Related(String name, int start, int end, String note) {}

    public String text() {
        return shown.text;
    }

    public String hover() {
        return shown.hover;
    }

    public List<Mark> marks() {
        return shown.marks;
    }

    public @Nullable LiveValue value() {
        return shown.value;
    }

    public boolean isStale() {
        return outcome != Outcome.PENDING && (edited || outdated);
    }

    /// It was cancelled, and its form says something else by now.
    public boolean isNothing() {
        return outcome == Outcome.CANCELLED && edited;
    }

    public static LiveResult pending(String id, String evalId, LiveForm form, Set<String> uses) {
        return new LiveResult(
                id,
                evalId,
                form.start(),
                form.end(),
                form.key(),
                uses,
                Outcome.PENDING,
                false,
                false,
                Shown.PENDING);
    }

    public static LiveResult pendingPart(String id, String evalId, int start, int end) {
        return new LiveResult(
                id,
                evalId,
                start,
                end,
                null,
                Set.of(),
                Outcome.PENDING,
                false,
                false,
                Shown.PENDING);
    }

    /// With what turned out to have taken part.
    public LiveResult using(Collection<String> names) {
        var all = new HashSet<>(uses);
        all.addAll(names);
        return new LiveResult(id, evalId, start, end, key, all, outcome, edited, outdated, shown);
    }

    public LiveResult ended(Outcome how, Shown now) {
        return new LiveResult(id, evalId, start, end, key, uses, how, edited, outdated, now);
    }

    LiveResult at(int newStart, int newEnd, boolean touched, List<Mark> marks) {
        return new LiveResult(
                id,
                evalId,
                newStart,
                newEnd,
                key,
                uses,
                outcome,
                edited || touched,
                outdated,
                new Shown(shown.text, shown.hover, marks, shown.value));
    }

    LiveResult withEdited(boolean now) {
        return now == edited
                ? this
                : new LiveResult(id, evalId, start, end, key, uses, outcome, now, outdated, shown);
    }

    /// What it depends on is not what the text says.
    public LiveResult withOutdated(boolean now) {
        return now == outdated
                ? this
                : new LiveResult(id, evalId, start, end, key, uses, outcome, edited, now, shown);
    }
}
