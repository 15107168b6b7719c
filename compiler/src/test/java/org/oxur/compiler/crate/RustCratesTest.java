package org.oxur.compiler.crate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.oxur.compiler.jvm.JvmCompiler;
import org.oxur.compiler.queue.CompileQueue;
import org.oxur.compiler.rust.RustCompiler;
import org.oxur.compiler.rust.Toolchain;
import org.oxur.engine.Limits;
import org.oxur.engine.LiveSession;
import org.oxur.engine.Session;
import org.oxur.expect.CapturedOutput;
import org.oxur.expect.ExpectationRun;
import org.oxur.frontend.lisp.OxurFrontend;
import org.oxur.text.SourceText;
import org.oxur.tier.Crates;
import org.oxur.tier.Promotion;
import org.oxur.tier.Tier;

/// Crates of ours and a real one, built by the real cargo and called.
@Tag("slow")
class RustCratesTest {
    private static final Path CORPUS = Path.of(System.getProperty("oxur.root"), "corpus", "crates");
    private static final String GEO =
            "(require-crate \"geo-kit\" :path \"" + CORPUS.resolve("geo-kit") + "\" :as geo)\n";
    private static final CompileQueue COMPILERS =
            new CompileQueue(List.of(new JvmCompiler(), new RustCompiler()));

    @BeforeAll
    static void needsRust() {
        assumeTrue(
                Toolchain.find() != null && Toolchain.onPath("cargo") != null,
                "rustc and cargo are not on this machine");
    }

    private static ExpectationRun run(String name, String text, Tier tier) {
        var output = new CapturedOutput();
        try (var session = session(output, tier)) {
            session.addListener(output);
            return ExpectationRun.of(new SourceText(name, text), session, output);
        }
    }

    private static Session session(Session.Output output, Tier tier) {
        return LiveSession.open(
                new OxurFrontend(),
                output,
                LiveSession.Input.NONE,
                Limits.NONE,
                new LiveSession.Tiers(COMPILERS, new RustCrates(), Promotion.forced(tier)));
    }

    private static void assertPasses(ExpectationRun run) {
        run.verdicts()
                .forEach(verdict ->
                        assertTrue(
                                verdict.passed(),
                                verdict.place()
                                        + ": expected "
                                        + verdict.expected()
                                        + ", found "
                                        + verdict.found()));
        assertEquals(0, run.failed());
        assertTrue(run.passed() > 0);
    }

    @ParameterizedTest
    @EnumSource(Tier.class)
    void allThatCrossesCrosses(Tier tier) throws IOException {
        var file = CORPUS.resolve("own-crate.oxr");
        assertPasses(run(file.toString(), Files.readString(file), tier));
    }

    /// `OXUR_STRSIM` is where the crate lies, as `scripts/get-strsim.sh` gets it from Debian.
    @Test
    void aRealCrateIsCalledByItsOwnNames() {
        var strsim = System.getenv("OXUR_STRSIM");
        assumeTrue(strsim != null, "OXUR_STRSIM does not say where strsim is");
        assertPasses(
                run(
                        "strsim.oxr",
                        """
                        (require-crate "strsim" :path "%s")
                        (strsim::levenshtein "kitten" "sitting") ;=> 3usize
                        (strsim::osa_distance "ab" "bca")        ;=> 3usize
                        (strsim::osa-distance "ab" "bca")        ;=> 3usize
                        (strsim::jaro "Friedrich Nietzsche" "Jean-Paul Sartre") ;=> 0.39188596491228067
                        (strsim::normalized_levenshtein "" "")   ;=> 1.0
                        (strsim::hamming "hamming" "hammers")    ;=> (Ok 3usize)
                        (strsim::hamming "ham" "hammers")        ;=> (Err #<strsim::StrSimError DifferentLengthArgs>)
                        (strsim::generic_jaro [1] [2])           ;!> not-compilable
                        (defn near [a b] (< (strsim::levenshtein &a &b) 2))
                        (near (String::from "cat") (String::from "cart")) ;=> true
                        """
                                .formatted(strsim),
                        Tier.INTERPRETED));
    }

    @Test
    void whatNothingRefersToIsDropped() {
        var output = new CapturedOutput();
        try (var session = session(output, Tier.INTERPRETED)) {
            assertEquals("nil", last(session, GEO));
            var before = last(session, "(geo::dropped)");
            last(session, "(for [_ (range 0 100)] (geo::shapes::Shape::new))");
            var after = before;
            for (int i = 0; i < 1000 && after.equals(before); i++) {
                System.gc();
                after = last(session, "(geo::dropped)");
            }
            assertTrue(!after.equals(before), "nothing was dropped");
        }
    }

    private static String last(Session session, String text) {
        var outcomes = session.evaluate(new SourceText("crates.oxr", text), _ -> {});
        var outcome = outcomes.getLast();
        return outcome.error() == null ? String.valueOf(outcome.value()) : "" + outcome.error();
    }

    @Test
    void aChangedCrateIsBuiltAgain(@TempDir Path folder) throws IOException {
        Files.writeString(
                folder.resolve("Cargo.toml"),
                "[package]\nname = \"fresh\"\nversion = \"0.1.0\"\nedition = \"2021\"\n");
        var source = Files.createDirectories(folder.resolve("src")).resolve("lib.rs");
        var require = "(require-crate \"fresh\" :path \"" + folder + "\")\n";
        Files.writeString(source, "pub fn answer() -> i64 { 41 }\n");
        var output = new CapturedOutput();
        try (var session = session(output, Tier.INTERPRETED)) {
            assertEquals("41", last(session, require + "(defn ask [] (fresh::answer)) (ask)"));
            Files.writeString(source, "pub fn answer() -> i64 { 42 } // changed\n");
            assertEquals("42", last(session, require + "(ask)"));
        }
    }

    @Test
    void aBuildThatNobodyWantsEnds(@TempDir Path folder) throws Exception {
        Files.writeString(
                folder.resolve("Cargo.toml"),
                "[package]\nname = \"slow\"\nversion = \"0.1.0\"\nedition = \"2021\"\n");
        var started = folder.resolve("started");
        Files.writeString(
                folder.resolve("build.rs"),
                """
                fn main() {
                    std::fs::write("new", std::process::id().to_string()).unwrap();
                    std::fs::rename("new", "started").unwrap();
                    loop {}
                }
                """);
        Files.writeString(
                Files.createDirectories(folder.resolve("src")).resolve("lib.rs"),
                "pub fn f() {}\n");
        try (var watch = folder.getFileSystem().newWatchService()) {
            folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            var job = new RustCrates().load(new Crates.Request("slow", folder.toString(), null));
            while (!Files.exists(started)) {
                var seen = watch.poll(60, TimeUnit.SECONDS);
                assertTrue(seen != null, "the build did not begin");
                seen.reset();
            }
            var build = ProcessHandle.of(Long.parseLong(Files.readString(started))).orElseThrow();
            assertTrue(job.cancel(true));
            assertThrows(CancellationException.class, job::join);
            build.onExit().get(60, TimeUnit.SECONDS);
        }
    }
}
