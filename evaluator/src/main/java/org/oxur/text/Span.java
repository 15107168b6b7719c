package org.oxur.text;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A half-open range `[start, end)` of a text, in UTF-16 offsets.
///
/// **Equality ignores the place**, as `syn`'s does for the spans inside a tree: two trees are equal
/// when they say the same, wherever they stand. Compare places with [#samePlace(Span)].
public final class Span {
    private final SourceText source;
    private final int start;
    private final int end;
    private final @Nullable Span template;

    // Invariant: 0 <= start <= end <= source.length()
    public Span(SourceText source, int start, int end) {
        this.source = Objects.requireNonNull(source);
        if (start < 0 || end < start || end > source.length()) {
            throw new IllegalArgumentException(
                    "span " + start + ".." + end + " outside a text of " + source.length());
        }
        this.start = start;
        this.end = end;
        this.template = null;
    }

    private Span(Span call, Span template) {
        this.source = call.source;
        this.start = call.start;
        this.end = call.end;
        this.template = template;
    }

    /// This place, a macro call's, as the place of code that the macro's template brought in.
    public Span from(Span template) {
        return new Span(this, template);
    }

    /// Where the code stands in a macro's template, if it was brought in by a macro; this span is
    /// then the macro call's. Null for code that stands here itself.
    public @Nullable Span template() {
        return template;
    }

    public SourceText source() {
        return source;
    }

    public int start() {
        return start;
    }

    public int end() {
        return end;
    }

    public int length() {
        return end - start;
    }

    public String text() {
        return source.text().substring(start, end);
    }

    public boolean contains(int offset) {
        return start <= offset && offset < end;
    }

    public boolean contains(Span inner) {
        return source == inner.source && start <= inner.start && inner.end <= end;
    }

    /// From the start of this span to the end of a later one in the same text.
    public Span to(Span last) {
        if (source != last.source || last.end < start) {
            return this;
        }
        return new Span(source, start, last.end);
    }

    public boolean samePlace(Span other) {
        return source == other.source && start == other.start && end == other.end;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Span;
    }

    @Override
    public int hashCode() {
        return 0;
    }

    @Override
    public String toString() {
        return source.name() + ":" + source.lines().position(start);
    }
}
