package org.oxur.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.oxur.compiler.queue.CompileQueue;
import org.oxur.compiler.rust.Rehearsal;
import org.oxur.compiler.rust.RustCompiler;
import org.oxur.expect.CapturedOutput;
import org.oxur.expect.ExpectationRun;
import org.oxur.text.SourceText;
import org.oxur.tier.Tier;

/// The same program gives the same values, the same errors, spans and stack traces in each tier.
class TiersAgreeTest {
    private static final Path CORPUS = Path.of(System.getProperty("oxur.root"), "corpus");
    private static final int PROGRAMS = Integer.getInteger("oxur.tiers.programs", 1_000);

    /// rustc takes its time for each function.
    private static final int NATIVE_PROGRAMS = 20;

    /// Programs over data whose functions are native.
    private static final int NATIVE_DATA_PROGRAMS =
            Integer.getInteger("oxur.tiers.native.programs", 100);

    /// Of them, those that are compiled at once.
    private static final int NATIVE_BATCH = 25;

    /// Programs that share a session: opening one costs more than a program.
    private static final int BATCH = 100;

    @TempDir private Path cache = Path.of("");

    @TestFactory
    Stream<DynamicTest> everyFileKeepsItsPromisesAsBytecode() throws IOException {
        return files().stream()
                .map(file ->
                        DynamicTest.dynamicTest(
                                CORPUS.relativize(file).toString(),
                                () -> keepsItsPromises(file, Tier.JIT)));
    }

    @TestFactory
    Stream<DynamicTest> theFilesOfTheTiersKeepTheirPromisesInNativeCode() throws IOException {
        return files("tiers", 2).stream()
                .map(file ->
                        DynamicTest.dynamicTest(
                                CORPUS.relativize(file).toString(),
                                () -> keepsItsPromises(file, Tier.NATIVE)));
    }

    @Test
    void randomProgramsFindNoDifference() {
        long seed = Long.getLong("oxur.tiers.seed", System.nanoTime());
        var counts = Programs.counts();
        var below = new ArrayList<String>();
        int errors = 0;
        int forms = 0;
        for (int i = 0; i < PROGRAMS; i += BATCH) {
            var text = Programs.generate(seed + i, BATCH, counts);
            var expected = TierRun.of(text, Tier.INTERPRETED, true, new ArrayList<>());
            agree(seed, text, expected, TierRun.of(text, Tier.JIT, true, below));
            agree(seed, text, expected, TierRun.movingUp(text));
            forms += expected.size();
            errors += (int) expected.stream().filter(TiersAgreeTest::isError).count();
        }
        for (int i = 0; i < NATIVE_PROGRAMS; i++) {
            var text = Programs.generate(seed + i, counts);
            agree(
                    seed,
                    text,
                    TierRun.of(text, Tier.INTERPRETED, false, new ArrayList<>()),
                    TierRun.of(text, Tier.NATIVE, false, below));
        }
        System.out.printf(
                "tiers: seed %d, %d programs, %d natively, %d forms, %d errors, below %s%n"
                        + "  features %s%n",
                seed, PROGRAMS, NATIVE_PROGRAMS, forms, errors, List.copyOf(below), counts);
        assertTrue(errors > PROGRAMS / 4, "too few programs fail");
        assertEquals(List.of(), List.copyOf(below), "every generated function can be compiled");
    }

    @Test
    void randomProgramsOverDataFindNoDifference() {
        long seed = Long.getLong("oxur.tiers.seed", System.nanoTime());
        var counts = Programs.counts();
        var below = new ArrayList<String>();
        int errors = 0;
        int forms = 0;
        for (int i = 0; i < PROGRAMS; i += BATCH) {
            var text = DataPrograms.generate(seed + i, BATCH, counts);
            var expected = TierRun.of(text, Tier.INTERPRETED, true, new ArrayList<>());
            agree(seed + i, text, expected, TierRun.of(text, Tier.JIT, true, below));
            agree(seed + i, text, expected, TierRun.movingUp(text));
            forms += expected.size();
            errors += (int) expected.stream().filter(TiersAgreeTest::isError).count();
        }
        System.out.printf(
                "tiers: seed %d, %d programs over data, %d forms, %d errors, below %s%n"
                        + "  features %s%n",
                seed, PROGRAMS, forms, errors, List.copyOf(below), counts);
        assertTrue(errors > PROGRAMS / 4, "too few programs fail");
        assertEquals(List.of(), List.copyOf(below), "every generated function can be compiled");
    }

    /// Each program is run twice in native code: the first time only notes what is to be compiled,
    /// so that rustc is started once for all programs of a session.
    @Test
    void randomProgramsOverDataFindNoDifferenceInNativeCode() {
        long seed = Long.getLong("oxur.tiers.seed", System.nanoTime());
        var counts = Programs.counts();
        var below = new ArrayList<String>();
        var rehearsal = new Rehearsal(cache);
        int compiled = 0;
        var noting = new CompileQueue(List.of(rehearsal));
        var compiling = new CompileQueue(List.of(new RustCompiler(cache)));
        for (int i = 0; i < NATIVE_DATA_PROGRAMS; i += NATIVE_BATCH) {
            var text = DataPrograms.generate(seed + i, NATIVE_BATCH, counts);
            var expected = TierRun.of(text, Tier.NATIVE, noting, false, new ArrayList<>());
            compiled += rehearsal.build();
            var found = TierRun.of(text, Tier.NATIVE, compiling, false, below);
            agree(seed + i, text, expected, found);
        }
        var reasons = below.stream().map(each -> each.replaceFirst("^[^:]*: ", ""));
        System.out.printf(
                "tiers: seed %d, %d programs over data natively, %d functions compiled, below %s%n",
                seed,
                NATIVE_DATA_PROGRAMS,
                compiled,
                reasons.collect(Collectors.groupingBy(each -> each, Collectors.counting())));
        assertTrue(compiled > NATIVE_DATA_PROGRAMS, "too few functions are native");
    }

    /// The first form that differs, with the program's text.
    private static void agree(long seed, String text, List<String> expected, List<String> found) {
        for (int i = 0; i < expected.size(); i++) {
            int form = i;
            assertEquals(
                    expected.get(i),
                    i < found.size() ? found.get(i) : "nothing",
                    () -> "form " + form + ", oxur.tiers.seed=" + seed + "\n" + text);
        }
        assertEquals(expected.size(), found.size());
    }

    private static boolean isError(String result) {
        return result.contains(" at ");
    }

    private static void keepsItsPromises(Path file, Tier tier) throws IOException {
        var output = new CapturedOutput();
        try (var session = TierRun.session(output, tier)) {
            session.addListener(output);
            var run =
                    ExpectationRun.of(
                            new SourceText(file.toString(), Files.readString(file)),
                            session,
                            output);
            assertEquals(
                    "",
                    run.verdicts().stream()
                            .filter(verdict -> !verdict.passed())
                            .map(verdict -> verdict.expected() + ", found " + verdict.found())
                            .collect(Collectors.joining("\n")));
            assertTrue(run.passed() > 0);
        }
    }

    private static List<Path> files() throws IOException {
        var all = new ArrayList<Path>();
        files("conformance", 1).stream()
                .filter(file -> file.getFileName().toString().matches("(0|10).*"))
                .forEach(all::add);
        all.add(CORPUS.resolve("conformance/vision/v2_5-in-memory.oxr"));
        all.add(CORPUS.resolve("tiers/loops-that-move-up.oxr"));
        all.addAll(files("language", 3));
        all.addAll(files("ownership", 3));
        return all;
    }

    private static List<Path> files(String folder, int depth) throws IOException {
        try (var found = Files.walk(CORPUS.resolve(folder), depth)) {
            return found.filter(file -> file.toString().endsWith(".oxr")).sorted().toList();
        }
    }
}
