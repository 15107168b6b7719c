package org.oxur.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.oxur.engine.HeldValue;
import org.oxur.engine.NameInfo;
import org.oxur.engine.Outcome;
import org.oxur.engine.Session;
import org.oxur.frontend.PrintLimits;
import org.oxur.text.Counted;
import org.oxur.text.SourceText;
import org.oxur.text.Spelling;

/// What the REPL does with one input: forms, or a command of its own, which begins with a colon.
final class ReplInterpreter {
    /// The prompt's own commands. A keyword alone is seldom what one wants to evaluate.
    enum Command {
        HELP("", "lists the commands"),
        TYPE("FORM", "evaluates the form and says what type its value has"),
        ENV("", "what has been defined"),
        LOAD("FILE", "evaluates a file here"),
        DOC("NAME", "what a function, method, type, macro or form does"),
        MORE("", "all of the last value that was cut"),
        EXPLAIN("CODE", "what an error means"),
        QUIT("", "leaves");

        private final String argument;
        private final String description;

        Command(String argument, String description) {
            this.argument = argument;
            this.description = description;
        }

        String word() {
            return ":" + name().toLowerCase(Locale.ROOT);
        }

        String description() {
            return description;
        }
    }

    /// More than this of a value is shown when it is asked for.
    private static final PrintLimits USUAL = new PrintLimits(200, 20, 4_000);

    private static final PrintLimits ALL = new PrintLimits(1_000_000, 200, 20_000_000);

    /// The name that a form defines.
    private static final Pattern DEFINES =
            Pattern.compile("\\(\\s*(?:pub\\s*\\(\\s*)?def[a-z]*\\s+([^\\s()\\[\\]{}]+)[\\s\\S]*");

    private static final Set<NameInfo.Kind> BUILT_IN =
            EnumSet.of(NameInfo.Kind.BUILTIN, NameInfo.Kind.FORM);

    /// What other prompts call the commands, and without the colon.
    private static final Map<String, Command> COMMANDS =
            Map.of(
                    "exit", Command.QUIT,
                    "quit", Command.QUIT,
                    "bye", Command.QUIT,
                    "help", Command.HELP);

    private final Session session;
    private final ReplScreen screen;
    private final Map<String, String> failed = new HashMap<>();
    private @Nullable HeldValue cut;
    private int inputs;

    ReplInterpreter(Session session, ReplScreen screen) {
        this.session = session;
        this.screen = screen;
        session.setPrintLimits(USUAL);
    }

    /// Evaluates or obeys one input.
    ///
    /// @return false when the user wants to leave
    boolean interpret(String text) {
        var input = text.strip();
        if (input.isEmpty()) {
            return true;
        }
        if (!input.startsWith(":")) {
            evaluate(new SourceText("repl:" + ++inputs, text));
            return true;
        }
        String[] words = input.split("\\s+", 2);
        var argument = words.length == 1 ? "" : words[1].strip();
        var command = command(words[0]);
        if (command == null) {
            unknown(words[0], argument, text);
            return true;
        }
        if (argument.isEmpty() && !command.argument.isEmpty()) {
            screen.line(command.word() + " " + command.argument + ": " + command.description);
            return true;
        }
        switch (command) {
            case HELP -> help();
            case TYPE -> type(argument);
            case ENV -> environment();
            case LOAD -> load(argument);
            case DOC -> screen.line(ReplDocs.of(session, argument));
            case MORE -> more();
            case EXPLAIN -> explain(argument);
            case QUIT -> {
                return false;
            }
        }
        return true;
    }

    /// A keyword alone is a form like any other, unless it resembles a command.
    private void unknown(String word, String argument, String text) {
        var all = Arrays.stream(Command.values()).map(Command::word).toList();
        var begun = all.stream().filter(known -> word.length() > 1 && known.startsWith(word));
        var several = begun.collect(Collectors.joining(" or "));
        var similar = Spelling.nearest(word, all);
        if (!several.isEmpty()) {
            screen.line(word + " is short for several commands; " + several + "?");
        } else if (similar != null) {
            screen.line("there is no command " + word + "; " + similar + "?");
        } else if (!argument.isEmpty()) {
            screen.line("there is no command " + word + "; :help says what there is");
        } else {
            evaluate(new SourceText("repl:" + ++inputs, text));
        }
    }

    /// Any beginning of a command's word that no other has stands for it: `:q`.
    private static @Nullable Command command(String word) {
        Command found = null;
        for (var command : Command.values()) {
            if (command.word().equals(word)) {
                return command;
            }
            if (word.length() > 1 && command.word().startsWith(word)) {
                if (found != null) {
                    return null;
                }
                found = command;
            }
        }
        return found;
    }

    private void evaluate(SourceText source) {
        var parsed = session.frontend().parse(source);
        parsed.errors()
                .forEach(error ->
                        screen.line(session.frontend().formatError(error, screen.colour())));
        for (var form : parsed.forms()) {
            var outcome = session.evaluate(form);
            show(outcome);
            note(form.span().text(), outcome);
            if (!outcome.ok()) {
                return;
            }
        }
    }

    private void show(Outcome outcome) {
        if (outcome.status() == Outcome.Status.CANCELLED) {
            screen.remark("cancelled");
        } else if (outcome.errors().size() > 1) {
            outcome.errors()
                    .forEach(error ->
                            screen.line(session.frontend().formatError(error, screen.colour())));
        } else if (outcome.error() != null) {
            screen.line(session.frontend().formatError(outcome.error(), screen.colour()));
        } else if (!outcome.unit() && outcome.value() != null) {
            screen.line(outcome.value());
            cut = isCut(outcome) ? outcome.held() : null;
            if (cut != null) {
                screen.remark("there is more; :more shows all of it");
            }
        }
    }

    private static boolean isCut(Outcome outcome) {
        var held = outcome.held();
        var shown = outcome.value();
        return held != null
                && shown != null
                && shown.contains("…")
                && held.print(ALL).length() > shown.length();
    }

    private void more() {
        if (cut == null) {
            screen.line("the last value was shown whole");
        } else {
            screen.line(cut.print(ALL));
        }
    }

    private void type(String form) {
        var source = new SourceText("repl:" + ++inputs, "(type-of " + form + ")");
        for (var one : session.frontend().parse(source).forms()) {
            var outcome = session.evaluate(one);
            var type = outcome.value();
            if (type == null) {
                show(outcome);
            } else {
                screen.line(type.replaceAll("^\"|\"$", ""));
            }
        }
    }

    /// A name is not there, perhaps, because what was to define it failed.
    private void note(String form, Outcome outcome) {
        var definition = DEFINES.matcher(form);
        var error = outcome.error();
        if (error != null) {
            var command = COMMANDS.get(form.strip().replaceAll("^\\(\\s*|\\s*\\)$", ""));
            if (command != null && error.error().code().equals("undefined-name")) {
                screen.remark(command.word() + " " + command.description());
            }
            failed.forEach((name, code) -> {
                if (error.error().code().equals("undefined-name")
                        && error.error().message().contains("`" + name + "`")) {
                    screen.remark(
                            "`" + name + "` was to be defined here, but that failed: " + code);
                }
            });
        }
        if (definition.matches()) {
            if (error == null) {
                failed.remove(definition.group(1));
            } else {
                failed.put(definition.group(1), error.error().code());
            }
        }
    }

    void load(SourceText file) {
        evaluate(file);
    }

    private void load(String name) {
        var home = System.getProperty("user.home", "");
        var file = name.startsWith("~/") ? Path.of(home, name.substring(2)) : Path.of(name);
        try {
            evaluate(SourceFile.read(file));
        } catch (IOException problem) {
            screen.line(String.valueOf(problem.getMessage()));
        }
    }

    private void explain(String code) {
        var page = ErrorPage.read();
        var entry = page.entry(code);
        if (entry != null) {
            screen.line(entry);
            return;
        }
        var similar = ExplainCommand.similar(ErrorPage.plain(code), page.codes());
        screen.line(
                "there is no error "
                        + code
                        + (similar == null
                                ? "; they are " + String.join(" ", page.codes())
                                : "; " + similar + "?"));
    }

    private void help() {
        screen.line(
                "Type a form to see its value; it may take several lines. Ctrl-C cancels, Ctrl-D"
                        + " leaves.");
        for (var command : Command.values()) {
            screen.line(
                    "  %-13s %s"
                            .formatted(
                                    command.word() + " " + command.argument, command.description));
        }
    }

    private void environment() {
        boolean any = false;
        for (var name : session.names()) {
            if (BUILT_IN.contains(name.kind())
                    || name.kind() == NameInfo.Kind.MACRO && name.span() == null) {
                continue;
            }
            any = true;
            screen.line(
                    "  %-10s %s"
                            .formatted(
                                    name.kind().name().toLowerCase(Locale.ROOT), described(name)));
        }
        if (!any) {
            screen.remark("nothing has been defined yet");
        }
    }

    private String described(NameInfo name) {
        var text = name.name() + (name.signature() == null ? "" : " " + name.signature());
        var function = name.kind() == NameInfo.Kind.FUNCTION ? session.function(name.name()) : null;
        return function == null
                ? text
                : text
                        + "   v"
                        + function.version()
                        + ", "
                        + function.tier()
                        + ", "
                        + Counted.of(function.calls(), "call");
    }
}
