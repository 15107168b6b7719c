package org.oxur.frontend.lisp;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.IntStream;
import org.antlr.v4.runtime.misc.Interval;

/// A part of a text as ANTLR reads it: indices are UTF-16 offsets into the whole text, so that
/// tokens have exact places whatever characters stand before them. (ANTLR's own streams count code
/// points.)
final class Utf16Stream implements CharStream {
    private final String text;
    private final int end;
    private int index;

    Utf16Stream(String text, int start, int end) {
        this.text = text;
        this.end = end;
        this.index = start;
    }

    @Override
    public void consume() {
        if (index >= end) {
            throw new IllegalStateException("cannot consume EOF");
        }
        index++;
    }

    @Override
    public int LA(int offset) {
        int at = offset > 0 ? index + offset - 1 : index + offset;
        return at >= 0 && at < end ? text.charAt(at) : IntStream.EOF;
    }

    @Override
    public int mark() {
        return -1;
    }

    @Override
    public void release(int marker) {}

    @Override
    public int index() {
        return index;
    }

    @Override
    public void seek(int index) {
        this.index = index;
    }

    @Override
    public int size() {
        return end;
    }

    @Override
    public String getSourceName() {
        return IntStream.UNKNOWN_SOURCE_NAME;
    }

    @Override
    public String getText(Interval interval) {
        return text.substring(interval.a, Math.min(interval.b + 1, end));
    }
}
