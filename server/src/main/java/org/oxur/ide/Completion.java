package org.oxur.ide;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.oxur.builtin.BuiltinFunction;
import org.oxur.builtin.Builtins;
import org.oxur.ide.FormTree.Node;
import org.oxur.ide.FormTree.Shape;
import org.oxur.text.Span;

/// What may be written at the cursor: variables in scope first, then definitions, then what the
/// language brings.
public final class Completion {
    private static final int MOST = 300;

    private final Snapshot snapshot;
    private final Analysis analysis;
    private final Meanings meanings;
    private final List<Node> path;
    private final int offset;
    private final Map<String, Item> items = new LinkedHashMap<>();

    private Completion(Snapshot snapshot, Analysis analysis, int offset) {
        this.snapshot = snapshot;
        this.analysis = analysis;
        this.meanings = new Meanings(snapshot, analysis);
        this.path = analysis.tree().path(offset);
        this.offset = offset;
    }

    /// What an item is.
    public enum Kind {
        VARIABLE,
        FUNCTION,
        METHOD,
        MACRO,
        STATIC,
        CONSTANT,
        STRUCT,
        ENUM,
        TRAIT,
        MODULE,
        VARIANT,
        FIELD,
        TYPE,
        KEYWORD,
        SPECIAL
    }

    /// @param replaced the text that the insertion takes the place of
    /// @param insert what is inserted; a snippet has places to fill in, `${1:name}`
    /// @param detail the signature, on one line; empty if there is none
    /// @param doc Markdown, or null
    public record Item(
            String label,
            Kind kind,
            Span replaced,
            String insert,
            boolean snippet,
            String detail,
            @Nullable String doc) {}

    /// The likeliest first; none in comments and strings.
    public static List<Item> at(Snapshot snapshot, Analysis analysis, int offset) {
        var completion = new Completion(snapshot, analysis, offset);
        completion.collect();
        return completion.items.values().stream().limit(MOST).toList();
    }

    private void collect() {
        var leaf = path.getLast();
        if (leaf.shape() == Shape.COMMENT
                || leaf.is(Token.Kind.STRING)
                || leaf.is(Token.Kind.CHARACTER)
                || leaf.is(Token.Kind.NUMBER)) {
            return;
        }
        boolean inWord = leaf.shape() == Shape.ATOM || leaf.shape() == Shape.STRAY;
        int start = inWord ? leaf.start() : offset;
        int end = inWord ? leaf.end() : offset;
        var text = analysis.text().text();
        if (!inWord && offset > 0 && text.charAt(offset - 1) == ':') {
            start = offset - 1;
        }
        var word = text.substring(start, offset);
        int colons = word.lastIndexOf("::");
        int dot = word.lastIndexOf('.');
        if (word.startsWith(":")) {
            keywords(word, span(start, end));
        } else if (dot == 0) {
            methods(word.substring(1), span(start + 1, end));
        } else if (dot > 0) {
            fields(word.substring(0, dot), word.substring(dot + 1), span(start + dot + 1, end));
        } else if (colons >= 0) {
            members(
                    word.substring(0, colons),
                    word.substring(colons + 2),
                    span(start + colons + 2, end));
        } else {
            names(word, span(start, end));
        }
    }

    private Span span(int start, int end) {
        return analysis.text().span(start, Math.max(start, end));
    }

    private void add(
            String label,
            Kind kind,
            String word,
            Span replaced,
            String detail,
            @Nullable String doc) {
        if (fits(label, word)) {
            items.putIfAbsent(label, new Item(label, kind, replaced, label, false, detail, doc));
        }
    }

    /// The letters typed stand in the label in that order, the first of them at its beginning or
    /// that of a part.
    private static boolean fits(String label, String word) {
        if (word.isEmpty()) {
            return true;
        }
        for (int start = 0; start < label.length(); start++) {
            boolean begins = start == 0 || !Character.isLetterOrDigit(label.charAt(start - 1));
            if (begins && follows(label, start, word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean follows(String label, int start, String word) {
        int at = 0;
        for (int i = start; i < label.length() && at < word.length(); i++) {
            boolean same =
                    Character.toLowerCase(label.charAt(i))
                            == Character.toLowerCase(word.charAt(at));
            if (i == start && !same) {
                return false;
            }
            at += same ? 1 : 0;
        }
        return at == word.length();
    }

    private void names(String word, Span replaced) {
        LocalsInScope.at(analysis.tree(), offset)
                .forEach(name -> add(name, Kind.VARIABLE, word, replaced, "", null));
        for (var entry : analysis.definitions().entrySet()) {
            var definition = entry.getValue().getLast();
            boolean isAtRoot = !entry.getKey().contains("::");
            if (isAtRoot
                    || definition.kind() == Definition.Kind.VARIANT
                    || (definition.kind() == Definition.Kind.METHOD && !takesSelf(definition))) {
                add(
                        entry.getKey(),
                        kind(definition),
                        word,
                        replaced,
                        definition.signature(),
                        definition.doc());
            }
        }
        for (var use : analysis.imports()) {
            if (use.name() != null) {
                var known = meanings.definitions(use.name(), use.module());
                add(
                        use.name(),
                        known.isEmpty() ? Kind.FUNCTION : kind(known.getLast()),
                        word,
                        replaced,
                        known.isEmpty() ? "" : known.getLast().signature(),
                        null);
            }
        }
        specials(word, replaced);
        Builtins.functions()
                .forEach(function ->
                        add(
                                function.name(),
                                Kind.FUNCTION,
                                word,
                                replaced,
                                function.signature(),
                                doc(function)));
        new TreeSet<>(LanguageNames.VARIANTS)
                .forEach(name -> add(name, Kind.VARIANT, word, replaced, "", null));
        new TreeSet<>(LanguageNames.TYPES)
                .forEach(name -> add(name, Kind.TYPE, word, replaced, "", null));
        new TreeSet<>(LanguageNames.TRAITS)
                .forEach(name -> add(name, Kind.TRAIT, word, replaced, "", null));
        new TreeSet<>(snapshot.session().defined())
                .forEach(name -> add(name, Kind.FUNCTION, word, replaced, "", null));
    }

    private static boolean takesSelf(Definition method) {
        return !method.parameters().isEmpty() && method.parameters().getFirst().endsWith("self");
    }

    /// Right after an opening bracket the rest of the form comes with the head; elsewhere the whole
    /// form is inserted.
    private void specials(String word, Span replaced) {
        boolean isHead =
                replaced.start() > 0 && analysis.text().text().charAt(replaced.start() - 1) == '(';
        for (var form : SpecialForms.all()) {
            if (fits(form.name(), word)) {
                var snippet =
                        isHead
                                ? form.snippet().substring(1, form.snippet().length() - 1)
                                : form.snippet();
                items.putIfAbsent(
                        form.name(),
                        new Item(
                                form.name(),
                                form.kind() == SpecialForm.Kind.MACRO ? Kind.MACRO : Kind.SPECIAL,
                                replaced,
                                snippet,
                                true,
                                form.shape(),
                                form.doc()));
            }
        }
    }

    private static @Nullable String doc(BuiltinFunction function) {
        return function.doc()
                + (function.example().isEmpty()
                        ? ""
                        : "\n```oxur\n" + function.example() + "\n```");
    }

    private static Kind kind(Definition definition) {
        return switch (definition.kind()) {
            case FUNCTION -> Kind.FUNCTION;
            case METHOD -> Kind.METHOD;
            case MACRO -> Kind.MACRO;
            case STATIC -> Kind.STATIC;
            case CONSTANT -> Kind.CONSTANT;
            case STRUCT, IMPL -> Kind.STRUCT;
            case ENUM -> Kind.ENUM;
            case TRAIT -> Kind.TRAIT;
            case MODULE -> Kind.MODULE;
            case VARIANT -> Kind.VARIANT;
            case FIELD -> Kind.FIELD;
        };
    }

    /// The fields of a struct that is being made come first, then all keywords of the text.
    private void keywords(String word, Span replaced) {
        for (var node : path.reversed()) {
            var head = analysis.tree().head(node);
            var made = head == null ? List.<Definition>of() : meanings.definitions(head, "");
            if (!made.isEmpty()) {
                made.getLast().members().stream()
                        .filter(member -> member.kind() == Definition.Kind.FIELD)
                        .forEach(field ->
                                add(
                                        ":" + field.name(),
                                        Kind.FIELD,
                                        word,
                                        replaced,
                                        field.signature(),
                                        null));
                break;
            }
        }
        var used = new TreeSet<String>();
        for (var token : analysis.tree().tokens()) {
            if (token.kind() == Token.Kind.KEYWORD
                    && !(token.start() <= offset && offset <= token.end())) {
                used.add(token.text(analysis.text().text()));
            }
        }
        used.forEach(keyword -> add(keyword, Kind.KEYWORD, word, replaced, "", null));
    }

    private void methods(String word, Span replaced) {
        for (var text : snapshot.analyses()) {
            for (var definitions : text.definitions().values()) {
                var definition = definitions.getLast();
                if (definition.kind() == Definition.Kind.METHOD && takesSelf(definition)) {
                    add(
                            definition.name(),
                            Kind.METHOD,
                            word,
                            replaced,
                            definition.of() + ": " + definition.signature(),
                            definition.doc());
                }
            }
        }
        for (var function : Builtins.functions()) {
            if (Character.isLetter(function.name().charAt(0))
                    && !function.name().contains("::")
                    && function.maxArguments() != 0) {
                add(
                        function.name().replace("!", ""),
                        Kind.METHOD,
                        word,
                        replaced,
                        function.signature(),
                        doc(function));
            }
        }
    }

    private void fields(String base, String word, Span replaced) {
        var type = base.equals("self") ? enclosingType() : typeOf(base);
        var types = type == null ? List.<Definition>of() : meanings.definitions(type, "");
        var owners =
                types.isEmpty()
                        ? analysis.definitions().values().stream().map(List::getLast).toList()
                        : types;
        for (var owner : owners) {
            if (owner.kind() == Definition.Kind.STRUCT) {
                owner.members()
                        .forEach(field ->
                                add(
                                        field.name(),
                                        Kind.FIELD,
                                        word,
                                        replaced,
                                        owner.name() + ": " + field.signature(),
                                        null));
            }
        }
    }

    private @Nullable String enclosingType() {
        for (var node : path) {
            if ("impl".equals(analysis.tree().head(node))) {
                var impl = Outline.in(analysis.tree(), node);
                return impl.isEmpty() ? null : impl.getFirst().of();
            }
        }
        return null;
    }

    /// As declared by the form as it was when it could last be read, or told from the value it is
    /// bound to: `[p (Point …)]`.
    private @Nullable String typeOf(String variable) {
        var form = analysis.formAt(offset);
        if (form != null) {
            for (var known : form.facts().variables().reversed()) {
                if (known.name().equals(variable) && known.type() != null) {
                    return known.type();
                }
            }
        }
        for (var node : path.reversed()) {
            var parts = node.forms();
            for (int i = 0; i + 1 < parts.size(); i++) {
                var vector =
                        parts.get(i).shape() == Shape.VECTOR
                                ? parts.get(i).forms()
                                : List.<Node>of();
                for (int j = 0; j < vector.size(); j++) {
                    var found = declaredType(vector, j, variable);
                    if (found != null) {
                        return found;
                    }
                }
            }
        }
        return null;
    }

    private @Nullable String declaredType(List<Node> bindings, int index, String variable) {
        var tree = analysis.tree();
        var node = bindings.get(index);
        if (variable.equals(tree.head(node)) && node.forms().size() == 2) {
            return tree.text(node.forms().get(1)).replaceAll("[()&]|mut |mut\\b", "").strip();
        }
        boolean isBound = tree.text(node).equals(variable) && index + 1 < bindings.size();
        var maker = isBound ? tree.head(bindings.get(index + 1)) : null;
        if (maker == null) {
            return null;
        }
        return maker.endsWith("::new")
                ? maker.substring(0, maker.length() - "::new".length())
                : maker;
    }

    private void members(String owner, String word, Span replaced) {
        var found = new ArrayList<Definition>();
        meanings.definitions(owner, "").forEach(definition -> found.addAll(definition.members()));
        for (var entry : analysis.definitions().entrySet()) {
            if (entry.getKey().startsWith(owner + "::")) {
                found.addAll(entry.getValue());
            }
        }
        var module = snapshot.module(owner, analysis.text().name());
        if (module != null) {
            module.outline().stream()
                    .filter(definition -> definition.kind() != Definition.Kind.IMPL)
                    .forEach(found::add);
        }
        found.stream()
                .filter(definition -> definition.kind() != Definition.Kind.FIELD)
                .forEach(definition ->
                        add(
                                definition.name(),
                                kind(definition),
                                word,
                                replaced,
                                definition.signature(),
                                definition.doc()));
        for (var function : Builtins.functions()) {
            if (function.name().startsWith(owner + "::")) {
                add(
                        function.name().substring(owner.length() + 2),
                        Kind.FUNCTION,
                        word,
                        replaced,
                        function.signature(),
                        doc(function));
            }
        }
    }
}
