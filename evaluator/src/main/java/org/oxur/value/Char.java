package org.oxur.value;

/// A Unicode scalar value: any code point but a surrogate.
public record Char(int codePoint) {
    private static final Char[] ASCII = ascii();

    public Char {
        if (!isScalar(codePoint)) {
            throw new IllegalArgumentException("no Unicode scalar value: " + codePoint);
        }
    }

    public static Char of(int codePoint) {
        return codePoint >= 0 && codePoint < ASCII.length ? ASCII[codePoint] : new Char(codePoint);
    }

    public static boolean isScalar(int codePoint) {
        return codePoint >= 0
                && codePoint <= 0x10FFFF
                && (codePoint < 0xD800 || codePoint > 0xDFFF);
    }

    private static Char[] ascii() {
        var all = new Char[128];
        for (int i = 0; i < all.length; i++) {
            all[i] = new Char(i);
        }
        return all;
    }
}
