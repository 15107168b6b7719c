package org.oxur.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.oxur.expect.CapturedOutput;
import org.oxur.expect.ExpectationRun;
import org.oxur.frontend.lisp.OxurFrontend;
import org.oxur.text.SourceText;

/// Every file of the corpus that Tier 0 can run, with its own expectations.
class ConformanceTest {
    private static final Path CORPUS = Path.of(System.getProperty("oxur.root"), "corpus");

    @TestFactory
    Stream<DynamicTest> everyFileKeepsItsPromises() throws IOException {
        return Stream.of(
                        files("conformance").filter(f -> name(f).matches("(0|10).*")),
                        Stream.of(CORPUS.resolve("conformance/vision/v2_5-in-memory.oxr")),
                        files("ownership"),
                        files("language"))
                .flatMap(files -> files)
                .map(file ->
                        DynamicTest.dynamicTest(
                                CORPUS.relativize(file).toString(), () -> run(file)));
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static Stream<Path> files(String folder) throws IOException {
        var directory = CORPUS.resolve(folder);
        if (!Files.isDirectory(directory)) {
            return Stream.of();
        }
        try (var all = Files.walk(directory)) {
            boolean flat = folder.equals("conformance");
            return all
                    .filter(f ->
                            name(f).endsWith(".oxr") && (!flat || directory.equals(f.getParent())))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static void run(Path file) throws IOException {
        var output = new CapturedOutput();
        try (var session = LiveSession.open(new OxurFrontend(), output, Limits.NONE)) {
            session.addListener(output);
            var run =
                    ExpectationRun.of(
                            new SourceText(name(file), Files.readString(file)), session, output);
            var broken =
                    run.verdicts().stream()
                            .filter(v -> !v.passed())
                            .map(v ->
                                    v.place()
                                            + ": expected "
                                            + v.expected()
                                            + ", found "
                                            + v.found())
                            .collect(Collectors.joining("\n"));
            assertEquals("", broken);
            assertEquals(
                    List.of(),
                    run.parsed().expectations().isEmpty() ? List.of("no expectations") : List.of());
        }
    }
}
