package org.oxur.ide;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.oxur.builtin.Builtins;
import org.oxur.error.LanguageError;
import org.oxur.frontend.Expander;
import org.oxur.frontend.ParsedText;
import org.oxur.ide.EditorLanguage.Reading;
import org.oxur.ide.FormTree.Node;
import org.oxur.text.SourceText;
import org.oxur.text.Span;

/// One text with all that is known about it without running anything.
///
/// Immutable. The next analysis of the same text takes over what the last one found out about each
/// top-level form that has not changed; what a form means depends on its text and on the macros
/// defined before it.
public final class Analysis {
    private final SourceText text;
    private final EditorLanguage language;
    private final FormTree tree;
    private final ParsedText parsed;
    private final List<TopForm> forms;
    private final List<Definition> outline;
    private final Map<FactsKey, FormFacts> facts;
    private final Map<String, List<Definition>> definitions = new LinkedHashMap<>();
    private final Set<String> definedByMacros = new HashSet<>();
    private final List<FormFacts.Import> imports = new ArrayList<>();
    private final boolean definesOnlyWhatIsSeen;
    private final Function<SourceText, Reading> again;

    /// A top-level form, broken ones too, with what it says.
    ///
    /// @param read false when the reader found it broken: then there are no facts
    record TopForm(Node node, FormFacts facts, boolean read) {
        int start() {
            return node.start();
        }
    }

    /// @param macros texts of the macro definitions before it, hashed
    private record FactsKey(String text, long macros) {}

    private Analysis(
            SourceText text,
            EditorLanguage language,
            FormTree tree,
            Reading read,
            List<TopForm> forms,
            Map<FactsKey, FormFacts> facts) {
        this.language = language;
        this.text = text;
        this.tree = tree;
        this.parsed = read.parsed();
        this.again = read.again();
        this.forms = List.copyOf(forms);
        this.outline = Outline.of(tree);
        this.facts = facts;
        collect(outline);
        for (var form : forms) {
            definedByMacros.addAll(form.facts.defines());
            imports.addAll(form.facts.imports());
        }
        this.definesOnlyWhatIsSeen = !DefiningMacros.mayHaveRun(this);
    }

    private void collect(List<Definition> outline) {
        for (var definition : outline) {
            if (definition.kind() != Definition.Kind.IMPL) {
                definitions
                        .computeIfAbsent(definition.path(), path -> new ArrayList<>())
                        .add(definition);
            }
            collect(definition.members());
        }
    }

    /// @param previous of an earlier state of the same text, or null
    public static Analysis of(
            SourceText text, EditorLanguage language, @Nullable Analysis previous) {
        var read = previous == null ? language.read(text) : previous.again.apply(text);
        var tree = FormTree.of(text, read.tokens());
        var parsed = read.parsed();
        var pass = new Pass(language.expander(), previous == null ? Map.of() : previous.facts);
        var readable = new HashMap<Integer, ParsedText.SourceForm>();
        parsed.forms().forEach(form -> readable.put(form.span().start(), form));
        var forms = new ArrayList<TopForm>();
        for (var node : tree.root().forms()) {
            var form = readable.get(node.start());
            forms.add(
                    form == null
                            ? new TopForm(node, FormFacts.NONE, false)
                            : new TopForm(node, pass.facts(form), true));
        }
        return new Analysis(text, language, tree, read, forms, pass.fresh);
    }

    /// One pass over a text: what is new is expanded, what is known is taken over.
    private static final class Pass {
        private final Expander expander;

        /// As far as what touches a form is looked at.
        private static final int NEIGHBOURS = 80;

        private final Map<FactsKey, FormFacts> known;
        private final Map<FactsKey, FormFacts> fresh = new HashMap<>();
        private final Set<String> macros = new HashSet<>();
        private long environment;

        Pass(Expander expander, Map<FactsKey, FormFacts> known) {
            this.expander = expander;
            this.known = known;
        }

        /// The form's text with what touches it: `v` and `[0]` of `v[0]` are no forms of their own.
        private static String withNeighbours(Span span) {
            var text = span.source().text();
            int from = span.start();
            while (from > 0
                    && span.start() - from < NEIGHBOURS
                    && !Character.isWhitespace(text.charAt(from - 1))) {
                from--;
            }
            int to = span.end();
            while (to < text.length()
                    && to - span.end() < NEIGHBOURS
                    && !Character.isWhitespace(text.charAt(to))) {
                to++;
            }
            boolean alone = from == span.start() && to == span.end();
            return alone
                    ? span.text()
                    : text.substring(from, span.start())
                            + "\n"
                            + span.text()
                            + "\n"
                            + text.substring(span.end(), to);
        }

        FormFacts facts(ParsedText.SourceForm form) {
            var key = new FactsKey(withNeighbours(form.span()), environment);
            var found = known.get(key);
            if (found == null || found.shapesLaterForms()) {
                var lowered = expander.expand(form);
                macros.addAll(lowered.macrosDefined());
                if (found == null) {
                    found = new FactFinder(form.span()).find(lowered);
                    found =
                            shapes(lowered.macrosDefined(), found)
                                    ? found.shapingLaterForms()
                                    : found;
                }
            }
            if (found.shapesLaterForms()) {
                environment = environment * 1_000_003 + key.text.hashCode() + 1;
            }
            fresh.put(key, found);
            return found;
        }

        /// Later forms are read otherwise after a macro, an import of one, or a definition that
        /// takes a name from a macro or operator.
        private boolean shapes(List<String> macrosDefined, FormFacts facts) {
            return !macrosDefined.isEmpty()
                    || !facts.imports().isEmpty()
                    || facts.defines().stream().anyMatch(this::hidesMeaning);
        }

        private boolean hidesMeaning(String name) {
            return macros.contains(name)
                    || LanguageNames.isKnown(name)
                    || Builtins.function(name) != null
                    || !Character.isLetter(name.charAt(0));
        }
    }

    public SourceText text() {
        return text;
    }

    EditorLanguage language() {
        return language;
    }

    public FormTree tree() {
        return tree;
    }

    /// What the front end read: its forms, errors and expectations.
    public ParsedText parsed() {
        return parsed;
    }

    /// What it defines, in order, known for broken forms too.
    public List<Definition> outline() {
        return outline;
    }

    public List<LanguageError> readErrors() {
        return parsed.errors();
    }

    /// Everything of the outline by path: `area`, `geometry::area`, `Shape::Circle`, `Point::norm`,
    /// `Point::x`. Several where a text defines a name again.
    Map<String, List<Definition>> definitions() {
        return definitions;
    }

    /// Names that its forms define once expanded; most are in the outline, too.
    Set<String> definedByMacros() {
        return definedByMacros;
    }

    List<FormFacts.Import> imports() {
        return imports;
    }

    /// False when a macro that could not be expanded may have defined names that nobody knows of.
    boolean definesOnlyWhatIsSeen() {
        return definesOnlyWhatIsSeen;
    }

    /// Whether the facts of the form at an offset say what the names there mean: not in macros, in
    /// what unexpanded ones were given, or in broken forms.
    boolean isUnderstood(int offset) {
        var form = formAt(offset);
        if (form == null || !form.read || "defmacro".equals(tree.head(form.node))) {
            return false;
        }
        int inside = offset - form.start();
        return form.facts.opaque().stream().noneMatch(place -> place.contains(inside));
    }

    /// The top-level form at an offset, its ends included; null between two.
    @Nullable TopForm formAt(int offset) {
        TopForm touching = null;
        for (var form : forms) {
            if (form.node.touches(offset) && (touching == null || form.start() == offset)) {
                touching = form;
            }
        }
        return touching;
    }

    /// The tokens of a top-level form, comments among them.
    List<Token> tokensOf(TopForm form) {
        var tokens = tree.tokens();
        return tokens.subList(firstTokenFrom(form.start()), firstTokenFrom(form.node.end()));
    }

    private int firstTokenFrom(int offset) {
        int low = 0;
        int high = tree.tokens().size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (tree.tokens().get(middle).start() < offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    List<TopForm> forms() {
        return forms;
    }

    Span span(TopForm form, FormFacts.Place place) {
        return text.span(form.start() + place.start(), form.start() + place.end());
    }
}
