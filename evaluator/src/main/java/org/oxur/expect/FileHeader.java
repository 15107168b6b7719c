package org.oxur.expect;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.oxur.engine.Limits;
import org.oxur.engine.Session;
import org.oxur.text.SourceText;

/// What a file says of its own run in the comments before its first form: `; timeout: 200 ms` (or
/// `2 s`) bounds each form, `; cancel at: counting` cancels a form as soon as it prints that text,
/// `; without compilers` is for whoever opens the session.
///
/// @param timeout null for none
/// @param cancelAt null for nothing
public record FileHeader(
        @Nullable Duration timeout, @Nullable String cancelAt, boolean withoutCompilers) {
    private static final Pattern TIMEOUT =
            Pattern.compile(";+\\s*timeout:\\s*(\\d{1,9})\\s*(ms|s)\\s*");
    private static final Pattern CANCEL = Pattern.compile(";+\\s*cancel at:\\s*(\\S.*?)\\s*");

    private static final Pattern WITHOUT = Pattern.compile(";+\\s*without compilers\\s*");

    public static FileHeader of(SourceText source) {
        Duration timeout = null;
        String cancelAt = null;
        boolean withoutCompilers = false;
        for (var line : source.text().lines().map(String::strip).toList()) {
            if (!line.isEmpty() && !line.startsWith(";")) {
                break;
            }
            withoutCompilers |= WITHOUT.matcher(line).matches();
            Matcher time = TIMEOUT.matcher(line);
            Matcher cancel = CANCEL.matcher(line);
            if (time.matches()) {
                long amount = Long.parseLong(time.group(1));
                timeout =
                        time.group(2).equals("s")
                                ? Duration.ofSeconds(amount)
                                : Duration.ofMillis(amount);
            } else if (cancel.matches()) {
                cancelAt = cancel.group(1);
            }
        }
        return new FileHeader(timeout, cancelAt, withoutCompilers);
    }

    /// A shorter limit that the session has already stays.
    void applyTo(Session session, CapturedOutput output) {
        var old = session.limits();
        var time = old.time();
        if (timeout != null && (time == null || timeout.compareTo(time) < 0)) {
            session.setLimits(new Limits(timeout, old.reductions(), old.depth(), old.heapBytes()));
        }
        if (cancelAt != null) {
            output.whenPrinted(cancelAt, session::cancel);
        }
    }
}
