package org.oxur.node;

import org.jspecify.annotations.Nullable;
import org.oxur.engine.HeldValue;
import org.oxur.engine.Outcome;
import org.oxur.frontend.PrintLimits;
import org.oxur.protocol.NodeEval;
import org.oxur.protocol.Print;
import org.oxur.protocol.ValueRef;

/// A printed value in two sizes: one line for beside the form, and as it was printed.
final class ValueText {
    private static final int MAX_LINE = 200;
    private static final String CUT = "…";

    private ValueText() {}

    /// @param asked bounds that are counted in bytes or columns; the others were kept in printing
    /// @param ref names the value, or null
    static NodeEval.Value of(
            Outcome outcome, String printed, @Nullable Print asked, @Nullable String ref) {
        int columns = asked == null || asked.maxColumns() == null ? MAX_LINE : asked.maxColumns();
        var bytes = asked == null ? null : asked.maxBytes();
        var text = bytes == null ? printed : head(printed, bytes);
        boolean cut = text.length() < printed.length() || isCut(printed);
        var type = outcome.type();
        return new NodeEval.Value(
                type == null ? "" : type,
                line(text, Math.max(1, columns)),
                text,
                cut,
                outcome.size(),
                ref);
    }

    /// A value that somebody looks at, beside others.
    static ValueRef of(String ref, String session, HeldValue value) {
        var printed = value.print(PrintLimits.PROMPT);
        return new ValueRef(ref, session, value.type(), printed, isCut(printed), value.size());
    }

    /// Whether the printer left something out: its mark stands outside of every string.
    private static boolean isCut(String printed) {
        boolean inString = false;
        for (int i = 0; i < printed.length(); i++) {
            char c = printed.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                inString = !inString;
            } else if (c == '…' && !inString) {
                return true;
            }
        }
        // A string that was cut has no end.
        return inString;
    }

    /// As many characters as fit into so many bytes of UTF-8, the mark of what is left out among
    /// them.
    private static String head(String text, int maxBytes) {
        int bytes = 0;
        int fits = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
            if (bytes > maxBytes) {
                return text.substring(0, fits) + CUT;
            }
            i += Character.charCount(c);
            fits = bytes <= maxBytes - 3 ? i : fits;
        }
        return text;
    }

    private static String line(String printed, int columns) {
        var line = new StringBuilder();
        boolean blank = false;
        for (int i = 0; i < printed.length() && line.length() < columns; i++) {
            char c = printed.charAt(i);
            if (c == '\n' || c == '\r') {
                blank = true;
            } else {
                if (blank) {
                    line.append(' ');
                    blank = false;
                }
                line.append(c);
            }
        }
        if (line.length() >= columns && printed.length() > columns) {
            int end = columns - 1;
            line.setLength(
                    end > 0 && Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end);
            line.append(CUT);
        }
        return line.toString();
    }
}
