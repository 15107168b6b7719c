package org.oxur.ide;

import java.util.ArrayList;
import java.util.List;
import org.oxur.ide.FormTree.Node;
import org.oxur.ide.FormTree.Shape;
import org.oxur.text.Span;

/// What grows when a selection is expanded: the word, the inside of the brackets, the brackets, the
/// next ones, the whole text.
public final class SelectionRanges {
    private SelectionRanges() {}

    /// From the innermost to the outermost; each holds the one before and is larger.
    public static List<Span> at(Analysis analysis, int offset) {
        var spans = new ArrayList<Span>();
        var path = new ArrayList<Node>(analysis.tree().path(offset));
        var innermost = path.getLast();
        for (var child : innermost.children()) {
            // Just before or after a bracket: the form there is the first step.
            if (child.isForm() && child.touches(offset)) {
                path.add(child);
                break;
            }
        }
        for (var node : path.reversed()) {
            boolean beside = offset == node.start() || offset == node.end();
            if (node.isBracket() && node.closed() && !beside && node.token() != null) {
                grow(spans, analysis.text().span(node.token().end(), node.end() - 1));
            }
            if (node.shape() == Shape.ATOM
                    && node.is(Token.Kind.STRING)
                    && node.end() - node.start() > 2
                    && !beside) {
                grow(spans, analysis.text().span(node.start() + 1, node.end() - 1));
            }
            grow(spans, analysis.text().span(node.start(), node.end()));
        }
        return spans;
    }

    private static void grow(List<Span> spans, Span next) {
        if (next.length() > 0
                && (spans.isEmpty()
                        || (next.contains(spans.getLast()) && !next.samePlace(spans.getLast())))) {
            spans.add(next);
        }
    }
}
