package org.oxur.text;

import java.util.Arrays;

/// Where the lines of a text start, and conversions between offsets and columns.
///
/// Lines end at `\n`, `\r\n` or `\r`, as in LSP. Offsets are UTF-16 units; columns are UTF-16
/// units, UTF-8 bytes or code points as asked. Offsets out of range are clamped: an editor may be
/// ahead of us.
public final class LineIndex {
    /// What a column counts; the first two are LSP's position encodings.
    public enum Unit {
        UTF16,
        UTF8,
        CODE_POINT
    }

    private final String text;
    private final int[] starts;

    private LineIndex(String text, int[] starts) {
        this.text = text;
        this.starts = starts;
    }

    static LineIndex of(String text) {
        var starts = new int[16];
        int count = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n'
                    || (c == '\r' && !(i + 1 < text.length() && text.charAt(i + 1) == '\n'))) {
                if (count == starts.length) {
                    starts = Arrays.copyOf(starts, count * 2);
                }
                starts[count++] = i + 1;
            }
        }
        return new LineIndex(text, Arrays.copyOf(starts, count));
    }

    public int count() {
        return starts.length;
    }

    /// The offset at which a line begins.
    public int start(int line) {
        return starts[line];
    }

    /// The offset after the last character of a line, its line break left out.
    public int end(int line) {
        int end = line + 1 < starts.length ? starts[line + 1] : text.length();
        while (end > starts[line]
                && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return end;
    }

    public String line(int line) {
        return text.substring(start(line), end(line));
    }

    public int lineOf(int offset) {
        int found = Arrays.binarySearch(starts, Math.max(0, offset));
        return found >= 0 ? found : -found - 2;
    }

    /// Line and UTF-16 column.
    public LineColumn position(int offset) {
        return position(offset, Unit.UTF16);
    }

    public LineColumn position(int offset, Unit unit) {
        int clamped = Math.clamp(offset, 0, text.length());
        int line = lineOf(clamped);
        return new LineColumn(line, measure(starts[line], clamped, unit));
    }

    /// The offset of a position; a column past the end of its line is the end of that line, a line
    /// past the end is the end of the text.
    public int offset(LineColumn position, Unit unit) {
        if (position.line() < 0) {
            return 0;
        }
        if (position.line() >= starts.length) {
            return text.length();
        }
        int offset = starts[position.line()];
        int end = end(position.line());
        int left = position.column();
        while (offset < end && left > 0) {
            int codePoint = text.codePointAt(offset);
            left -= width(codePoint, unit);
            if (left < 0) {
                break;
            }
            offset += Character.charCount(codePoint);
        }
        return offset;
    }

    private int measure(int from, int to, Unit unit) {
        if (unit == Unit.UTF16) {
            return to - from;
        }
        int sum = 0;
        for (int i = from; i < to; ) {
            int codePoint = text.codePointAt(i);
            sum += width(codePoint, unit);
            i += Character.charCount(codePoint);
        }
        return sum;
    }

    private static int width(int codePoint, Unit unit) {
        return switch (unit) {
            case UTF16 -> Character.charCount(codePoint);
            case UTF8 -> codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
            case CODE_POINT -> 1;
        };
    }
}
