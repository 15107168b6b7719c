package org.oxur.node;

import org.oxur.protocol.NodeEval;

/// A printed value in two sizes: one line for beside the form, and as it was printed.
final class ValueText {
    private static final int MAX_LINE = 200;

    private ValueText() {}

    static NodeEval.Value of(String printed) {
        String line = line(printed);
        return new NodeEval.Value("", line, printed, printed.endsWith("…"), null);
    }

    private static String line(String printed) {
        var line = new StringBuilder();
        boolean blank = false;
        for (int i = 0; i < printed.length() && line.length() < MAX_LINE; i++) {
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
        if (line.length() == MAX_LINE && printed.length() > MAX_LINE) {
            line.setLength(
                    Character.isHighSurrogate(line.charAt(MAX_LINE - 2))
                            ? MAX_LINE - 2
                            : MAX_LINE - 1);
            line.append('…');
        }
        return line.toString();
    }
}
