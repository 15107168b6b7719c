package org.oxur.ownership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What rustc accepts, the engine runs, with the same output; what the engine reports about
/// ownership, rustc rejects, or it is a `RefCell` lent twice and the Rust program panics there.
///
/// The other way round cannot be asked for: the engine reports what happens, rustc also what might.
class OwnershipTest {
    private static final int GENERATED = Integer.getInteger("oxur.generated", 500);

    private static final Set<String> CODES =
            Set.of(
                    "use-after-move",
                    "cannot-move",
                    "borrow-conflict",
                    "borrow-outlives-owner",
                    "immutable-assignment");

    @TempDir private Path directory = Path.of("");

    @Test
    void theCorpusIsRunAsItSays() throws IOException {
        var wrong = new ArrayList<String>();
        for (var program : corpus()) {
            var run = program.run();
            if (!String.valueOf(program.expected()).equals(String.valueOf(run.error()))) {
                wrong.add(
                        program.name()
                                + ": expected "
                                + program.expected()
                                + ", was "
                                + run.error()
                                + "\n"
                                + run.message());
            }
        }
        assertEquals("", String.join("\n", wrong));
    }

    @Test
    void theCorpusHoldsEachCodeOften() throws IOException {
        var programs = corpus();
        assertTrue(programs.size() >= 150, programs.size() + " programs");
        for (var code : CODES) {
            long count = programs.stream().filter(p -> code.equals(p.expected())).count();
            assertTrue(count >= 10, code + " only " + count + " times");
        }
        long wrong = programs.stream().filter(p -> p.expected() != null).count();
        assertTrue(2 * wrong >= programs.size() * 9L / 10, wrong + " of " + programs.size());
    }

    @Test
    void rustcAgreesAboutTheCorpus() throws IOException, InterruptedException {
        compare("of the corpus", corpus());
    }

    @Test
    void rustcAgreesAboutGeneratedPrograms() throws IOException, InterruptedException {
        generated("generated", GeneratedProgram::of);
    }

    @Test
    void rustcAgreesAboutGeneratedObjects() throws IOException, InterruptedException {
        generated("about objects", GeneratedObjects::of);
    }

    private void generated(String what, LongFunction<Program> generator)
            throws IOException, InterruptedException {
        long seed = Long.getLong("oxur.seed", new Random().nextInt(1_000_000));
        var programs = new ArrayList<Program>();
        for (int i = 0; i < GENERATED; i++) {
            programs.add(generator.apply(seed + i));
        }
        compare(what + " from seed " + seed, programs);
    }

    private static List<Program> corpus() throws IOException {
        var files = Path.of(System.getProperty("oxur.root", ".."), "corpus", "ownership");
        var programs = new ArrayList<Program>();
        try (var found = Files.list(files)) {
            for (var file : found.filter(f -> f.toString().endsWith(".oxr")).sorted().toList()) {
                programs.addAll(Program.in(file));
            }
        }
        return programs;
    }

    private void compare(String which, List<Program> programs)
            throws IOException, InterruptedException {
        var crate = Crate.in(directory);
        if (crate == null) {
            Assumptions.abort("rustc is not installed: ownership was not compared with Rust's");
            return;
        }
        var rust = programs.stream().map(Program::rust).toList();
        var rejected = crate.rejected(rust);
        var accepted = new ArrayList<Integer>();
        var differences = new ArrayList<String>();
        int reported = 0;
        var runs = programs.stream().map(Program::run).toList();
        for (int i = 0; i < programs.size(); i++) {
            var error = runs.get(i).error();
            if (!rejected.containsKey(i)) {
                accepted.add(i);
            }
            if (error != null && CODES.contains(error)) {
                reported += rejected.containsKey(i) ? 1 : 0;
            }
            boolean agrees =
                    error == null
                            || (rejected.containsKey(i)
                                    ? CODES.contains(error)
                                    : error.equals("borrow-conflict"));
            if (!agrees) {
                var judged =
                        rejected.containsKey(i)
                                ? "rejected by rustc " + rejected.get(i)
                                : "accepted by rustc";
                differences.add(
                        programs.get(i).name()
                                + ", "
                                + judged
                                + "\n"
                                + runs.get(i).message()
                                + "\n"
                                + programs.get(i).text());
            }
        }
        var outputs = crate.outputs(accepted.stream().map(rust::get).toList());
        for (int i = 0; i < accepted.size(); i++) {
            var run = runs.get(accepted.get(i));
            // What of the accepted ones the engine ends with an error must panic, at that place.
            var ending = run.error() == null ? "" : Crate.PANICKED;
            if (!(run.output() + ending).equals(outputs.get(i))) {
                differences.add(
                        programs.get(accepted.get(i)).name()
                                + " prints\n"
                                + run.output()
                                + "and as Rust\n"
                                + outputs.get(i)
                                + "\n"
                                + programs.get(accepted.get(i)).text());
            }
        }
        System.err.printf(
                "ownership: %d programs %s: rustc accepts %d, rejects %d; of these the engine reports %d (%d %%)%n",
                programs.size(),
                which,
                accepted.size(),
                rejected.size(),
                reported,
                reported * 100 / Math.max(1, rejected.size()));
        assertEquals(
                "",
                differences.stream().limit(5).collect(Collectors.joining("\n")),
                differences.size() + " differences");
    }
}
