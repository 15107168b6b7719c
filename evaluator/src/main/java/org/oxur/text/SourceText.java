package org.oxur.text;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One text that programs are read from, with the name people know it by.
///
/// Offsets into it are UTF-16 code units. Two texts are the same only if they are the same object:
/// an edited buffer is a new text.
public final class SourceText {
    private final String name;
    private final String text;
    private @Nullable LineIndex lines;

    /// @param name a path, a URI, or a word such as `repl:3`; shown in errors
    public SourceText(String name, String text) {
        this.name = Objects.requireNonNull(name);
        this.text = Objects.requireNonNull(text);
    }

    public String name() {
        return name;
    }

    public String text() {
        return text;
    }

    public int length() {
        return text.length();
    }

    /// The line starts, computed when someone first looks.
    public LineIndex lines() {
        var index = lines;
        if (index == null) {
            index = LineIndex.of(text);
            lines = index;
        }
        return index;
    }

    public Span span(int start, int end) {
        return new Span(this, start, end);
    }

    public Span whole() {
        return span(0, text.length());
    }

    @Override
    public String toString() {
        return name;
    }
}
