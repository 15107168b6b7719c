package org.oxur.value;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.oxur.error.Site;

/// A `&str`: UTF-8 bytes that never change. Copy.
///
/// It may be a part of a longer array, so that splitting a string copies no bytes. Of a `String` it
/// may be used only as long as that is lent.
public final class StrLiteral implements Text {
    public static final StrLiteral EMPTY = new StrLiteral(new byte[0], 0, 0, null);

    private final byte[] bytes;
    private final int start;
    private final int length;
    // Null where nobody can take the bytes away: a `&'static str`.
    private final @Nullable Borrow borrow;
    // 0 until it is asked for.
    private int hash;

    // Invariant: the range begins and ends at character boundaries of valid UTF-8, and nobody
    // writes into it.
    private StrLiteral(byte[] bytes, int start, int length, @Nullable Borrow borrow) {
        this.bytes = bytes;
        this.start = start;
        this.length = length;
        this.borrow = borrow;
    }

    public static StrLiteral of(String text) {
        return ofUtf8(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Keeps the array: it must be valid UTF-8, and nobody may write into it from now on.
    public static StrLiteral ofUtf8(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new StrLiteral(bytes, 0, bytes.length, null);
    }

    /// A view of a part of an array whose bytes `[start, start + length)` are valid UTF-8 and will
    /// not change any more.
    public static StrLiteral view(byte[] bytes, int start, int length) {
        return length == 0 ? EMPTY : new StrLiteral(bytes, start, length, null);
    }

    /// As [#view(byte[], int, int)], of what is lent.
    static StrLiteral lent(byte[] bytes, int start, int length, Borrow borrow) {
        return borrow == Borrow.FOREVER
                ? view(bytes, start, length)
                : new StrLiteral(bytes, start, length, borrow);
    }

    /// Null where nobody can take the string away.
    public @Nullable Borrow borrow() {
        return borrow;
    }

    @Override
    public void check(Site site) {
        if (borrow != null) {
            Loans.check(borrow, site);
        }
    }

    @Override
    public byte[] array() {
        return bytes;
    }

    @Override
    public int start() {
        return start;
    }

    @Override
    public int length() {
        return length;
    }

    /// The bytes `[from, to)`, both at character boundaries.
    @Override
    public StrLiteral part(int from, int to) {
        if (from == 0 && to == length) {
            return this;
        }
        return borrow == null
                ? view(bytes, start + from, to - from)
                : new StrLiteral(bytes, start + from, to - from, borrow);
    }

    /// Equal to a literal with the same characters; comparing with a computed string is
    /// [Equality]'s.
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof StrLiteral literal
                        && Arrays.equals(
                                bytes,
                                start,
                                start + length,
                                literal.bytes,
                                literal.start,
                                literal.start + literal.length);
    }

    @Override
    public int hashCode() {
        if (hash == 0) {
            hash = Utf8.hash(bytes, start, length);
        }
        return hash;
    }

    @Override
    public String toString() {
        return new String(bytes, start, length, StandardCharsets.UTF_8);
    }
}
