package org.oxur.ast;

import java.util.List;
import org.oxur.text.Span;

/// `fib`, `geometry::area`, `parse::<i64>`.
///
/// @param global the name means a definition even where a local of that name is in scope: what a
///   hygienic template refers to
public record Path(Span span, List<Segment> segments, boolean global) implements Tree {
    public Path {
        segments = List.copyOf(segments);
        if (segments.isEmpty()) {
            throw new IllegalArgumentException("a path has at least one segment");
        }
    }

    /// @param arguments generic arguments, the turbofish included; empty where the front end gives
    ///   none
    public record Segment(Ident ident, List<Type> arguments) {
        public Segment {
            arguments = List.copyOf(arguments);
        }
    }

    public static Path of(Ident ident) {
        return new Path(ident.span(), List.of(new Segment(ident, List.of())), false);
    }

    public boolean isIdent() {
        return segments.size() == 1 && segments.getFirst().arguments().isEmpty();
    }

    public Ident first() {
        return segments.getFirst().ident();
    }

    public Ident last() {
        return segments.getLast().ident();
    }

    /// The names joined by `::`, generic arguments left out.
    public String name() {
        if (segments.size() == 1) {
            return first().name();
        }
        var joined = new StringBuilder();
        for (var segment : segments) {
            joined.append(joined.isEmpty() ? "" : "::").append(segment.ident().name());
        }
        return joined.toString();
    }
}
