package org.oxur.ide;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.oxur.error.LanguageError;
import org.oxur.frontend.ParsedText.Expectation;
import org.oxur.frontend.ParsedText.Kind;
import org.oxur.ide.Analysis.TopForm;
import org.oxur.ide.Diagnostic.Related;
import org.oxur.ide.Diagnostic.Severity;
import org.oxur.ide.FormFacts.Assumption;
import org.oxur.ide.FormFacts.Call;
import org.oxur.ide.FormFacts.Construction;
import org.oxur.ide.FormFacts.Finding;
import org.oxur.ide.FormFacts.Given;
import org.oxur.ide.FormFacts.Target;
import org.oxur.ide.FormFacts.Use;
import org.oxur.ide.Meanings.Meaning;
import org.oxur.text.Span;
import org.oxur.text.Spelling;

/// Mistakes that are certain before anything runs. When in doubt, nothing is said.
///
/// A form whose expectation says that it fails (`;!> code`) is right to fail: that mistake is not
/// reported.
public final class Diagnostics {
    private final Analysis analysis;
    private final Meanings meanings;
    private final List<Diagnostic> found = new ArrayList<>();

    private Diagnostics(Snapshot snapshot, Analysis analysis) {
        this.analysis = analysis;
        this.meanings = new Meanings(snapshot, analysis);
    }

    /// In the order in which they stand in the text.
    public static List<Diagnostic> of(Snapshot snapshot, Analysis analysis) {
        var diagnostics = new Diagnostics(snapshot, analysis);
        diagnostics.read();
        for (var form : analysis.forms()) {
            diagnostics.form(form);
        }
        return diagnostics.unexpected();
    }

    private void read() {
        for (var error : analysis.readErrors()) {
            found.add(of(error));
        }
    }

    /// An error that a phase before reported, as a diagnostic.
    public static Diagnostic of(LanguageError error) {
        var related =
                error.labels().stream()
                        .map(label -> new Related(label.span(), label.note()))
                        .toList();
        return new Diagnostic(
                error.span(),
                Severity.ERROR,
                error.code(),
                error.message(),
                related,
                error.hint(),
                false);
    }

    private void form(TopForm form) {
        var facts = form.facts();
        int first = found.size();
        facts.findings().forEach(finding -> finding(form, finding));
        facts.uses().forEach(use -> name(form, use));
        facts.calls().forEach(call -> arity(form, call));
        facts.constructions().forEach(construction -> fields(form, construction));
        facts.given().forEach(given -> given(form, given));
        for (var call : facts.calls()) {
            if (mayBeMacro(call)) {
                var place = analysis.span(form, call.place());
                var callee = analysis.span(form, call.callee());
                found.subList(first, found.size())
                        .removeIf(diagnostic ->
                                place.contains(diagnostic.span())
                                        && !callee.contains(diagnostic.span()));
            }
        }
    }

    /// A macro of another text is not known when this one is expanded: what stands inside its call
    /// may be anything.
    private boolean mayBeMacro(Call call) {
        return switch (meanings.resolve(call.path(), call.module())) {
            case Meaning.Defined(var definitions) ->
                    definitions.stream()
                            .anyMatch(definition -> definition.kind() == Definition.Kind.MACRO);
            case Meaning.Elsewhere _, Meaning.Unknown _ -> true;
            case Meaning.BuiltIn _, Meaning.OfLanguage _ -> false;
        };
    }

    private void add(
            Span span, String code, String message, List<Related> related, @Nullable String hint) {
        found.add(new Diagnostic(span, Severity.ERROR, code, message, related, hint, false));
    }

    private void finding(TopForm form, Finding finding) {
        if (finding.assumes() != null && !holds(finding.assumes())) {
            return;
        }
        var related =
                finding.notes().stream()
                        .map(note -> new Related(analysis.span(form, note.place()), note.text()))
                        .toList();
        boolean unnecessary = finding.code().equals("unused-binding");
        found.add(
                new Diagnostic(
                        analysis.span(form, finding.place()),
                        finding.severity(),
                        finding.code(),
                        finding.message(),
                        related,
                        finding.hint(),
                        unnecessary));
    }

    private boolean holds(Assumption assumption) {
        return switch (assumption) {
            case Assumption.BuiltIn(var name) ->
                    meanings.resolve(name, "") instanceof Meaning.BuiltIn;
            case Assumption.TakesByValue(var path, var module, var argument) -> {
                var functions = meanings.definitions(path, module);
                yield !functions.isEmpty()
                        && functions.stream()
                                .allMatch(function -> takesByValue(function, argument));
            }
        };
    }

    private static boolean takesByValue(Definition function, int argument) {
        if (function.kind() != Definition.Kind.FUNCTION
                || argument >= function.parameters().size()) {
            return false;
        }
        var parameter = function.parameters().get(argument);
        return !parameter.contains("&");
    }

    private void name(TopForm form, Use use) {
        switch (use.target()) {
            case Target.Value(var path, var module) -> value(form, use, path, module);
            case Target.Field(var name, var owner, var module) -> {
                // A key of a struct that is made or matched is looked at with the whole struct.
                boolean isKey =
                        use.place().start() > 0
                                && analysis.text()
                                                .text()
                                                .charAt(form.start() + use.place().start() - 1)
                                        == ':';
                if (owner != null && !isKey) {
                    field(analysis.span(form, use.place()), name, owner, module);
                }
            }
            case Target.TypeName _, Target.Local _, Target.Method _, Target.Generic _ -> {}
        }
    }

    private void value(TopForm form, Use use, String path, String module) {
        if (!(meanings.resolve(path, module) instanceof Meaning.Unknown(var certain))) {
            return;
        }
        var span = analysis.span(form, use.place());
        int colons = path.lastIndexOf("::");
        if (colons > 0 && Character.isUpperCase(path.charAt(colons + 2))) {
            variant(span, path.substring(0, colons), path.substring(colons + 2), module);
        } else if (certain) {
            var names = meanings.names();
            names.addAll(LocalsInScope.at(analysis.tree(), span.start()));
            var similar = Spelling.nearest(path, names);
            add(
                    span,
                    "undefined-name",
                    "`" + path + "` is not defined",
                    List.of(),
                    similar == null ? null : "did you mean `" + similar + "`?");
        }
    }

    private void variant(Span span, String type, String name, String module) {
        var enums = meanings.definitions(type, module);
        if (enums.size() == 1 && enums.getFirst().kind() == Definition.Kind.ENUM) {
            var variants = enums.getFirst().members().stream().map(Definition::name).toList();
            var similar = Spelling.nearest(name, variants);
            add(
                    span,
                    "unknown-variant",
                    "`" + type + "` has no variant `" + name + "`",
                    List.of(),
                    similar == null ? null : "did you mean `" + type + "::" + similar + "`?");
        }
    }

    private void field(Span span, String name, String owner, String module) {
        var types = meanings.definitions(owner, module);
        if (types.size() == 1 && types.getFirst().kind() == Definition.Kind.STRUCT) {
            var fields = types.getFirst().members().stream().map(Definition::name).toList();
            if (!fields.contains(name)) {
                var similar = Spelling.nearest(name, fields);
                add(
                        span,
                        "unknown-field",
                        "no field `" + name + "` of `" + owner + "`",
                        List.of(),
                        similar == null ? null : "did you mean `" + similar + "`?");
            }
        }
    }

    private void arity(TopForm form, Call call) {
        switch (meanings.resolve(call.path(), call.module())) {
            case Meaning.Defined(var definitions) -> {
                boolean callable =
                        definitions.stream()
                                .allMatch(d ->
                                        d.kind() == Definition.Kind.FUNCTION
                                                || d.kind() == Definition.Kind.VARIANT
                                                || d.kind() == Definition.Kind.METHOD);
                if (callable
                        && definitions.stream()
                                .noneMatch(d -> d.takes().allows(call.arguments()))) {
                    var first = definitions.getLast();
                    add(
                            analysis.span(form, call.callee()),
                            "arity-mismatch",
                            takes(call, first.takes().words()),
                            List.of(new Related(first.nameSpan(), "defined here")),
                            first.signature());
                }
            }
            case Meaning.BuiltIn(var function) -> {
                int most = function.maxArguments();
                if (call.arguments() < function.minArguments()
                        || (most >= 0 && call.arguments() > most)) {
                    add(
                            analysis.span(form, call.callee()),
                            "arity-mismatch",
                            takes(call, function.arity()),
                            List.of(),
                            function.signature());
                }
            }
            case Meaning.OfLanguage _, Meaning.Elsewhere _, Meaning.Unknown _ -> {}
        }
    }

    private static String takes(Call call, String expected) {
        return "`"
                + call.path()
                + "` takes "
                + expected
                + ", "
                + call.arguments()
                + (call.arguments() == 1 ? " was" : " were")
                + " given";
    }

    private void fields(TopForm form, Construction construction) {
        var made = meanings.definitions(construction.path(), construction.module());
        if (made.size() != 1
                || made.getFirst().members().isEmpty()
                || made.getFirst().kind() == Definition.Kind.ENUM) {
            return;
        }
        var definition = made.getFirst();
        var known = definition.members().stream().map(Definition::name).toList();
        Set<String> given = new HashSet<>();
        for (var field : construction.fields()) {
            given.add(field.name());
            if (!known.contains(field.name())) {
                var similar = Spelling.nearest(field.name(), known);
                add(
                        analysis.span(form, field.place()),
                        "unknown-field",
                        "no field `" + field.name() + "` of `" + construction.path() + "`",
                        List.of(new Related(definition.nameSpan(), "defined here")),
                        similar == null ? null : "did you mean `" + similar + "`?");
            }
        }
        var missing = known.stream().filter(name -> !given.contains(name)).toList();
        if (construction.complete()
                && !construction.pattern()
                && !missing.isEmpty()
                && known.containsAll(given)) {
            var words = String.join(", ", missing.stream().map(name -> "`" + name + "`").toList());
            add(
                    analysis.span(form, construction.name()),
                    "unknown-field",
                    "missing field"
                            + (missing.size() == 1 ? " " : "s ")
                            + words
                            + " of `"
                            + construction.path()
                            + "`",
                    List.of(new Related(definition.nameSpan(), "defined here")),
                    definition.signature());
        }
    }

    private void given(TopForm form, Given given) {
        var statics = meanings.definitions(given.path(), given.module());
        if (statics.size() != 1
                || statics.getFirst().kind() != Definition.Kind.STATIC
                || !holdsMovingLiteral(statics.getFirst())) {
            return;
        }
        if (given.to() != null && !holds(given.to())) {
            return;
        }
        var name = given.path();
        add(
                analysis.span(form, given.place()),
                "cannot-move",
                "cannot move `" + name + "` out of a static",
                List.of(new Related(statics.getFirst().nameSpan(), "defined here")),
                "lend it with `&" + name + "`, or copy it with `(clone " + name + ")`");
    }

    /// `(def name [1 2 3])`, a vector or map written out.
    private static boolean holdsMovingLiteral(Definition definition) {
        var text = definition.span().text();
        int at = text.indexOf(definition.name()) + definition.name().length();
        var value = text.substring(at).strip();
        return value.startsWith("[") || value.startsWith("#{");
    }

    /// Without what the text says will happen, and nothing twice.
    private List<Diagnostic> unexpected() {
        var expected =
                analysis.parsed().expectations().stream()
                        .filter(expectation -> expectation.kind() == Kind.ERROR)
                        .toList();
        var kept = new ArrayList<Diagnostic>();
        var seen = new HashSet<String>();
        found.sort(
                Comparator.comparingInt((Diagnostic d) -> d.span().start())
                        .thenComparingInt(d -> d.span().end()));
        for (var diagnostic : found) {
            boolean isNew =
                    seen.add(
                            diagnostic.span().start()
                                    + ":"
                                    + diagnostic.span().end()
                                    + ":"
                                    + diagnostic.message());
            if (isNew
                    && expected.stream()
                            .noneMatch(expectation -> foresees(expectation, diagnostic))) {
                kept.add(diagnostic);
            }
        }
        return kept;
    }

    private static boolean foresees(Expectation expectation, Diagnostic diagnostic) {
        var code = expectation.text().strip().split("\\s+", 2)[0];
        return code.equals(diagnostic.code())
                && expectation.subject().start() <= diagnostic.span().start()
                && diagnostic.span().end() <= expectation.subject().end();
    }
}
