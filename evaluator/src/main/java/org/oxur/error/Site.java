package org.oxur.error;

import org.oxur.text.Span;

/// Something in an executing program that knows where it stands; the place is worked out only when
/// an error needs it.
@FunctionalInterface
public interface Site {
    Span span();
}
