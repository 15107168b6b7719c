package org.oxur.ide;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.oxur.ide.Analysis.TopForm;
import org.oxur.ide.FormFacts.Target;
import org.oxur.text.Span;

/// Where a thing is used: in the text (highlight), in the whole project (references), and what
/// renaming it changes.
public final class References {
    private final Snapshot snapshot;
    private final List<Reference> found = new ArrayList<>();

    private References(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    /// @param declaration it is where the name is introduced
    /// @param writes the place is set there
    public record Reference(Span span, boolean declaration, boolean writes) {}

    /// In all texts, in order; the declaration among them.
    public static List<Reference> at(Snapshot snapshot, Analysis analysis, int offset) {
        return Subject.at(snapshot, analysis, offset)
                .map(subject -> new References(snapshot).to(analysis, subject))
                .orElse(List.of());
    }

    /// Those in the same text.
    public static List<Reference> highlights(Snapshot snapshot, Analysis analysis, int offset) {
        return at(snapshot, analysis, offset).stream()
                .filter(reference -> reference.span().source() == analysis.text())
                .toList();
    }

    /// The edits that give the thing another name; none if it is not the project's own, or the name
    /// is none.
    public static List<TextEdit> rename(
            Snapshot snapshot, Analysis analysis, int offset, String newName) {
        boolean isName =
                !newName.isEmpty()
                        && newName.chars()
                                .noneMatch(c ->
                                        Character.isWhitespace(c)
                                                || "()[]{}\";'`,\\:#.".indexOf(c) >= 0)
                        && !Character.isDigit(newName.charAt(0));
        return isName
                ? at(snapshot, analysis, offset).stream()
                        .map(reference -> new TextEdit(reference.span(), newName))
                        .toList()
                : List.of();
    }

    private List<Reference> to(Analysis analysis, Subject subject) {
        switch (subject) {
            case Subject.Local(_, var form, var variable) -> local(analysis, form, variable.id());
            case Subject.Defined(_, var definitions) -> defined(definitions);
            case Subject.BuiltIn _, Subject.Special _, Subject.OfLanguage _ -> {}
        }
        found.sort(
                Comparator.comparing((Reference r) -> r.span().source().name())
                        .thenComparingInt(r -> r.span().start()));
        return found;
    }

    private void local(Analysis analysis, TopForm form, int variable) {
        var places = new HashSet<FormFacts.Place>();
        var declared = form.facts().variables().get(variable).place();
        places.add(declared);
        found.add(new Reference(analysis.span(form, declared), true, false));
        for (var use : form.facts().uses()) {
            if (use.target() instanceof Target.Local(int id)
                    && id == variable
                    && places.add(use.place())) {
                found.add(new Reference(analysis.span(form, use.place()), false, use.writes()));
            }
        }
    }

    private void defined(List<Definition> wanted) {
        var names = new HashSet<String>();
        wanted.forEach(definition -> names.add(definition.name()));
        for (var analysis : snapshot.analyses()) {
            var places = new HashSet<Integer>();
            for (var definition : wanted) {
                if (definition.nameSpan().source() == analysis.text()
                        && definition.nameSpan().length() > 0
                        && places.add(definition.nameSpan().start())) {
                    found.add(new Reference(definition.nameSpan(), true, false));
                }
            }
            var finder = new Subject.Finder(snapshot, analysis);
            for (var form : analysis.forms()) {
                known(analysis, finder, form, wanted, names, places);
            }
            bare(analysis, finder, wanted, names, places);
        }
    }

    private void known(
            Analysis analysis,
            Subject.Finder finder,
            TopForm form,
            List<Definition> wanted,
            Set<String> names,
            Set<Integer> places) {
        for (var use : form.facts().uses()) {
            var span = analysis.span(form, use.place());
            boolean mayBe =
                    names.contains(span.text())
                            || !(use.target() instanceof Target.Value
                                    || use.target() instanceof Target.Method);
            if (mayBe
                    && finder.of(form, use) instanceof Subject.Defined(_, var definitions)
                    && meetsAny(definitions, wanted)
                    && places.add(span.start())) {
                found.add(new Reference(span, false, use.writes()));
            }
        }
    }

    /// Words in macros and broken forms, of which nothing more is known, and heads of macro calls,
    /// of which the tree keeps no trace.
    private void bare(
            Analysis analysis,
            Subject.Finder finder,
            List<Definition> wanted,
            Set<String> names,
            Set<Integer> places) {
        boolean isMacro =
                wanted.stream().anyMatch(definition -> definition.kind() == Definition.Kind.MACRO);
        var last = Token.Kind.BAD;
        for (var token : analysis.tree().tokens()) {
            boolean isHead = last == Token.Kind.OPEN;
            last = token.kind();
            if (token.kind() != Token.Kind.SYMBOL
                    || !names.contains(token.text(analysis.text().text()))
                    || places.contains(token.start())) {
                continue;
            }
            boolean mayBeMeant = (isMacro && isHead) || !analysis.isUnderstood(token.start());
            if (mayBeMeant
                    && finder.at(token.start()) instanceof Subject.Defined(_, var definitions)
                    && meetsAny(definitions, wanted)) {
                places.add(token.start());
                found.add(
                        new Reference(
                                analysis.text().span(token.start(), token.end()), false, false));
            }
        }
    }

    private static boolean meetsAny(List<Definition> found, List<Definition> wanted) {
        return found.stream()
                .anyMatch(one ->
                        wanted.stream()
                                .anyMatch(other -> one.nameSpan().samePlace(other.nameSpan())));
    }
}
