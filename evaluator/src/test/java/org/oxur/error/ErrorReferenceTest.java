package org.oxur.error;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.oxur.engine.Limits;
import org.oxur.engine.LiveSession;
import org.oxur.expect.CapturedOutput;
import org.oxur.expect.ExpectationRun;
import org.oxur.expect.FormRun;
import org.oxur.frontend.lisp.OxurFrontend;
import org.oxur.text.SourceText;

/// `docs/errors.md` is made here: of the comments above the records, the examples in
/// `corpus/errors` and what really comes of them.
class ErrorReferenceTest {
    private static final Path ROOT = Path.of(System.getProperty("oxur.root", ".."));
    private static final Path PAGE = ROOT.resolve("docs/errors.md");
    private static final Path EXAMPLES = ROOT.resolve("corpus/errors");
    private static final Path RECORDS = ROOT.resolve("evaluator/src/main/java/org/oxur/error");

    /// What no program can do yet; each leaves this list when it gets an example.
    private static final Map<String, String> LATER =
            new TreeMap<>(
                    Map.of(
                            "cannot-send-borrow",
                            "with processes",
                            "no-process",
                            "with processes",
                            "name-taken",
                            "with processes",
                            "table-error",
                            "with tables",
                            "node-down",
                            "with nodes"));

    private static final String INTRODUCTION =
            """
            # Errors

            Every error has a code, which expectations (`;!> use-after-move`), `error-code` and editors use. This page has all of them: what each means, a program that
            makes it, and what Oxur says. `oxur explain CODE` and `:explain CODE` at the prompt show one entry.

            <!-- Generated from the comments in evaluator/src/main/java/org/oxur/error and the programs in corpus/errors. ErrorReferenceTest compares it;
            UPDATE_EXPECT=1 writes it anew. -->
            """;

    @Test
    void thePageIsWhatTheProgramsGive() throws IOException {
        var page = page();
        if (System.getenv("UPDATE_EXPECT") != null) {
            Files.writeString(PAGE, page);
            return;
        }
        assertEquals(
                Files.readString(PAGE),
                page,
                "run this test with UPDATE_EXPECT=1 to write it anew");
    }

    @Test
    void everyErrorHasAnExampleThatKeepsItsPromises() throws IOException {
        var missing = new ArrayList<String>();
        for (var kind : kinds()) {
            var file = example(kind);
            if (!Files.exists(file)) {
                if (!LATER.containsKey(kebab(kind))) {
                    missing.add(ROOT.relativize(file) + ": there is no example");
                }
                continue;
            }
            var run = run(file);
            run.verdicts().stream()
                    .filter(verdict -> !verdict.passed())
                    .forEach(v -> missing.add(v.place() + ": found " + v.found()));
            if (failed(run).error() == null || !kind.isInstance(failed(run).error())) {
                missing.add(ROOT.relativize(file) + ": the first error is no " + kind);
            }
        }
        assertEquals(List.of(), missing);
    }

    @Test
    void theLanguageReferenceNamesTheSameCodes() throws IOException {
        var page = Files.readString(ROOT.resolve("docs/language.md"));
        var listed = Pattern.compile("(?s)The codes of errors are `(.*?)`").matcher(page);
        assertEquals(true, listed.find());
        var codes = new TreeSet<>(List.of(listed.group(1).strip().split("\\s+")));
        codes.addAll(LATER.keySet());
        assertEquals(codes, new TreeSet<>(entries().keySet()));
    }

    private static String page() throws IOException {
        var page = new StringBuilder(INTRODUCTION);
        for (var entry : entries().entrySet()) {
            page.append("\n## ").append(entry.getKey()).append("\n").append(entry.getValue());
        }
        return page.toString();
    }

    /// By code, in the order of the family.
    private static Map<String, String> entries() throws IOException {
        var entries = new LinkedHashMap<String, String>();
        for (var kind : kinds()) {
            if (Files.exists(example(kind))) {
                var run = run(example(kind));
                var error = failed(run).error();
                entries.merge(error == null ? "" : error.code(), entry(kind, run), String::concat);
            } else {
                entries.put(kebab(kind), "\n" + meaning(kind) + "\n");
            }
        }
        LATER.forEach((code, feature) ->
                entries.merge(code, "\nComes " + feature + ".\n", (text, _) -> text));
        return entries;
    }

    private static String entry(Class<?> kind, ExpectationRun run) throws IOException {
        return "\n"
                + meaning(kind)
                + "\n\n```lisp\n"
                + shortened(Files.readString(example(kind)))
                + "```\n\n```text\n"
                + shortened(String.valueOf(failed(run).rendered()))
                + "```\n";
    }

    /// No machine's memory, no line that none would read.
    private static String shortened(String text) {
        return text.replaceAll("\\d+ MiB", "… MiB").replaceAll("(\\({40})\\(+(\\)*)", "$1…");
    }

    private static List<Class<?>> kinds() {
        return Stream.of(LanguageError.class.getPermittedSubclasses())
                .<Class<?>>flatMap(phase -> Stream.of(phase.getPermittedSubclasses()))
                .toList();
    }

    private static Path example(Class<?> kind) {
        return EXAMPLES.resolve(kebab(kind) + ".oxr");
    }

    private static String kebab(Class<?> kind) {
        return kind.getSimpleName().replaceAll("(?<=.)(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /// The comment above the record, without its parameters.
    private static String meaning(Class<?> kind) throws IOException {
        var phase = kind.getDeclaringClass().getSimpleName();
        var lines = Files.readAllLines(RECORDS.resolve(phase + ".java"));
        int at = 0;
        while (!lines.get(at).matches("    record " + kind.getSimpleName() + "\\(.*")) {
            at++;
        }
        int start = at;
        while (lines.get(start - 1).startsWith("    ///")) {
            start--;
        }
        var words = new ArrayList<String>();
        for (var line : lines.subList(start, at)) {
            var text = line.substring("    ///".length()).strip();
            if (text.startsWith("@param")) {
                break;
            }
            words.add(text);
        }
        var meaning = String.join(" ", words).strip();
        if (meaning.isEmpty()) {
            throw new AssertionError(kind + " does not say what it means");
        }
        return meaning;
    }

    private static FormRun failed(ExpectationRun run) {
        return run.runs().stream().filter(form -> form.error() != null).findFirst().orElseThrow();
    }

    private static ExpectationRun run(Path file) throws IOException {
        var text = Files.readString(file);
        var output = new CapturedOutput();
        try (var session = LiveSession.open(new OxurFrontend(), output, Limits.NONE)) {
            return ExpectationRun.of(
                    new SourceText(file.getFileName().toString(), text), session, output);
        }
    }
}
