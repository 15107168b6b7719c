package org.oxur.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.oxur.engine.Limits;
import org.oxur.expect.CapturedOutput;
import org.oxur.expect.ExpectationRun;
import org.oxur.expect.ExpectationUpdate;
import org.oxur.expect.FileHeader;
import org.oxur.expect.Verdict;
import org.oxur.text.Counted;
import org.oxur.tier.Promotion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `oxur test PATH…`.
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description = {
            "Runs files against the expectations in their comments.",
            "  (+ 1 2)          ;=> 3                   the value",
            "  (println \"hi\")   ;>> hi                  a line of output",
            "  (/ 1 0)          ;!> division-by-zero    an error"
        },
        footer = {
            "",
            "Examples:",
            "  oxur test examples/tour.oxr",
            "  oxur test src tests --tier 0",
            "  oxur test --update tests/new.oxr",
            "",
            "Exit codes: 0 all passed, 1 some failed, 2 a path cannot be read",
            "or holds no .oxr file."
        })
final class TestCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "PATH",
            arity = "1..*",
            description = "Files, or directories: all .oxr files in them and below.")
    private List<Path> paths = List.of();

    @Option(
            names = "--update",
            description =
                    "Fill in expectations that are empty or wrong, and say which. A value that is"
                            + " expected of a form that fails now stays, and fails.")
    private boolean update;

    @Mixin private TierOptions tiers = new TierOptions();

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "For each form; 0, the default, means none.")
    private int timeoutSeconds;

    @Option(
            names = {"-v", "--verbose"},
            description = "Show errors that nothing expected with their source lines.")
    private boolean verbose;

    /// Functions that were called and stayed below the tier that was forced.
    private final List<Below> below = new ArrayList<>();

    /// Expectations that say nothing yet.
    private static final Set<String> MARKERS = Set.of(";=>", ";>>", ";!>");

    private final Console console;

    TestCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        var promotion = tiers.promotion();
        long passed = 0;
        long failed = 0;
        int unread = 0;
        var files = files();
        for (var file : files) {
            ExpectationRun run;
            try {
                run = run(file, promotion);
            } catch (CannotRead problem) {
                // The others may be fine, or not: all of it is said.
                console.error("oxur: " + problem.getMessage());
                unread++;
                continue;
            }
            if (update && run.failed() > 0) {
                var updated = ExpectationUpdate.of(run);
                if (!updated.changes().isEmpty()) {
                    write(file, updated.text());
                    updated.changes().forEach(change -> report(file, change));
                    run = run(file, promotion);
                }
            }
            run.verdicts().stream()
                    .filter(verdict -> !verdict.passed())
                    .forEach(verdict -> report(file, verdict));
            passed += run.passed();
            failed += run.failed();
        }
        below.forEach(each -> console.println(each.toString()));
        if (!below.isEmpty()) {
            console.println(
                    Counted.of(below.size(), "function") + " stayed below tier " + tiers.tier());
        }
        if (unread < files.size()) {
            console.println(passed + " passed, " + failed + " failed");
        }
        if (unread > 0) {
            return ExitCode.USAGE;
        }
        return failed == 0 ? ExitCode.OK : ExitCode.FAILED;
    }

    /// Each file is a session of its own.
    private ExpectationRun run(Path file, Promotion promotion) throws IOException {
        var source = SourceFile.read(file);
        var output = new CapturedOutput();
        boolean alone = FileHeader.of(source).withoutCompilers();
        try (var session =
                alone ? Sessions.interpreting(output) : Sessions.open(output, promotion)) {
            if (timeoutSeconds > 0) {
                session.setLimits(Limits.time(Duration.ofSeconds(timeoutSeconds)));
            }
            session.addListener(output);
            var run = ExpectationRun.of(source, session, output);
            if (promotion.forced() && !alone) {
                below.addAll(Below.of(file, session, promotion.highest()));
            }
            return run;
        }
    }

    private void report(Path file, ExpectationUpdate.Change change) {
        var place = change.place();
        console.println(
                file
                        + ":"
                        + place.source().lines().position(place.start())
                        + ": "
                        + change.before()
                        + " → "
                        + (change.after().isEmpty()
                                ? "(taken out)"
                                : change.after().replaceAll("\\R\\s*", ", ")));
    }

    private void report(Path file, Verdict verdict) {
        var place = verdict.place();
        var position = place.source().lines().position(place.start());
        var expected = verdict.expected().strip();
        boolean isEmpty = MARKERS.contains(expected);
        console.println(
                file
                        + ":"
                        + position
                        + (isEmpty ? ": empty " : ": expected ")
                        + expected
                        + ", found "
                        + verdict.found()
                        + (isEmpty ? " (--update fills it in)" : ""));
        if (verbose && verdict.details() != null) {
            console.println(verdict.details().stripTrailing().indent(4).stripTrailing());
        }
    }

    private static void write(Path file, String text) throws CannotRead {
        try {
            Files.writeString(file, text);
        } catch (IOException problem) {
            throw new CannotRead("cannot write " + file + ": " + problem.getMessage());
        }
    }

    private List<Path> files() throws IOException {
        var files = new ArrayList<Path>();
        for (var path : paths) {
            if (!Files.isDirectory(path)) {
                files.add(path);
                continue;
            }
            int before = files.size();
            try (var found = Files.walk(path)) {
                found.filter(file -> file.toString().endsWith(".oxr")).sorted().forEach(files::add);
            }
            if (files.size() == before) {
                throw new CannotRead("no .oxr file in " + path);
            }
        }
        return files;
    }
}
