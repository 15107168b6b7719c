package org.oxur.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.oxur.engine.NameInfo;
import org.oxur.engine.Session;
import org.oxur.ide.ReceiverMethods;
import org.oxur.ide.SpecialForms;
import org.oxur.text.Spelling;

/// What `:doc` says: of functions, macros and forms, of methods (`.push`), of the language's types
/// and variants.
final class ReplDocs {
    private static final Map<String, String> TYPES =
            Map.ofEntries(
                    Map.entry("Vec", "A vector that grows: `[1 2 3]`."),
                    Map.entry("HashMap", "Keys and their values: `#{:a 1}`."),
                    Map.entry("HashSet", "Values, each once: `(hash-set 1 2)`."),
                    Map.entry("String", "Text that is made and changed: `(str \"a\" 1)`."),
                    Map.entry("str", "Text as it is written: `\"a\"`."),
                    Map.entry("char", "One character: `\\a`."),
                    Map.entry("bool", "`true` or `false`."),
                    Map.entry("i64", "A whole number of 64 bits, what `1` is."),
                    Map.entry("f64", "A number with a fraction, what `1.5` is."),
                    Map.entry("Option", "`(Some x)` or `None`."),
                    Map.entry("Result", "`(Ok x)` or `(Err e)`."));

    private static final Map<String, String> VARIANTS =
            Map.of(
                    "Some", "(Some x)   (variant of Option)\n  There is a value.",
                    "None", "None   (variant of Option)\n  There is no value.",
                    "Ok", "(Ok x)   (variant of Result)\n  It went well, and gave `x`.",
                    "Err", "(Err e)   (variant of Result)\n  It failed with `e`.");

    private ReplDocs() {}

    static String of(Session session, String name) {
        var found = session.names().stream().filter(info -> info.name().equals(name)).toList();
        var form = SpecialForms.named(name);
        boolean described = found.stream().anyMatch(info -> info.doc() != null);
        if (!described && form != null) {
            return form.shape() + "   (form)\n" + form.doc().indent(2);
        }
        var parts = new ArrayList<String>();
        for (var info : found) {
            var kind = info.kind().name().toLowerCase(Locale.ROOT);
            var doc = info.doc() == null ? "  no description\n" : info.doc().indent(2);
            parts.add(named(info) + "   (" + kind + ")\n" + doc);
        }
        if (VARIANTS.containsKey(name)) {
            parts.add(VARIANTS.get(name) + "\n");
        }
        var receiver = ReceiverMethods.of(name);
        if (receiver != null && found.isEmpty()) {
            parts.add(type(name, receiver));
        }
        if (name.startsWith(".") || parts.isEmpty()) {
            methods(name.startsWith(".") ? name.substring(1) : name, parts);
        }
        return parts.isEmpty() ? unknown(session, name) : String.join("", parts);
    }

    private static String unknown(Session session, String name) {
        var known = new LinkedHashSet<String>(TYPES.keySet());
        session.names().forEach(info -> known.add(info.name()));
        boolean method = name.startsWith(".");
        if (method) {
            known.clear();
            ReceiverMethods.builtIn().forEach(one -> known.add("." + one.name()));
        }
        var similar = Spelling.nearest(name, known);
        return "nothing is called "
                + name
                + (similar == null ? "; Tab completes what there is" : "; " + similar + "?");
    }

    /// The signatures of built-in functions begin with their names.
    private static String named(NameInfo info) {
        var signature = info.signature();
        if (signature == null) {
            return info.name();
        }
        return signature.startsWith(info.name() + " ") ? signature : info.name() + " " + signature;
    }

    private static String type(String name, String receiver) {
        var methods =
                ReceiverMethods.builtIn().stream()
                        .filter(method -> method.receiver().equals(receiver))
                        .map(method -> "." + method.name())
                        .collect(Collectors.joining(" "));
        var says = TYPES.get(name);
        return name
                + "   (type)\n"
                + (says == null ? "" : "  " + says + "\n")
                + "  methods: "
                + methods
                + "\n";
    }

    private static void methods(String name, List<String> parts) {
        for (var method : ReceiverMethods.builtIn()) {
            if (method.name().equals(name)) {
                parts.add(
                        "."
                                + name
                                + " "
                                + method.signature()
                                + "   (method: "
                                + method.receiver()
                                + ")\n"
                                + method.doc().indent(2));
            }
        }
    }
}
