package org.oxur.ide;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.frontend.ParsedText;
import org.oxur.ide.FormTree.Node;
import org.oxur.text.SourceText;
import org.oxur.text.Span;

/// Lays a text out as Lisp people do: bodies are indented by 2, arguments stand under the first
/// argument, closers follow what they close.
///
/// Only white space between tokens is changed, so nothing that is written is lost and the text
/// reads the same. Lines are never broken; blank lines and the space before a comment at the end of
/// a line stay. Broken forms are left alone. Formatting twice changes nothing more.
public final class Formatting {
    private final Analysis analysis;
    private final Span range;
    private final Indentation indentation;
    private final boolean isWhole;
    private final List<TextEdit> edits = new ArrayList<>();

    private Formatting(Analysis analysis, Span range) {
        this.analysis = analysis;
        this.range = range;
        this.indentation = new Indentation(analysis);
        this.isWhole = isSound(analysis.tree().root());
    }

    /// The edits for the whole text.
    public static List<TextEdit> of(Analysis analysis) {
        return in(analysis, analysis.text().whole());
    }

    /// The edits for the lines that a range touches; what stands above is taken as it is.
    public static List<TextEdit> in(Analysis analysis, Span range) {
        var lines = analysis.text().lines();
        var whole =
                analysis.text()
                        .span(
                                lines.start(lines.lineOf(range.start())),
                                lines.end(lines.lineOf(range.end())));
        var formatting = new Formatting(analysis, whole);
        formatting.run();
        return formatting.readsTheSame() ? formatting.edits : List.of();
    }

    private void run() {
        var top = analysis.tree().root().children();
        int end = 0;
        Node before = null;
        for (var node : top) {
            gap(end, node.start(), betweenForms(before, node, end));
            indentation.begin();
            if (isSound(node)) {
                form(node);
            } else {
                indentation.skip(node.start(), node.end());
            }
            end = node.end();
            before = node;
        }
        // A broken form may go on to the end of the text: what stands there is part of it.
        if (before != null && isSound(before)) {
            gap(end, analysis.text().length(), "\n");
        }
    }

    private static boolean isSound(Node node) {
        var pending = new ArrayList<>(List.of(node));
        while (!pending.isEmpty()) {
            var next = pending.removeLast();
            if (!next.closed() || next.shape() == FormTree.Shape.STRAY) {
                return false;
            }
            pending.addAll(next.children());
        }
        return true;
    }

    /// Between forms at the top level lines stay lines; comments there keep their column.
    private String betweenForms(@Nullable Node before, Node node, int start) {
        var gap = text(start, node.start());
        if (!gap.contains("\n") && before != null) {
            return gap.isEmpty()
                            && node.shape() != FormTree.Shape.STRAY
                            && before.shape() != FormTree.Shape.STRAY
                    ? " "
                    : gap;
        }
        // In broken text a form that gets to column 0 would be taken for one at the top level.
        var kept =
                node.shape() == FormTree.Shape.COMMENT || !isWhole
                        ? gap.substring(gap.lastIndexOf('\n') + 1)
                        : "";
        return before == null ? kept : newlines(gap) + kept;
    }

    private static String newlines(String gap) {
        return gap.replaceAll("[^\\n]", "");
    }

    private String text(int start, int end) {
        return analysis.text().text().substring(start, end);
    }

    /// Sets the white space inside a form, token by token.
    private void form(Node form) {
        var tokens = analysis.tree().tokens();
        int index = firstToken(form.start());
        for (; index < tokens.size() && tokens.get(index).end() <= form.end(); index++) {
            var token = tokens.get(index);
            if (token.start() > form.start()) {
                var last = tokens.get(index - 1);
                gap(last.end(), token.start(), between(last, token));
            }
            indentation.take(token);
        }
    }

    private int firstToken(int offset) {
        var tokens = analysis.tree().tokens();
        int low = 0;
        int high = tokens.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (tokens.get(middle).start() < offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private String between(Token last, Token next) {
        var gap = text(last.end(), next.start());
        boolean breaks = gap.contains("\n");
        if (next.kind() == Token.Kind.CLOSE && last.kind() != Token.Kind.LINE_COMMENT) {
            return last.kind() == Token.Kind.BLOCK_COMMENT ? (breaks ? "" : gap) : "";
        }
        if (last.kind() == Token.Kind.OPEN && !next.isComment()) {
            return "";
        }
        if (breaks) {
            return newlines(gap) + " ".repeat(indentation.column(last, next));
        }
        if (last.kind() == Token.Kind.PREFIX || last.kind() == Token.Kind.OPEN) {
            return gap;
        }
        return gap.isEmpty() ? " " : gap;
    }

    /// White space belongs to the line that it leads to.
    private void gap(int start, int end, String wanted) {
        boolean isInRange = range.start() <= end && end <= range.end();
        var now = isInRange ? wanted : text(start, end);
        if (!text(start, end).equals(now)) {
            edit(start, end, now);
        }
        indentation.advance(now);
    }

    private void edit(int start, int end, String wanted) {
        edits.add(new TextEdit(analysis.text().span(start, end), wanted));
    }

    /// The last guard: tokens and forms are what they were.
    private boolean readsTheSame() {
        if (edits.isEmpty()) {
            return true;
        }
        var result = new SourceText(analysis.text().name(), apply(analysis.text().text(), edits));
        var before = analysis.tree().tokens();
        var reading = analysis.language().read(result);
        var after = reading.tokens();
        if (before.size() != after.size()) {
            return false;
        }
        for (int i = 0; i < before.size(); i++) {
            if (!before.get(i)
                    .text(analysis.text().text())
                    .equals(after.get(i).text(result.text()))) {
                return false;
            }
        }
        return keys(analysis.parsed()).equals(keys(reading.parsed()));
    }

    private static List<Object> keys(ParsedText parsed) {
        return parsed.forms().stream().map(ParsedText.SourceForm::contentKey).toList();
    }

    /// The text with edits made, which are in order and do not overlap.
    public static String apply(String text, List<TextEdit> edits) {
        var out = new StringBuilder();
        int from = 0;
        for (var edit : edits) {
            out.append(text, from, edit.span().start()).append(edit.newText());
            from = edit.span().end();
        }
        return out.append(text, from, text.length()).toString();
    }
}
