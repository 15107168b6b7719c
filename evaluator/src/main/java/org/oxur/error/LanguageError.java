package org.oxur.error;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.text.Span;

/// A mistake in a program: data with a place, found by any phase. The words of each mistake stand
/// in its record, nowhere else.
///
/// One file per phase. Codes are stable and kebab-case; expectations (`;!>`) and editors use them.
public sealed interface LanguageError
        permits ReadError,
                ExpandError,
                ResolveError,
                TypeError,
                NumberError,
                BorrowError,
                Panic,
                LimitError,
                ToolError {

    /// Stable name of the kind of mistake: `use-after-move`.
    String code();

    /// Where to look first.
    Span span();

    /// One sentence without a final period, in the user's words.
    String message();

    /// Further places that explain it, in reading order.
    default List<Label> labels() {
        return List.of();
    }

    /// What to do about it, or null when there is nothing better to say than the message.
    default @Nullable String hint() {
        return null;
    }
}
