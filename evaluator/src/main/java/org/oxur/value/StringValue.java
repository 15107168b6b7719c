package org.oxur.value;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/// `String`: UTF-8 bytes that can grow. Moves.
public final class StringValue extends HeapValue implements Text {
    private static final byte[] NOTHING = {};
    private static final int MAX_LENGTH = Integer.MAX_VALUE - 16;

    private byte[] bytes;
    private int length;
    // 0 until it is asked for, and again after a change.
    private int hash;
    // Invariant: while this is set, bytes before `length` may be seen by a StrLiteral and are not
    // written any more.
    private boolean viewed;

    public StringValue() {
        this.bytes = NOTHING;
    }

    private StringValue(byte[] bytes, int length) {
        this.bytes = bytes;
        this.length = length;
    }

    public static StringValue of(String text) {
        return ofUtf8(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Takes the array, which must be valid UTF-8, as its own.
    public static StringValue ofUtf8(byte[] bytes) {
        return new StringValue(bytes, bytes.length);
    }

    /// A string of its own with the same characters.
    public static StringValue copyOf(Text text) {
        int start = text.start();
        var copy =
                new StringValue(
                        Arrays.copyOfRange(text.array(), start, start + text.length()),
                        text.length());
        if (text instanceof StringValue string) {
            copy.hash = string.hash;
        }
        return copy;
    }

    public static StringValue withCapacity(int capacity) {
        return new StringValue(new byte[capacity], 0);
    }

    @Override
    public byte[] array() {
        return bytes;
    }

    @Override
    public int start() {
        return 0;
    }

    @Override
    public int length() {
        return length;
    }

    public int capacity() {
        return bytes.length;
    }

    @Override
    public StrLiteral part(int from, int to) {
        viewed = true;
        return StrLiteral.view(bytes, from, to - from);
    }

    /// All of it, as long as it is lent.
    public StrLiteral lent(Borrow borrow) {
        viewed = true;
        return StrLiteral.lent(bytes, 0, length, borrow);
    }

    public void append(Text text) {
        append(text.array(), text.start(), text.length());
    }

    /// Appends bytes that are valid UTF-8.
    public void append(byte[] source, int start, int count) {
        int end = room(count);
        System.arraycopy(source, start, bytes, length, count);
        length = end;
    }

    public void append(int codePoint) {
        if (codePoint < 0x80) {
            room(1);
            bytes[length++] = (byte) codePoint;
        } else {
            room(4);
            length = Utf8.encode(codePoint, bytes, length);
        }
    }

    public void append(String text) {
        var encoded = text.getBytes(StandardCharsets.UTF_8);
        append(encoded, 0, encoded.length);
    }

    /// @param at a character boundary
    public void insert(int at, Text text) {
        int count = text.length();
        var inserted = Arrays.copyOfRange(text.array(), text.start(), text.start() + count);
        int end = room(count);
        own();
        System.arraycopy(bytes, at, bytes, at + count, length - at);
        System.arraycopy(inserted, 0, bytes, at, count);
        length = end;
    }

    /// Takes out the bytes `[from, to)`, both at character boundaries.
    public void remove(int from, int to) {
        own();
        System.arraycopy(bytes, to, bytes, from, length - to);
        length -= to - from;
        hash = 0;
    }

    /// @param newLength a character boundary, at most the length
    public void truncate(int newLength) {
        if (newLength < length && viewed) {
            bytes = Arrays.copyOf(bytes, newLength);
            viewed = false;
        }
        length = newLength;
        hash = 0;
    }

    // Room for `count` more bytes; gives the length there will be then.
    private int room(int count) {
        int end = length + count;
        if (end < 0 || end > MAX_LENGTH) {
            throw new OutOfMemoryError("a string has at most " + MAX_LENGTH + " bytes");
        }
        hash = 0;
        if (end > bytes.length) {
            bytes =
                    Arrays.copyOf(
                            bytes,
                            (int)
                                    Math.min(
                                            MAX_LENGTH,
                                            Math.max(Math.max(8, end), 2L * bytes.length)));
            viewed = false;
        }
        return end;
    }

    /// Puts another byte in the place of each, so that what it is stays valid UTF-8.
    ///
    /// @param poll is asked now and then whether to go on
    public void map(IntUnaryOperator change, Runnable poll) {
        own();
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) change.applyAsInt(bytes[i]);
            if ((i & 0xFFFFF) == 0xFFFFF) {
                poll.run();
            }
        }
    }

    private void own() {
        if (viewed) {
            bytes = bytes.clone();
            viewed = false;
        }
        hash = 0;
    }

    /// Equal strings have equal hashes, literal or computed.
    public int contentHash() {
        if (hash == 0) {
            hash = Utf8.hash(bytes, 0, length);
        }
        return hash;
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
