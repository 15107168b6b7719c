package org.oxur.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.oxur.engine.NameInfo;
import org.oxur.engine.Session;
import org.oxur.ide.Completion;
import org.oxur.ide.OxurLanguage;
import org.oxur.ide.ReceiverMethods;
import org.oxur.ide.Snapshot;
import org.oxur.ide.SpecialForms;
import org.oxur.text.SourceText;

/// What may be written at the cursor of the prompt, what is nearest first.
final class ReplSuggestions {
    private static final int DESCRIPTION = 56;
    private static final String TEXT = "repl";

    /// @param value the whole word
    /// @param group the heading it stands under; the line editor puts them in the order of the
    ///   alphabet
    /// @param more the word goes on after it: a directory
    record Suggestion(String value, String group, String description, boolean more) {}

    private final Session session;
    private final String line;
    private final int cursor;
    private final String word;
    private final Map<String, Suggestion> found = new LinkedHashMap<>();

    private ReplSuggestions(Session session, String line, int cursor, String word) {
        this.session = session;
        this.line = line;
        this.cursor = cursor;
        this.word = word;
    }

    /// @param word what stands before the cursor and is to be replaced
    /// @return no more than `most`; when there are others, the last says how many
    static List<Suggestion> at(Session session, String line, int cursor, String word, int most) {
        var suggestions = new ReplSuggestions(session, line, cursor, word);
        suggestions.collect();
        return suggestions.capped(most);
    }

    private List<Suggestion> capped(int most) {
        var all = List.copyOf(found.values());
        if (all.size() <= most) {
            return all;
        }
        var some = new ArrayList<>(all.subList(0, most));
        some.add(new Suggestion(word, "… " + (all.size() - most) + " more", "", true));
        return some;
    }

    private void collect() {
        var typed = line.substring(0, cursor).stripLeading();
        if (typed.startsWith(":")) {
            var words = typed.split("\\s+", 2);
            if (words.length == 1) {
                for (var command : ReplInterpreter.Command.values()) {
                    add(command.word(), "commands", command.description());
                }
            } else {
                argument(words[0]);
            }
        } else if (word.startsWith(".")) {
            methods();
        } else {
            names();
        }
    }

    private void argument(String command) {
        if (ReplInterpreter.Command.LOAD.word().startsWith(command)) {
            files();
        } else if (ReplInterpreter.Command.EXPLAIN.word().startsWith(command)) {
            var page = ErrorPage.read();
            page.codes().forEach(code -> add(code, "errors", page.summary(code)));
        } else {
            names();
        }
    }

    private void add(String value, String group, @Nullable String description) {
        add(value, group, description, false);
    }

    private void add(String value, String group, @Nullable String description, boolean more) {
        if (value.startsWith(word)) {
            found.putIfAbsent(value, new Suggestion(value, group, shortened(description), more));
        }
    }

    private static String shortened(@Nullable String description) {
        var first = description == null ? "" : description.lines().findFirst().orElse("");
        return first.length() <= DESCRIPTION ? first : first.substring(0, DESCRIPTION - 1) + "…";
    }

    // Names

    private void names() {
        var text = new SourceText(TEXT, line);
        var snapshot = Snapshot.empty(new OxurLanguage()).with(text);
        var analysis = snapshot.analysis(TEXT);
        if (analysis != null) {
            Completion.at(snapshot, analysis, cursor).stream()
                    .filter(item -> item.kind() == Completion.Kind.VARIABLE)
                    .forEach(item -> add(item.label(), "bound here", null));
        }
        var all = session.names();
        all.stream()
                .filter(name -> name.span() != null || name.kind() == NameInfo.Kind.MODULE)
                .forEach(name -> add(name.name(), "defined by you", described(name)));
        group(all, "forms", NameInfo.Kind.FORM);
        group(all, "macros", NameInfo.Kind.MACRO);
        group(all, "functions", NameInfo.Kind.BUILTIN);
    }

    private void group(List<NameInfo> all, String title, NameInfo.Kind kind) {
        all.stream()
                .filter(name -> name.kind() == kind)
                .forEach(name -> add(name.name(), title, described(name)));
    }

    private static @Nullable String described(NameInfo name) {
        if (name.signature() != null) {
            return name.signature();
        }
        var form = SpecialForms.named(name.name());
        return name.doc() == null && form != null ? form.doc() : name.doc();
    }

    // Methods

    private void methods() {
        var rest = line.substring(cursor).stripLeading();
        var type = receiverType(rest);
        var builtIn = ReceiverMethods.ofLiteral(rest);
        var receiver = type == null ? builtIn : ReceiverMethods.of(type);
        for (var function : session.functions()) {
            int colons = function.name().lastIndexOf("::");
            boolean isMethod =
                    colons > 0 && function.signature().matches("\\[&?(?:mut )?self\\b.*");
            var owner = isMethod ? function.name().substring(0, colons) : "";
            if (isMethod && (receiver == null && type == null || owner.equals(type))) {
                add("." + function.name().substring(colons + 2), owner, function.signature());
            }
        }
        if (receiver == null && type != null) {
            receiver = ReceiverMethods.ANY;
        }
        var receivers = new LinkedHashMap<String, List<ReceiverMethods.Method>>();
        for (var method : ReceiverMethods.builtIn()) {
            boolean fits =
                    receiver == null
                            || method.receiver().equals(receiver)
                            || method.receiver().equals(ReceiverMethods.ANY);
            if (fits && method.name().startsWith(word.substring(1))) {
                receivers.computeIfAbsent(method.name(), _ -> new ArrayList<>()).add(method);
            }
        }
        receivers.forEach(this::method);
    }

    /// One that several types have is told with all of them.
    private void method(String name, List<ReceiverMethods.Method> methods) {
        if (methods.size() == 1) {
            var only = methods.getFirst();
            add("." + name, only.receiver(), only.signature());
        } else {
            var types = methods.stream().map(ReceiverMethods.Method::receiver).toList();
            add("." + name, "several types", String.join(", ", types));
        }
    }

    /// Of a static: nothing else has a value before it is evaluated.
    private @Nullable String receiverType(String rest) {
        var name = rest.replaceFirst("^&(?:mut )?", "").split("[\\s()\\[\\]{}]", 2)[0];
        boolean isStatic =
                session.names().stream()
                        .anyMatch(info ->
                                info.name().equals(name)
                                        && (info.kind() == NameInfo.Kind.STATIC
                                                || info.kind() == NameInfo.Kind.CONST));
        if (!isStatic) {
            return null;
        }
        var asked = new SourceText(TEXT, "(type-of " + name + ")");
        var value = session.evaluate(asked, _ -> {}).getFirst().value();
        return value == null ? null : value.replace("\"", "");
    }

    // Files

    private void files() {
        int slash = word.lastIndexOf('/');
        var typed = word.substring(0, slash + 1);
        var home = System.getProperty("user.home", "");
        var directory = typed.startsWith("~/") ? Path.of(home, typed.substring(2)) : Path.of(typed);
        try (Stream<Path> entries = Files.list(directory)) {
            entries.filter(entry -> Files.isDirectory(entry) || isProgram(entry))
                    .filter(entry -> !String.valueOf(entry.getFileName()).startsWith("."))
                    .sorted(Comparator.comparing(Path::toString))
                    .forEach(entry -> {
                        boolean inner = Files.isDirectory(entry);
                        var name = typed + entry.getFileName() + (inner ? "/" : "");
                        add(name, inner ? "directories" : "files", null, inner);
                    });
        } catch (IOException noDirectory) {
            // Then nothing in it can be meant.
            return;
        }
    }

    private static boolean isProgram(Path file) {
        return file.toString().endsWith(".oxr");
    }
}
