package org.oxur.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.oxur.compiler.crate.RustCrates;
import org.oxur.compiler.jvm.JvmCompiler;
import org.oxur.compiler.queue.CompileQueue;
import org.oxur.compiler.rust.RustCompiler;
import org.oxur.engine.Limits;
import org.oxur.engine.LiveSession;
import org.oxur.expect.CapturedOutput;
import org.oxur.expect.ExpectationRun;
import org.oxur.frontend.lisp.OxurFrontend;
import org.oxur.text.SourceText;
import org.oxur.tier.Promotion;

/// The examples in docs/tiers.md, with the promotion that a user gets.
class TiersDocumentTest {
    private static final Path DOCUMENT =
            Path.of(System.getProperty("oxur.root"), "docs", "tiers.md");
    private static final Pattern EXAMPLE = Pattern.compile("```lisp\n(.*?)```", Pattern.DOTALL);

    @TestFactory
    Stream<DynamicTest> everyExampleHolds() throws IOException {
        return EXAMPLE
                .matcher(Files.readString(DOCUMENT))
                .results()
                .map(example -> example.group(1))
                .toList()
                .stream()
                .map(example ->
                        DynamicTest.dynamicTest(
                                example.lines().findFirst().orElse(""), () -> holds(example)));
    }

    private static void holds(String example) {
        var output = new CapturedOutput();
        var tiers =
                new LiveSession.Tiers(
                        new CompileQueue(List.of(new JvmCompiler(), new RustCompiler())),
                        new RustCrates(),
                        Promotion.AUTO);
        try (var session =
                LiveSession.open(
                        new OxurFrontend(), output, LiveSession.Input.NONE, Limits.NONE, tiers)) {
            session.addListener(output);
            var run =
                    ExpectationRun.of(
                            new SourceText(DOCUMENT.toString(), example), session, output);
            assertTrue(run.passed() > 0);
            run.verdicts()
                    .forEach(verdict ->
                            assertTrue(
                                    verdict.passed(),
                                    verdict.expected() + ", found " + verdict.found()));
            assertEquals(0, run.failed());
        }
    }
}
