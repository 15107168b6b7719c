package org.oxur.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.oxur.architecture.Repository.Source;

/// ARCHITECTURE.md is short, and every path and package in it exists.
final class ArchitectureDocumentTest {
    private static final String TEXT = Repository.read(Repository.ROOT.resolve("ARCHITECTURE.md"));
    private static final int LONGEST = 200;
    private static final Pattern CODE = Pattern.compile("`([^`\\s]+)`");
    private static final Pattern PACKAGE = Pattern.compile("\\borg\\.oxur(\\.[a-z]+)+\\b");

    @Test
    void itIsShort() {
        assertTrue(TEXT.lines().count() <= LONGEST, "more than " + LONGEST + " lines");
    }

    @Test
    void everyPathItNamesExists() {
        List<String> paths =
                CODE.matcher(TEXT)
                        .results()
                        .map(ArchitectureDocumentTest::name)
                        .filter(ArchitectureDocumentTest::isPath)
                        .toList();
        assertFalse(paths.isEmpty());
        assertEquals(
                List.of(),
                paths.stream()
                        .filter(path -> !Files.exists(Repository.ROOT.resolve(path)))
                        .toList());
    }

    @Test
    void everyPackageItNamesExists() {
        Set<String> named =
                new TreeSet<>(PACKAGE.matcher(TEXT).results().map(MatchResult::group).toList());
        Repository.sources("main").stream().map(Source::packageName).forEach(named::remove);
        assertEquals(Set.of(), named);
    }

    @Test
    void everyPackageStandsInTheCodeMap() {
        Set<String> all =
                new TreeSet<>(
                        Repository.sources("main").stream().map(Source::packageName).toList());
        assertFalse(all.isEmpty());
        PACKAGE.matcher(TEXT).results().map(MatchResult::group).forEach(all::remove);
        assertEquals(Set.of(), all);
    }

    private static String name(MatchResult code) {
        return code.group(1);
    }

    /// `oxur/eval` is a message of the protocol and `src/main` is said of every module.
    private static boolean isPath(String code) {
        return code.contains("/") && !code.startsWith("oxur/")
                || Stream.of(".md", ".sh", ".xml").anyMatch(code::endsWith);
    }
}
