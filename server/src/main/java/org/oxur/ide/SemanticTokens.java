package org.oxur.ide;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.oxur.ide.Analysis.TopForm;
import org.oxur.ide.FormFacts.Role;
import org.oxur.ide.FormFacts.Use;
import org.oxur.ide.FormFacts.Variable;

/// Colours by meaning: what each word of a text stands for.
public final class SemanticTokens {
    private final Snapshot snapshot;
    private final Analysis analysis;
    // By the offset at which a name begins; a symbol may hold several, as `p.x` does.
    private final Map<Integer, SemanticToken> named = new HashMap<>();

    private SemanticTokens(Snapshot snapshot, Analysis analysis) {
        this.snapshot = snapshot;
        this.analysis = analysis;
    }

    /// LSP's names for these, in camel case, are the lower-case words.
    public enum Type {
        FUNCTION("function"),
        METHOD("method"),
        MACRO("macro"),
        VARIABLE("variable"),
        PARAMETER("parameter"),
        STRUCT("struct"),
        ENUM("enum"),
        INTERFACE("interface"),
        TYPE("type"),
        TYPE_PARAMETER("typeParameter"),
        ENUM_MEMBER("enumMember"),
        PROPERTY("property"),
        NAMESPACE("namespace"),
        KEYWORD("keyword"),
        STRING("string"),
        NUMBER("number"),
        COMMENT("comment"),
        OPERATOR("operator");

        private final String lsp;

        Type(String lsp) {
            this.lsp = lsp;
        }

        public String lsp() {
            return lsp;
        }
    }

    /// What else is to be said of a name.
    public enum Modifier {
        DECLARATION("declaration"),
        MUTABLE("mutable"),
        READONLY("readonly"),
        DEFAULT_LIBRARY("defaultLibrary");

        private final String lsp;

        Modifier(String lsp) {
            this.lsp = lsp;
        }

        public String lsp() {
            return lsp;
        }
    }

    /// Never spans lines, save strings and block comments.
    public record SemanticToken(int start, int end, Type type, Set<Modifier> modifiers) {
        public SemanticToken {
            modifiers = Set.copyOf(modifiers);
        }
    }

    /// In order, none overlapping.
    public static List<SemanticToken> of(Snapshot snapshot, Analysis analysis) {
        var tokens = new SemanticTokens(snapshot, analysis);
        tokens.names();
        return tokens.inOrder();
    }

    private void names() {
        var finder = new Subject.Finder(snapshot, analysis);
        for (var form : analysis.forms()) {
            for (var use : form.facts().uses()) {
                used(finder, form, use);
            }
            for (var variable : form.facts().variables()) {
                if (variable.place().start() >= 0) {
                    var span = analysis.span(form, variable.place());
                    put(span.start(), span.end(), type(variable), modifiers(variable, true));
                }
            }
        }
        for (var definitions : analysis.definitions().values()) {
            definitions.forEach(definition ->
                    put(
                            definition.nameSpan().start(),
                            definition.nameSpan().end(),
                            type(definition),
                            modifiers(definition, true)));
        }
    }

    private void put(int start, int end, Type type, Set<Modifier> modifiers) {
        named.put(start, new SemanticToken(start, end, type, modifiers));
    }

    private void used(Subject.Finder finder, TopForm form, Use use) {
        var span = analysis.span(form, use.place());
        if (use.target() instanceof FormFacts.Target.Generic) {
            put(span.start(), span.end(), Type.TYPE_PARAMETER, Set.of());
            return;
        }
        var meant = finder.of(form, use);
        if (meant == null) {
            var guess = guess(use);
            if (guess != null) {
                put(span.start(), span.end(), guess, Set.of());
            }
            return;
        }
        put(span, meant);
    }

    private static @Nullable Type guess(Use use) {
        return switch (use.target()) {
            case FormFacts.Target.Field _ -> Type.PROPERTY;
            case FormFacts.Target.Method _ -> Type.METHOD;
            case FormFacts.Target.TypeName _ -> Type.TYPE;
            case FormFacts.Target.Value _, FormFacts.Target.Local _, FormFacts.Target.Generic _ ->
                    null;
        };
    }

    private void put(org.oxur.text.Span span, Subject meant) {
        switch (meant) {
            case Subject.Local(_, _, var variable) ->
                    put(span.start(), span.end(), type(variable), modifiers(variable, false));
            case Subject.Defined(_, var definitions) ->
                    put(
                            span.start(),
                            span.end(),
                            type(definitions.getLast()),
                            modifiers(definitions.getLast(), false));
            case Subject.BuiltIn(_, var function) -> {
                boolean isOperator = !Character.isLetter(function.name().charAt(0));
                put(
                        span.start(),
                        span.end(),
                        isOperator ? Type.OPERATOR : Type.FUNCTION,
                        Set.of(Modifier.DEFAULT_LIBRARY));
            }
            case Subject.Special(_, var form) ->
                    put(span.start(), span.end(), type(form), Set.of(Modifier.DEFAULT_LIBRARY));
            case Subject.OfLanguage(_, var name) -> {
                var type =
                        LanguageNames.VARIANTS.contains(name)
                                ? Type.ENUM_MEMBER
                                : LanguageNames.TRAITS.contains(name)
                                        ? Type.INTERFACE
                                        : name.equals("self") ? Type.VARIABLE : Type.TYPE;
                put(span.start(), span.end(), type, Set.of(Modifier.DEFAULT_LIBRARY));
            }
        }
    }

    private static Type type(Variable variable) {
        return variable.role() == Role.PARAMETER ? Type.PARAMETER : Type.VARIABLE;
    }

    private static Type type(SpecialForm form) {
        return form.kind() == SpecialForm.Kind.MACRO ? Type.MACRO : Type.KEYWORD;
    }

    private static Set<Modifier> modifiers(Variable variable, boolean declaration) {
        var modifiers = EnumSet.noneOf(Modifier.class);
        if (declaration) {
            modifiers.add(Modifier.DECLARATION);
        }
        if (variable.mutable()) {
            modifiers.add(Modifier.MUTABLE);
        }
        return modifiers;
    }

    private static Type type(Definition definition) {
        return switch (definition.kind()) {
            case FUNCTION -> Type.FUNCTION;
            case METHOD -> Type.METHOD;
            case MACRO -> Type.MACRO;
            case STATIC, CONSTANT -> Type.VARIABLE;
            case STRUCT, IMPL -> Type.STRUCT;
            case ENUM -> Type.ENUM;
            case TRAIT -> Type.INTERFACE;
            case MODULE -> Type.NAMESPACE;
            case VARIANT -> Type.ENUM_MEMBER;
            case FIELD -> Type.PROPERTY;
        };
    }

    private static Set<Modifier> modifiers(Definition definition, boolean declaration) {
        var modifiers = EnumSet.noneOf(Modifier.class);
        if (declaration) {
            modifiers.add(Modifier.DECLARATION);
        }
        if (definition.kind() == Definition.Kind.STATIC
                || definition.kind() == Definition.Kind.CONSTANT) {
            modifiers.add(Modifier.READONLY);
        }
        return modifiers;
    }

    private List<SemanticToken> inOrder() {
        var tokens = new ArrayList<SemanticToken>();
        Token last = null;
        for (var token : analysis.tree().tokens()) {
            switch (token.kind()) {
                case SYMBOL -> symbol(token, last, tokens);
                case NUMBER -> tokens.add(plain(token, Type.NUMBER));
                case STRING, CHARACTER -> tokens.add(plain(token, Type.STRING));
                case KEYWORD -> tokens.add(plain(token, Type.PROPERTY));
                case CONSTANT -> tokens.add(plain(token, Type.KEYWORD));
                case LINE_COMMENT, BLOCK_COMMENT -> tokens.add(plain(token, Type.COMMENT));
                case PREFIX -> tokens.add(plain(token, Type.OPERATOR));
                case OPEN, CLOSE, BAD -> {}
            }
            last = token;
        }
        return tokens;
    }

    private static SemanticToken plain(Token token, Type type) {
        return new SemanticToken(token.start(), token.end(), type, Set.of());
    }

    private void symbol(Token token, @Nullable Token last, List<SemanticToken> tokens) {
        int count = tokens.size();
        for (int at = token.start(); at < token.end(); at++) {
            var name = named.get(at);
            if (name != null && name.end() <= token.end()) {
                tokens.add(name);
                at = name.end() - 1;
            }
        }
        boolean isHead =
                last != null
                        && last.kind() == Token.Kind.OPEN
                        && analysis.text().text().charAt(last.start()) == '(';
        if (tokens.size() == count) {
            unknown(token, isHead, tokens);
        }
    }

    private void unknown(Token token, boolean isHead, List<SemanticToken> tokens) {
        var text = token.text(analysis.text().text());
        var special = SpecialForms.named(text);
        if (text.equals("_")) {
            return;
        }
        if (isWord(text)) {
            tokens.add(plain(token, Type.KEYWORD));
        } else if (special != null && isHead) {
            tokens.add(
                    new SemanticToken(
                            token.start(),
                            token.end(),
                            type(special),
                            Set.of(Modifier.DEFAULT_LIBRARY)));
        } else if (isHead && analysis.definitions().get(text) instanceof List<Definition> known) {
            tokens.add(
                    new SemanticToken(token.start(), token.end(), type(known.getLast()), Set.of()));
        } else if (!Character.isLetter(text.charAt(0))
                && text.charAt(0) != '_'
                && text.charAt(0) != '.') {
            tokens.add(plain(token, Type.OPERATOR));
        } else if (LanguageNames.TYPES.contains(text)) {
            tokens.add(
                    new SemanticToken(
                            token.start(),
                            token.end(),
                            Type.TYPE,
                            Set.of(Modifier.DEFAULT_LIBRARY)));
        }
    }

    private static boolean isWord(String text) {
        return text.equals("mut")
                || text.equals("else")
                || text.equals("move")
                || text.equals("dyn");
    }
}
