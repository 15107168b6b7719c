package org.oxur.value;

/// Characters and bytes of UTF-8 that is known to be valid.
public final class Utf8 {
    private Utf8() {}

    /// Whether a character begins (or the string ends) at the byte `index`, counted from the
    /// beginning of the string.
    public static boolean isBoundary(Text text, long index) {
        if (index == 0 || index == text.length()) {
            return true;
        }
        return index > 0
                && index < text.length()
                && (text.array()[text.start() + (int) index] & 0xC0) != 0x80;
    }

    /// The character that begins at `at`, an index into the array.
    public static int codePointAt(byte[] bytes, int at) {
        int first = bytes[at];
        if (first >= 0) {
            return first;
        }
        int second = bytes[at + 1] & 0x3F;
        if ((first & 0xE0) == 0xC0) {
            return (first & 0x1F) << 6 | second;
        }
        int third = bytes[at + 2] & 0x3F;
        if ((first & 0xF0) == 0xE0) {
            return (first & 0x0F) << 12 | second << 6 | third;
        }
        return (first & 0x07) << 18 | second << 12 | third << 6 | bytes[at + 3] & 0x3F;
    }

    /// How many bytes the character takes whose first byte this is.
    public static int lengthFromFirst(byte first) {
        return first >= 0 ? 1 : (first & 0xE0) == 0xC0 ? 2 : (first & 0xF0) == 0xE0 ? 3 : 4;
    }

    /// How many bytes the character takes.
    public static int lengthOf(int codePoint) {
        return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    }

    /// The start of the character that ends before `at`, both indices into the array.
    public static int previous(byte[] bytes, int at) {
        int before = at - 1;
        while ((bytes[before] & 0xC0) == 0x80) {
            before--;
        }
        return before;
    }

    /// Writes a character and gives the index after it; the array must have room.
    public static int encode(int codePoint, byte[] into, int at) {
        if (codePoint < 0x80) {
            into[at] = (byte) codePoint;
            return at + 1;
        }
        if (codePoint < 0x800) {
            into[at] = (byte) (0xC0 | codePoint >> 6);
            into[at + 1] = (byte) (0x80 | codePoint & 0x3F);
            return at + 2;
        }
        if (codePoint < 0x10000) {
            into[at] = (byte) (0xE0 | codePoint >> 12);
            into[at + 1] = (byte) (0x80 | codePoint >> 6 & 0x3F);
            into[at + 2] = (byte) (0x80 | codePoint & 0x3F);
            return at + 3;
        }
        into[at] = (byte) (0xF0 | codePoint >> 18);
        into[at + 1] = (byte) (0x80 | codePoint >> 12 & 0x3F);
        into[at + 2] = (byte) (0x80 | codePoint >> 6 & 0x3F);
        into[at + 3] = (byte) (0x80 | codePoint & 0x3F);
        return at + 4;
    }

    /// How many characters a range of the array holds.
    public static long countCharacters(byte[] bytes, int start, int length) {
        long count = 0;
        for (int i = start; i < start + length; i++) {
            if ((bytes[i] & 0xC0) != 0x80) {
                count++;
            }
        }
        return count;
    }

    /// Equal strings have equal hashes, literal or computed.
    public static int hash(byte[] bytes, int start, int length) {
        int hash = 1;
        int end = start + length;
        int i = start;
        for (; i + 3 < end; i += 4) {
            hash =
                    31 * 31 * 31 * 31 * hash
                            + 31 * 31 * 31 * bytes[i]
                            + 31 * 31 * bytes[i + 1]
                            + 31 * bytes[i + 2]
                            + bytes[i + 3];
        }
        for (; i < end; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash == 0 ? 1 : hash;
    }

    /// Where `needle` first begins in `text` at or after the byte `from`, counted from the
    /// beginning of `text`; -1 if nowhere.
    public static int indexOf(Text text, Text needle, int from) {
        byte[] hay = text.array();
        byte[] wanted = needle.array();
        int wantedStart = needle.start();
        int wantedLength = needle.length();
        if (wantedLength == 0) {
            return from <= text.length() ? from : -1;
        }
        int last = text.start() + text.length() - wantedLength;
        byte first = wanted[wantedStart];
        search:
        for (int i = text.start() + from; i <= last; i++) {
            if (hay[i] != first) {
                continue;
            }
            for (int k = 1; k < wantedLength; k++) {
                if (hay[i + k] != wanted[wantedStart + k]) {
                    continue search;
                }
            }
            return i - text.start();
        }
        return -1;
    }
}
