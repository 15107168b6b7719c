package org.oxur.ide;

import java.util.List;
import org.oxur.text.Span;

/// Where the thing under the cursor comes from. Names that macros brought in lead to what the macro
/// meant.
public final class GoToDefinition {
    private GoToDefinition() {}

    /// @param origin the name at the cursor
    /// @param target the whole definition
    /// @param targetName the name in it
    public record Link(Span origin, Span target, Span targetName) {}

    /// Several if it is not certain which is meant; the newest first where a text defines a name
    /// again.
    public static List<Link> at(Snapshot snapshot, Analysis analysis, int offset) {
        return Subject.at(snapshot, analysis, offset)
                .map(subject -> links(analysis, subject))
                .orElse(List.of());
    }

    private static List<Link> links(Analysis analysis, Subject subject) {
        return switch (subject) {
            case Subject.Local(var span, var form, var variable) -> {
                var place = analysis.span(form, variable.place());
                yield List.of(new Link(span, place, place));
            }
            case Subject.Defined(var span, var definitions) ->
                    definitions.reversed().stream()
                            .map(d -> new Link(span, d.span(), d.nameSpan()))
                            .toList();
            case Subject.BuiltIn _, Subject.Special _, Subject.OfLanguage _ -> List.of();
        };
    }
}
