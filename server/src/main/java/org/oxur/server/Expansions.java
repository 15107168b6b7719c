package org.oxur.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.oxur.live.TextChange;
import org.oxur.protocol.NodeError;
import org.oxur.protocol.NodeExpand;
import org.oxur.text.SourceText;

/// What the node last said of a text's macros, at the places where it is now. Immutable.
///
/// @param text that was expanded
/// @param stale the text, or what it uses, has changed, and the node does not say what it means now
record Expansions(SourceText text, NodeExpand asked, List<Form> forms, boolean stale) {
    Expansions {
        forms = List.copyOf(forms);
    }

    /// @param edited since it was expanded: what its parts became is not known any more
    record Form(NodeExpand.Form expanded, boolean edited) {}

    static Expansions of(SourceText text, NodeExpand asked, List<NodeExpand.Form> forms) {
        return new Expansions(
                text, asked, forms.stream().map(form -> new Form(form, false)).toList(), false);
    }

    Expansions asStale(boolean now) {
        return now == stale ? this : new Expansions(text, asked, forms, now);
    }

    /// The same after an edit: what stood elsewhere moves with the text.
    Expansions edited(String uri, TextChange change) {
        var moved = new ArrayList<Form>();
        for (var form : forms) {
            var old = form.expanded();
            var place = change.move(old.start(), old.end());
            if (!place.isEmpty()) {
                boolean edited = form.edited() || place.touched();
                var errors = new ArrayList<NodeError>();
                if (!edited) {
                    old.errors().forEach(error -> move(error, uri, change).ifPresent(errors::add));
                }
                moved.add(
                        new Form(
                                new NodeExpand.Form(
                                        place.start(),
                                        place.end(),
                                        old.expansion(),
                                        errors,
                                        old.uses()),
                                edited));
            }
        }
        return new Expansions(text, asked, moved, stale);
    }

    /// Empty if its place is not what it was.
    private static Optional<NodeError> move(NodeError error, String uri, TextChange change) {
        return move(error.at(), uri, change)
                .map(at ->
                        new NodeError(
                                error.phase(),
                                error.code(),
                                error.message(),
                                at,
                                error.notes().stream()
                                        .flatMap(note ->
                                                move(note.at(), uri, change).stream()
                                                        .map(to ->
                                                                new NodeError.Note(
                                                                        to, note.text())))
                                        .toList(),
                                error.calls(),
                                error.hint(),
                                error.rendered(),
                                error.coloured()));
    }

    private static Optional<NodeError.Place> move(
            NodeError.Place place, String uri, TextChange change) {
        if (!place.name().equals(uri)) {
            return Optional.of(place);
        }
        var moved = change.move(place.start(), place.end());
        return moved.touched()
                ? Optional.empty()
                : Optional.of(new NodeError.Place(uri, moved.start(), moved.end()));
    }
}
