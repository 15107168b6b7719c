package org.oxur.frontend;

/// Bounds of one printed value; what is beyond is shown as `…`.
///
/// @param maxItems elements shown of each collection
/// @param maxDepth levels of nesting shown
/// @param maxChars UTF-16 length of the whole
public record PrintLimits(int maxItems, int maxDepth, int maxChars) {
    /// Everything, up to what a machine can hold: for `str`, files and tests.
    public static final PrintLimits NONE =
            new PrintLimits(Integer.MAX_VALUE, 100_000, Integer.MAX_VALUE);

    /// What a person wants to see at a prompt.
    public static final PrintLimits PROMPT = new PrintLimits(1_000, 100, 20_000);

    /// What fits beside a form in an editor.
    public static final PrintLimits INLINE = new PrintLimits(50, 10, 200);
}
