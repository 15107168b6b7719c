package org.oxur.print;

/// Format strings: the names in them are mapped like all others.
final class RustFormats {
    private RustFormats() {}

    /// `{my-name:>8}` becomes `{my_name:>8}`.
    static String names(String format) {
        var text = new StringBuilder(format.length());
        int at = 0;
        while (at < format.length()) {
            char c = format.charAt(at);
            if (c == '{' && format.startsWith("{{", at)) {
                text.append("{{");
                at += 2;
            } else if (c == '{') {
                int end = at + 1;
                while (end < format.length()
                        && format.charAt(end) != ':'
                        && format.charAt(end) != '}') {
                    end++;
                }
                var name = format.substring(at + 1, end).strip();
                boolean positional = name.isEmpty() || name.chars().allMatch(Character::isDigit);
                text.append('{').append(positional ? name : RustNames.rust(name));
                at = end;
            } else {
                text.append(c);
                at++;
            }
        }
        return text.toString();
    }
}
