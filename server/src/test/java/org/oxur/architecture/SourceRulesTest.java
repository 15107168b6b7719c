package org.oxur.architecture;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.oxur.architecture.Repository.Source;

/// What a source file must and must not contain, where bytecode no longer tells.
final class SourceRulesTest {
    private static final List<Source> MAIN = Repository.sources("main");
    private static final List<Source> TESTS = Repository.sources("test");

    /// Where whatever comes is caught: at connections and request tables, the process loop, main.
    private static final String DOORS =
            "org/oxur/(server/(MainLoop|LanguageServer|Files)|node/(SessionRunner|Slices)|cli/Main"
                    + "|protocol/Connection|compiler/rust/NativeRun)";

    @Test
    void everyPackageSaysWhatItIsForAndWhatItMustNotKnow() {
        Map<String, String> infos = new TreeMap<>();
        for (Source source : MAIN) {
            infos.putIfAbsent(source.packageName(), "");
            if (source.path().endsWith("package-info.java")) {
                infos.put(source.packageName(), source.text());
            }
        }
        assertFalse(infos.isEmpty(), "no sources found under " + Repository.ROOT);
        var wanting = new TreeMap<String, String>();
        infos.forEach((name, text) -> {
            String words = text.replaceAll("\\s*///\\s*", " ");
            if (!text.startsWith("///")
                    || !words.contains("Must not know:")
                    || !text.contains("@NullMarked")) {
                wanting.put(name, text.isEmpty() ? "no package-info.java" : "incomplete");
            }
        });
        assertEquals(Map.of(), wanting, "wanted: /// purpose … Must not know: …, and @NullMarked");
    }

    @Test
    void bugsAreCaughtAtTheDoorsOnly() {
        none(
                MAIN,
                source -> !source.path().toString().matches(".*/(" + DOORS + ")\\.java"),
                "catch \\((final )?([\\w.]+ \\| )*(Exception|RuntimeException|Throwable)\\b");
    }

    @Test
    void importsNameWhatTheyImport() {
        none(MAIN, _ -> true, "^import (static )?[\\w.]+\\.\\*;|^import module ");
    }

    @Test
    void nothingIsLeftForLater() {
        none(MAIN, _ -> true, "//.*\\b(TODO|FIXME|XXX|HACK)\\b|UnsupportedOperationException");
        none(TESTS, SourceRulesTest::isNotThisFile, "//.*\\b(TODO|XXX|HACK)\\b");
    }

    @Test
    void testsRunAndDoNotWaitForTheClock() {
        none(
                TESTS,
                SourceRulesTest::isNotThisFile,
                "@Disabled\\b|\\bThread\\.sleep\\(|\\bassertTimeout\\(|\\bnew ServerSocket\\(");
    }

    private static boolean isNotThisFile(Source source) {
        return !source.path().endsWith("SourceRulesTest.java");
    }

    /// Fails with every line of those sources that the pattern is found in.
    private static void none(List<Source> sources, Predicate<Source> which, String forbidden) {
        var pattern = Pattern.compile(forbidden);
        String found =
                sources.stream()
                        .filter(which)
                        .map(source -> hits(source, pattern))
                        .collect(joining());
        assertEquals("", found);
    }

    private static String hits(Source source, Pattern forbidden) {
        var hits = new StringBuilder();
        int line = 0;
        for (String text : source.text().split("\n", -1)) {
            line++;
            if (forbidden.matcher(text).find()) {
                hits.append(source.path()).append(':').append(line).append(": ");
                hits.append(text.strip()).append('\n');
            }
        }
        return hits.toString();
    }
}
