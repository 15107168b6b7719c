package org.oxur.print;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Ident;

/// Oxur's names as Rust identifiers, one to one: `is-ready?` is `is_ready__q`, and back.
///
/// A hyphen is `_`. What Rust cannot hold is `__` and a letter: `__q` is `?`, `__b` is `!`, `__u`
/// is `_`, `__d` is a hyphen beside such a one or at an end, `__x2a_` is the character with that
/// code, `__m3` at the end stands for the number of a macro template's name, `__k` at the end keeps
/// apart from a word of Rust's. A leading `_` stays. `__n` marks what the printer itself
/// introduces.
public final class RustNames {
    /// Words that Rust reserves and that `r#` can free.
    private static final Set<String> RESERVED =
            Set.of(
                    "abstract",
                    "as",
                    "async",
                    "await",
                    "become",
                    "box",
                    "break",
                    "const",
                    "continue",
                    "do",
                    "dyn",
                    "else",
                    "enum",
                    "extern",
                    "false",
                    "final",
                    "fn",
                    "for",
                    "gen",
                    "if",
                    "impl",
                    "in",
                    "let",
                    "loop",
                    "macro",
                    "match",
                    "mod",
                    "move",
                    "mut",
                    "override",
                    "priv",
                    "pub",
                    "ref",
                    "return",
                    "static",
                    "struct",
                    "trait",
                    "true",
                    "try",
                    "type",
                    "typeof",
                    "unsafe",
                    "unsized",
                    "use",
                    "virtual",
                    "where",
                    "while",
                    "yield");

    /// `main` is the program's entry in Rust only.
    private static final Set<String> TAKEN = Set.of("crate", "super", "main");

    private RustNames() {}

    static String rust(Ident ident) {
        var name = rust(ident.name());
        return ident.mark() == 0 ? name : name + "__m" + ident.mark();
    }

    /// The identifier for a name of Oxur's.
    public static String rust(String name) {
        if (RESERVED.contains(name)) {
            return "r#" + name;
        }
        if (TAKEN.contains(name)) {
            return name + "__k";
        }
        var out = new StringBuilder();
        int[] points = name.codePoints().toArray();
        for (int i = 0; i < points.length; i++) {
            int c = points[i];
            boolean inner = i > 0 && i < points.length - 1;
            if (c == '-' && inner && isPlain(points[i + 1])) {
                out.append('_');
            } else if (c == '_' && i == 0 && points.length > 1 && isPlain(points[1])) {
                out.append('_');
            } else if (isPlain(c) && (i > 0 || Character.isUnicodeIdentifierStart(c))) {
                out.appendCodePoint(c);
            } else {
                out.append(escape(c));
            }
        }
        return out.toString();
    }

    /// The name of Oxur's that an identifier stands for, or null for one that no name is printed
    /// as. A template's name comes with its number: `tmp#3`.
    public static @Nullable String oxur(String identifier) {
        if (identifier.startsWith("r#")) {
            return identifier.substring(2);
        }
        var out = new StringBuilder();
        int i = 0;
        while (i < identifier.length()) {
            char c = identifier.charAt(i);
            if (c != '_') {
                out.append(c);
                i++;
            } else if (identifier.startsWith("__", i) && i + 2 < identifier.length()) {
                i = unescape(identifier, i + 2, out);
                if (i < 0) {
                    return null;
                }
            } else {
                out.append(i == 0 ? '_' : '-');
                i++;
            }
        }
        return out.toString();
    }

    private static boolean isPlain(int c) {
        return c != '_'
                && c != '-'
                && Character.isUnicodeIdentifierPart(c)
                && !Character.isIdentifierIgnorable(c);
    }

    private static String escape(int c) {
        return switch (c) {
            case '?' -> "__q";
            case '!' -> "__b";
            case '_' -> "__u";
            case '-' -> "__d";
            default -> "__x" + Integer.toHexString(c) + "_";
        };
    }

    /// @return where to go on, or -1 if this is no escape
    private static int unescape(String identifier, int at, StringBuilder out) {
        switch (identifier.charAt(at)) {
            case 'q' -> out.append('?');
            case 'b' -> out.append('!');
            case 'u' -> out.append('_');
            case 'd' -> out.append('-');
            case 'm' -> {
                out.append('#').append(identifier, at + 1, identifier.length());
                return identifier.length();
            }
            case 'k' -> {
                return identifier.length();
            }
            case 'x' -> {
                int end = identifier.indexOf('_', at);
                if (end < 0) {
                    return -1;
                }
                out.appendCodePoint(Integer.parseInt(identifier, at + 1, end, 16));
                return end + 1;
            }
            default -> {
                return -1;
            }
        }
        return at + 1;
    }
}
