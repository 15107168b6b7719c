package org.oxur.live;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.oxur.live.LiveResult.Mark;
import org.oxur.live.LiveResult.Outcome;
import org.oxur.live.LiveResult.Related;

/// All results of one file, in the order of the text. Immutable.
public final class FileResults {
    public static final FileResults NONE = new FileResults(List.of());

    private final List<LiveResult> results;

    /// Results of forms that an edit took away: an editor may replace a whole text by one that says
    /// much the same. Reading finds out; until then they stand nowhere.
    private final List<LiveResult> adrift;

    private FileResults(List<LiveResult> results) {
        this(results, List.of());
    }

    private FileResults(List<LiveResult> results, List<LiveResult> adrift) {
        this.results = List.copyOf(results);
        this.adrift = List.copyOf(adrift);
    }

    public List<LiveResult> all() {
        return results;
    }

    public boolean isEmpty() {
        return results.isEmpty();
    }

    public @Nullable LiveResult find(String id) {
        for (var result : results) {
            if (result.id().equals(id)) {
                return result;
            }
        }
        return null;
    }

    /// The innermost result whose form holds the offset, or null.
    public @Nullable LiveResult at(int offset) {
        return results.stream()
                .filter(result -> result.start() <= offset && offset <= result.end())
                .min(Comparator.comparingInt(result -> result.end() - result.start()))
                .orElse(null);
    }

    /// Shifts what stands behind the edit; an edit inside makes a result stale; a form that was
    /// deleted takes its result along, unless reading finds it again.
    public FileResults edited(TextChange change) {
        var next = new ArrayList<LiveResult>();
        var lost = new ArrayList<>(adrift);
        for (var result : results) {
            var moved = change.move(result.start(), result.end());
            if (!moved.isEmpty()) {
                next.add(
                        result.at(
                                moved.start(),
                                moved.end(),
                                moved.touched(),
                                marks(result, change)));
            } else if (result.key() != null) {
                lost.add(result.at(moved.start(), moved.start(), false, List.of()));
            }
        }
        return new FileResults(next, lost);
    }

    private static List<Mark> marks(LiveResult result, TextChange change) {
        var marks = new ArrayList<Mark>();
        for (var mark : result.marks()) {
            var moved = change.move(mark.start(), mark.end());
            if (!moved.isEmpty() && !moved.touched()) {
                marks.add(
                        new Mark(
                                moved.start(),
                                moved.end(),
                                mark.code(),
                                mark.message(),
                                related(mark, change)));
            }
        }
        return marks;
    }

    private static List<Related> related(Mark mark, TextChange change) {
        var related = new ArrayList<Related>();
        for (var place : mark.related()) {
            if (!place.name().isEmpty()) {
                related.add(place);
                continue;
            }
            var moved = change.move(place.start(), place.end());
            if (!moved.isEmpty()) {
                related.add(new Related("", moved.start(), moved.end(), place.note()));
            }
        }
        return related;
    }

    /// After the text was read again. A result whose form says what it said, here or moved
    /// elsewhere, is not stale by editing (a comment or white space changed, an edit was undone);
    /// one whose place holds another form now is. Of two results that an edit brought together the
    /// first stays.
    public FileResults read(List<LiveForm> forms) {
        var free = new TreeMap<Integer, LiveForm>();
        forms.forEach(form -> free.put(form.start(), form));
        var next = new LiveResult[results.size()];
        for (int i = 0; i < next.length; i++) {
            var here = free.get(results.get(i).start());
            next[i] =
                    here != null && here.key().equals(results.get(i).key())
                            ? claim(results.get(i), here, free)
                            : null;
        }
        for (int i = 0; i < next.length; i++) {
            next[i] = next[i] != null ? next[i] : moved(results.get(i), free);
        }
        for (int i = 0; i < next.length; i++) {
            next[i] = next[i] != null ? next[i] : otherwise(results.get(i), forms, free);
        }
        var found = adrift.stream().map(result -> moved(result, free));
        return NONE.begun(
                Stream.concat(Stream.of(next), found)
                        .filter(Objects::nonNull)
                        .filter(result -> !result.isNothing())
                        .toList());
    }

    private static LiveResult claim(
            LiveResult result, LiveForm form, TreeMap<Integer, LiveForm> free) {
        free.remove(form.start());
        return result.at(form.start(), form.end(), false, result.marks())
                .withEdited(!form.key().equals(result.key()));
    }

    /// To the nearest form that says the same.
    private static @Nullable LiveResult moved(LiveResult result, TreeMap<Integer, LiveForm> free) {
        return free.values().stream()
                .filter(form -> form.key().equals(result.key()))
                .min(Comparator.comparingInt(form -> Math.abs(form.start() - result.start())))
                .map(form -> claim(result, form, free))
                .orElse(null);
    }

    /// In a text that cannot be read at this place for the moment, a result waits there.
    private static @Nullable LiveResult otherwise(
            LiveResult result, List<LiveForm> forms, TreeMap<Integer, LiveForm> free) {
        if (result.key() == null) {
            return result;
        }
        int end = result.end();
        for (var form : forms) {
            if (form.start() <= result.start() && result.start() < form.end()) {
                return free.containsKey(form.start()) ? claim(result, form, free) : null;
            }
            if (result.start() < form.start() && form.start() < end) {
                // An edit that reaches into another form says nothing of where this one ends.
                end = result.start() + 1;
            }
        }
        return result.at(result.start(), end, true, result.marks());
    }

    /// A definition was replaced: what depends on it, and is not about to be evaluated itself, is
    /// stale.
    public FileResults redefined(Set<String> names) {
        return redefined(names, _ -> false);
    }

    /// @param meansAnother results of forms for which the names mean what stands above them, and
    ///   not what was replaced
    public FileResults redefined(Set<String> names, Predicate<LiveResult> meansAnother) {
        Predicate<LiveResult> concerned =
                result ->
                        result.outcome() != Outcome.PENDING
                                && result.uses().stream().anyMatch(names::contains)
                                && !meansAnother.test(result);
        // Mostly none: of a file that is loaded at once all results are pending.
        return Stream.concat(results.stream(), adrift.stream()).noneMatch(concerned)
                ? this
                : map(result -> concerned.test(result) ? result.withOutdated(true) : result);
    }

    /// Replaces what the new results stand on: a form's own result and those of its parts.
    public FileResults begun(Collection<LiveResult> pending) {
        var next = new ArrayList<LiveResult>();
        for (var old : results) {
            if (pending.stream()
                    .noneMatch(fresh -> fresh.start() <= old.start() && old.end() <= fresh.end())) {
                next.add(old);
            }
        }
        next.addAll(pending);
        next.sort(Comparator.comparingInt(LiveResult::start).thenComparingInt(LiveResult::end));
        return new FileResults(next, adrift);
    }

    public FileResults update(String id, UnaryOperator<LiveResult> change) {
        return map(result -> result.id().equals(id) ? change.apply(result) : result);
    }

    public FileResults without(Predicate<LiveResult> unwanted) {
        return new FileResults(
                results.stream().filter(unwanted.negate()).toList(),
                adrift.stream().filter(unwanted.negate()).toList());
    }

    private FileResults map(UnaryOperator<LiveResult> change) {
        return new FileResults(
                results.stream().map(change).toList(), adrift.stream().map(change).toList());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FileResults that && results.equals(that.results);
    }

    @Override
    public int hashCode() {
        return results.hashCode();
    }
}
