package org.oxur.ide;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.oxur.ide.FormFacts.Role;
import org.oxur.ide.FormFacts.Variable;
import org.oxur.text.Span;

/// What the thing under the cursor is: how it is declared, what its doc string says, what the
/// running program knows of it.
public final class Hover {
    private final Snapshot snapshot;
    private final Analysis analysis;

    private Hover(Snapshot snapshot, Analysis analysis) {
        this.snapshot = snapshot;
        this.analysis = analysis;
    }

    /// @param markdown code blocks are marked `oxur`
    public record Explanation(Span span, String markdown) {}

    public static Optional<Explanation> at(Snapshot snapshot, Analysis analysis, int offset) {
        var hover = new Hover(snapshot, analysis);
        return Subject.at(snapshot, analysis, offset)
                .map(subject -> new Explanation(subject.span(), hover.explain(subject)));
    }

    private String explain(Subject subject) {
        return switch (subject) {
            case Subject.Local(_, _, var variable) -> local(variable);
            case Subject.Defined(_, var definitions) -> defined(definitions);
            case Subject.BuiltIn(_, var function) ->
                    code("(" + withoutBrackets(function.signature()) + ")")
                            + paragraph(function.doc())
                            + (function.example().isEmpty() ? "" : code(function.example()));
            case Subject.Special(_, var form) ->
                    code(form.shape()) + paragraph(form.doc()) + code(form.example());
            case Subject.OfLanguage(_, var name) ->
                    paragraph("`" + name + "`: a " + kindOfLanguage(name) + " of the language");
        };
    }

    /// `push! [&mut v x]` is how a definition would begin: `defn push! [&mut v x]`.
    private static String withoutBrackets(String signature) {
        return "defn " + signature;
    }

    private static String kindOfLanguage(String name) {
        return LanguageNames.TRAITS.contains(name)
                ? "trait"
                : LanguageNames.VARIANTS.contains(name) ? "variant" : "type";
    }

    private static String local(Variable variable) {
        var type = variable.type() == null ? "" : ": " + variable.type();
        var holds =
                variable.describes() == null || variable.type() != null
                        ? ""
                        : " (holds " + variable.describes() + ")";
        var kind = variable.role() == Role.PARAMETER ? "parameter" : "variable";
        return paragraph(
                "`"
                        + (variable.mutable() ? "mut " : "")
                        + variable.name()
                        + type
                        + "`: a "
                        + kind
                        + holds);
    }

    private String defined(List<Definition> definitions) {
        var parts = new ArrayList<String>();
        // A text may define a name again: the last one counts. Several names are alternatives, all
        // shown.
        var shown =
                definitions.stream().map(Definition::path).distinct().count() == 1
                        ? List.of(definitions.getLast())
                        : definitions;
        for (var definition : shown.subList(0, Math.min(4, shown.size()))) {
            parts.add(one(definition));
        }
        if (shown.size() > 4) {
            parts.add("and " + (shown.size() - 4) + " more\n");
        }
        return String.join("\n---\n", parts);
    }

    private String one(Definition definition) {
        var out = new StringBuilder(code(definition.signature()));
        if (definition.doc() != null) {
            out.append(paragraph(definition.doc()));
        }
        var where =
                definition.nameSpan().source() == analysis.text()
                        ? ""
                        : " in " + lastPart(definition.nameSpan().source().name());
        var of = definition.of() == null ? "" : " of `" + definition.of() + "`";
        out.append(paragraph(definition.kind().word() + of + where));
        if (definition.kind() == Definition.Kind.MACRO) {
            out.append(
                    paragraph(
                            "expanded before its call runs; `(macroexpand '("
                                    + definition.name()
                                    + " …))` shows what it becomes"));
        }
        var value = snapshot.session().value(definition);
        if (value != null && definition.kind() == Definition.Kind.STATIC) {
            out.append(value.stale() ? paragraph("*before the last change*") : "");
            out.append(code(";=> " + value.text()));
        }
        return out.toString();
    }

    private static String lastPart(String file) {
        return file.substring(file.lastIndexOf('/') + 1);
    }

    private static String code(String text) {
        return "```oxur\n" + text + "\n```\n";
    }

    private static String paragraph(String text) {
        return text + "\n";
    }
}
