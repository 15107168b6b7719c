package org.oxur.text;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What is written here for a name that Rust has and the language has not.
public final class RustNames {
    private static final Map<String, String> NAMES =
            Map.ofEntries(
                    Map.entry("println!", "println"),
                    Map.entry("print!", "print"),
                    Map.entry("eprintln!", "eprintln"),
                    Map.entry("format!", "format"),
                    Map.entry("panic!", "panic"),
                    Map.entry("assert!", "assert"),
                    Map.entry("assert_eq", "assert-eq"),
                    Map.entry("assert_eq!", "assert-eq"),
                    Map.entry("f64::PI", "f64::consts::PI"));

    private static final Pattern GENERIC = Pattern.compile("([A-Z]\\w*)<([\\w:]+)>");
    private static final Pattern MEMBER = Pattern.compile("\\.([a-z]\\w*)");

    private RustNames() {}

    /// The language's name; null where it has none of its own for it.
    public static @Nullable String own(String name) {
        return NAMES.get(name);
    }

    /// What was meant by an undefined name: `(Vec i64)` for `Vec<i64>`, `String::from` for the
    /// `String` of `String.from`. Null where it looks like nothing of Rust.
    public static @Nullable String meant(String name, Span place) {
        var own = own(name);
        if (own != null) {
            return own;
        }
        var generic = GENERIC.matcher(name);
        if (generic.matches()) {
            return "(" + generic.group(1) + " " + generic.group(2) + ")";
        }
        var text = place.source().text();
        if (!Character.isUpperCase(name.charAt(0)) || !place.text().equals(name)) {
            return null;
        }
        var member = MEMBER.matcher(text).region(place.end(), text.length());
        return member.lookingAt() ? name + "::" + member.group(1) : null;
    }
}
