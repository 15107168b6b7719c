package org.oxur.server;

import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.oxur.text.LineColumn;
import org.oxur.text.LineIndex;
import org.oxur.text.SourceText;
import org.oxur.text.Span;

/// Offsets to positions and back, in the encoding agreed on with the client. Places outside of a
/// text are clamped: an editor may be ahead of us, or wrong.
///
/// @param unit what a position's character counts
record Places(LineIndex.Unit unit) {
    Position position(SourceText text, int offset) {
        var place = text.lines().position(offset, unit);
        return new Position(place.line(), place.column());
    }

    Range range(SourceText text, int start, int end) {
        return new Range(position(text, start), position(text, end));
    }

    Range range(Span span) {
        return range(span.source(), span.start(), span.end());
    }

    int offset(SourceText text, Position position) {
        return text.lines()
                .offset(
                        new LineColumn(position.getLine(), Math.max(0, position.getCharacter())),
                        unit);
    }

    int offset(SourceText text, org.oxur.protocol.Position position) {
        return text.lines()
                .offset(new LineColumn(position.line(), Math.max(0, position.character())), unit);
    }

    org.oxur.protocol.Range ours(SourceText text, int start, int end) {
        return new org.oxur.protocol.Range(ours(position(text, start)), ours(position(text, end)));
    }

    private static org.oxur.protocol.Position ours(Position position) {
        return new org.oxur.protocol.Position(position.getLine(), position.getCharacter());
    }
}
