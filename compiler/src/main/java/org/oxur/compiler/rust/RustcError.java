package org.oxur.compiler.rust;

import java.util.List;
import java.util.regex.Pattern;

/// An error that rustc found in a crate, as one of its JSON messages says it.
///
/// @param message in one line
/// @param offset where, in bytes from the beginning of the source; 0 when that is not known
record RustcError(String message, int offset) {
    private static final int LONGEST = 300;
    private static final Pattern MESSAGE =
            Pattern.compile("\"message\":\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern PRIMARY =
            Pattern.compile("\"byte_start\":(\\d+),[^{}]*?\"is_primary\":true");

    /// The first error among the messages, one in each line.
    static RustcError first(String messages) {
        for (var line : messages.lines().toList()) {
            if (line.startsWith("{") && line.contains("\"level\":\"error\"")) {
                var at = PRIMARY.matcher(line);
                return new RustcError(message(line), at.find() ? Integer.parseInt(at.group(1)) : 0);
            }
        }
        return new RustcError(shortened(messages.strip()), 0);
    }

    /// All that have a place.
    static List<RustcError> all(String messages) {
        return messages.lines()
                .filter(line -> line.startsWith("{") && line.contains("\"level\":\"error\""))
                .map(RustcError::first)
                .filter(error -> error.offset() > 0)
                .toList();
    }

    /// The error's own message comes after those of what belongs to it.
    private static String message(String line) {
        var found = MESSAGE.matcher(line);
        var message = "it does not compile";
        int end = line.length();
        while (found.find() && found.start() < end) {
            message = found.group(1);
            if (line.startsWith("{\"$message_type\"") && found.start() < 60) {
                break;
            }
        }
        return shortened(message.replace("\\\"", "\"").replace("\\n", " "));
    }

    private static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }
}
