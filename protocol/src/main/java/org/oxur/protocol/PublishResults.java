package org.oxur.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// All results of a document; replaces what was published before. Results shift with edits
/// elsewhere and go stale by an edit inside, or when something they depend on was redefined.
public record PublishResults(String uri, @Nullable Integer version, List<Result> results) {
    /// @param range of the form
    /// @param anchor where to show it: beside the end of this range
    /// @param text one line: the value, or the error
    /// @param hover the whole value or error, and the output
    /// @param frame marks the place of an error that another form shows
    public record Result(
            String id,
            String evalId,
            Range range,
            Range anchor,
            State state,
            String text,
            @Nullable Markup hover,
            @Nullable ValueRef value,
            @Nullable Boolean frame) {}

    public enum State {
        PENDING,
        OK,
        ERROR,
        STALE,
        CANCELLED
    }

    /// LSP's MarkupContent.
    public record Markup(String kind, String value) {
        public static Markup markdown(String value) {
            return new Markup("markdown", value);
        }
    }
}
