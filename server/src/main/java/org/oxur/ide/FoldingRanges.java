package org.oxur.ide;

import java.util.ArrayList;
import java.util.List;
import org.oxur.ide.FormTree.Node;
import org.oxur.ide.FormTree.Shape;

/// What an editor can fold: forms of several lines, and comments of several lines.
public final class FoldingRanges {
    private FoldingRanges() {}

    /// @param startLine 0-based, stays visible
    /// @param endLine 0-based, the last line of the form
    public record FoldingRange(int startLine, int endLine, boolean comment) {}

    /// At most one per line.
    public static List<FoldingRange> of(Analysis analysis) {
        var ranges = new ArrayList<FoldingRange>();
        forms(analysis, ranges);
        comments(analysis, ranges);
        ranges.sort((a, b) -> Integer.compare(a.startLine, b.startLine));
        return ranges;
    }

    private static void forms(Analysis analysis, List<FoldingRange> ranges) {
        var lines = analysis.text().lines();
        var pending = new ArrayList<Node>(analysis.tree().root().children().reversed());
        int lastStart = -1;
        while (!pending.isEmpty()) {
            var node = pending.removeLast();
            int start = lines.lineOf(node.start());
            int end = lines.lineOf(Math.max(node.start(), node.end() - 1));
            if (end == start) {
                continue;
            }
            boolean isBlockComment = node.shape() == Shape.COMMENT;
            if (start != lastStart
                    && (node.isBracket() || node.shape() == Shape.DISCARD || isBlockComment)) {
                ranges.add(new FoldingRange(start, end, isBlockComment));
                lastStart = start;
            }
            pending.addAll(node.children().reversed());
        }
    }

    /// Runs of line comments that have their lines to themselves.
    private static void comments(Analysis analysis, List<FoldingRange> ranges) {
        var lines = analysis.text().lines();
        int first = -1;
        int last = -2;
        for (var token : analysis.tree().tokens()) {
            int line = lines.lineOf(token.start());
            boolean alone =
                    token.kind() == Token.Kind.LINE_COMMENT
                            && analysis.text()
                                    .text()
                                    .substring(lines.start(line), token.start())
                                    .isBlank();
            if (alone && line == last + 1) {
                last = line;
                continue;
            }
            if (last > first && first >= 0) {
                ranges.add(new FoldingRange(first, last, true));
            }
            first = alone ? line : -1;
            last = alone ? line : -2;
        }
        if (last > first && first >= 0) {
            ranges.add(new FoldingRange(first, last, true));
        }
    }
}
