package org.oxur.ide;

/// A piece of text as the reader cuts it, comments included, white space left out.
public record Token(Kind kind, int start, int end) {
    /// What a token is to an editor.
    public enum Kind {
        OPEN,
        CLOSE,
        /// `'` `` ` `` `,` `,@` `&` `&mut` `#_`: binds to the form that follows.
        PREFIX,
        NUMBER,
        STRING,
        CHARACTER,
        KEYWORD,
        SYMBOL,
        /// `nil`, `true`, `false`.
        CONSTANT,
        LINE_COMMENT,
        BLOCK_COMMENT,
        /// Text that begins no token.
        BAD
    }

    public boolean isComment() {
        return kind == Kind.LINE_COMMENT || kind == Kind.BLOCK_COMMENT;
    }

    public String text(String source) {
        return source.substring(start, end);
    }
}
