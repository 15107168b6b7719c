package org.oxur.ide;

import java.util.ArrayList;
import java.util.List;
import org.oxur.text.Span;

/// The outline of a text, as editors list it.
public final class DocumentSymbols {
    private DocumentSymbols() {}

    /// @param detail the parameters, fields or type, on one line; empty if there is nothing to say
    /// @param children fields, variants, methods, what a module holds
    public record DocumentSymbol(
            String name,
            Definition.Kind kind,
            String detail,
            Span span,
            Span nameSpan,
            List<DocumentSymbol> children) {
        public DocumentSymbol {
            children = List.copyOf(children);
        }
    }

    public static List<DocumentSymbol> of(Analysis analysis) {
        return symbols(analysis.outline());
    }

    private static List<DocumentSymbol> symbols(List<Definition> definitions) {
        var symbols = new ArrayList<DocumentSymbol>();
        for (var definition : definitions) {
            symbols.add(
                    new DocumentSymbol(
                            name(definition),
                            definition.kind(),
                            detail(definition),
                            definition.span(),
                            definition.nameSpan(),
                            symbols(definition.members())));
        }
        return symbols;
    }

    private static String name(Definition definition) {
        return definition.kind() == Definition.Kind.IMPL
                ? definition.signature().substring(1, definition.signature().length() - 1)
                : definition.name();
    }

    private static String detail(Definition definition) {
        return switch (definition.kind()) {
            case FUNCTION, MACRO, METHOD -> "[" + String.join(" ", definition.parameters()) + "]";
            case VARIANT -> String.join(" ", definition.parameters());
            case FIELD ->
                    definition.signature().startsWith("(")
                            ? definition
                                    .signature()
                                    .substring(1, definition.signature().length() - 1)
                                    .replaceFirst("\\S+\\s*", "")
                            : "";
            case STATIC, CONSTANT, STRUCT, ENUM, TRAIT, IMPL, MODULE -> "";
        };
    }
}
