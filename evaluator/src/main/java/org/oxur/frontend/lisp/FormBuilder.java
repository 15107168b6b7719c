package org.oxur.frontend.lisp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Datum;
import org.oxur.ast.Lit;
import org.oxur.error.Bug;
import org.oxur.error.LanguageError;
import org.oxur.text.SourceText;
import org.oxur.text.Span;

/// Runs the grammar's parser over balanced tokens and makes forms of its trees.
final class FormBuilder {
    private final SourceText source;

    private FormBuilder(SourceText source) {
        this.source = source;
    }

    /// @param tops the tokens of each top-level form, none for a broken one
    /// @return a form for each that could be read; what is wrong with the others is added to
    ///   `errors`
    static List<Optional<Form>> build(
            SourceText source, List<List<Token>> tops, List<LanguageError> errors) {
        var builder = new FormBuilder(source);
        var all = tops.stream().flatMap(List::stream).toList();
        var trees = all.isEmpty() ? List.<OxurParser.FormContext>of() : parse(all);
        var forms = new ArrayList<Optional<Form>>();
        int next = 0;
        for (var top : tops) {
            forms.add(top.isEmpty() ? Optional.empty() : builder.top(trees.get(next++), errors));
        }
        return forms;
    }

    private static List<OxurParser.FormContext> parse(List<Token> tokens) {
        var parser = new OxurParser(new CommonTokenStream(new ListTokenSource(tokens)));
        parser.removeErrorListeners();
        parser.addErrorListener(new NoErrors());
        parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
        return parser.file().form();
    }

    private Optional<Form> top(OxurParser.FormContext tree, List<LanguageError> errors) {
        try {
            return Optional.of(form(tree));
        } catch (Literals.Wrong wrong) {
            errors.add(wrong.error());
            return Optional.empty();
        }
    }

    private Form form(OxurParser.FormContext tree) throws Literals.Wrong {
        var child = (ParserRuleContext) tree.getChild(0);
        return switch (child) {
            case OxurParser.ListContext list ->
                    new Form.Sequence(span(list), Datum.Shape.LIST, forms(list.form()));
            case OxurParser.VectorContext vector ->
                    new Form.Sequence(span(vector), Datum.Shape.VEC, forms(vector.form()));
            case OxurParser.TupleContext tuple -> tuple(tuple);
            case OxurParser.MapContext map -> map(map);
            case OxurParser.PrefixedContext prefixed ->
                    new Form.Prefixed(
                            span(prefixed), prefix(prefixed.getStart()), form(prefixed.form()));
            case OxurParser.AtomContext atom -> atom(atom.getStart());
            default -> throw Bug.unreachable("a form is one of six rules");
        };
    }

    private List<Form> forms(List<OxurParser.FormContext> trees) throws Literals.Wrong {
        var forms = new ArrayList<Form>(trees.size());
        for (var tree : trees) {
            forms.add(form(tree));
        }
        return forms;
    }

    private Form tuple(OxurParser.TupleContext tree) throws Literals.Wrong {
        if (tree.form().isEmpty()) {
            throw new Literals.Wrong(span(tree), "`{}` is not a form", "unit is `nil`");
        }
        return new Form.Sequence(span(tree), Datum.Shape.TUPLE, forms(tree.form()));
    }

    private Form map(OxurParser.MapContext tree) throws Literals.Wrong {
        var items = forms(tree.form());
        boolean spliced =
                items.stream()
                        .anyMatch(item ->
                                item instanceof Form.Prefixed prefixed
                                        && prefixed.prefix() == Form.Prefix.SPLICE);
        if (items.size() % 2 != 0 && !spliced) {
            throw new Literals.Wrong(
                    items.getLast().span(), "this key of the map has no value", null);
        }
        return new Form.Sequence(span(tree), Datum.Shape.MAP, items);
    }

    private Form atom(Token token) throws Literals.Wrong {
        var span = span(token);
        return switch (token.getType()) {
            case OxurLexer.NUMBER -> new Form.Literal(span, Literals.number(span));
            case OxurLexer.CHARACTER -> new Form.Literal(span, Literals.character(span));
            case OxurLexer.STRING -> new Form.Literal(span, Literals.string(span));
            case OxurLexer.KEYWORD -> new Form.Literal(span, Literals.keyword(span));
            default -> symbol(span);
        };
    }

    private static Form symbol(Span span) throws Literals.Wrong {
        var name = span.text();
        if (name.equals(".")) {
            throw new Literals.Wrong(
                    span,
                    "a lone `.` means nothing",
                    "a field is `p.x`, or `(.x p)` where the value is no name");
        }
        Lit literal = Literals.named(name);
        return literal == null ? new Form.Symbol(span, name) : new Form.Literal(span, literal);
    }

    private static Form.Prefix prefix(Token token) {
        return switch (token.getType()) {
            case OxurLexer.QUOTE -> Form.Prefix.QUOTE;
            case OxurLexer.QUASIQUOTE -> Form.Prefix.QUASIQUOTE;
            case OxurLexer.UNQUOTE -> Form.Prefix.UNQUOTE;
            case OxurLexer.SPLICE -> Form.Prefix.SPLICE;
            case OxurLexer.BORROW -> Form.Prefix.BORROW;
            default -> Form.Prefix.BORROW_MUT;
        };
    }

    private Span span(ParserRuleContext tree) {
        return source.span(tree.getStart().getStartIndex(), tree.getStop().getStopIndex() + 1);
    }

    private Span span(Token token) {
        return source.span(token.getStartIndex(), token.getStopIndex() + 1);
    }

    /// The parser sees what [Brackets] found balanced, so it cannot find anything wrong.
    private static final class NoErrors extends BaseErrorListener {
        @Override
        public void syntaxError(
                Recognizer<?, ?> recognizer,
                @Nullable Object offendingSymbol,
                int line,
                int column,
                String message,
                @Nullable RecognitionException cause) {
            throw Bug.unreachable("balanced tokens always parse: " + message);
        }
    }
}
