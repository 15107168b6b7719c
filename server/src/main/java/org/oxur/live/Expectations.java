package org.oxur.live;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.frontend.ParsedText.Expectation;
import org.oxur.frontend.ParsedText.Kind;

/// Whether a form did what the comments beside it say (language.md section 12).
public final class Expectations {
    private Expectations() {}

    /// What a form did.
    ///
    /// @param value printed; null if it failed or gave unit
    /// @param errorCode null if it did not fail
    public record Seen(
            @Nullable String value,
            @Nullable String errorCode,
            String errorMessage,
            String output) {}

    /// @param expected what the comment says, when it does not hold; blank if it says nothing
    /// @param marker what such a comment begins with
    public record Verdict(boolean holds, String expected, String marker) {
        public boolean isEmpty() {
            return !holds && expected.isBlank();
        }

        /// What is wrong, as far as it is the comment's part: `expected 6`.
        public String words() {
            return isEmpty() ? "empty " + marker : "expected " + expected;
        }
    }

    /// All that stand under one form, judged together; null if there are none.
    public static @Nullable Verdict judge(List<Expectation> expectations, Seen seen) {
        if (expectations.isEmpty()) {
            return null;
        }
        var lines = new ArrayList<>(seen.output().lines().toList());
        for (var expectation : expectations) {
            boolean holds =
                    switch (expectation.kind()) {
                        case VALUE ->
                                seen.errorCode() == null
                                        && matches(
                                                expectation.text(),
                                                seen.value() == null ? "nil" : seen.value());
                        case ERROR ->
                                seen.errorCode() != null
                                        && isError(
                                                expectation.text(),
                                                seen.errorCode(),
                                                seen.errorMessage());
                        case OUTPUT ->
                                !lines.isEmpty()
                                        && matches(expectation.text(), lines.removeFirst());
                    };
            if (!holds) {
                return new Verdict(false, expectation.text().strip(), marker(expectation.kind()));
            }
        }
        return new Verdict(true, "", "");
    }

    private static String marker(Kind kind) {
        return switch (kind) {
            case VALUE -> ";=>";
            case OUTPUT -> ";>>";
            case ERROR -> ";!>";
        };
    }

    /// A final `…` stands for any rest.
    private static boolean matches(String expected, String actual) {
        String wanted = expected.strip();
        return wanted.endsWith("…")
                ? actual.startsWith(wanted.substring(0, wanted.length() - 1))
                : actual.strip().equals(wanted);
    }

    private static boolean isError(String expected, String code, String message) {
        String[] parts = expected.strip().split("\\s+", 2);
        return parts[0].equals(code) && (parts.length == 1 || message.contains(parts[1]));
    }
}
