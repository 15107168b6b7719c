package org.oxur.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the pages for users link to and name is there.
final class DocumentPathsTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");
    private static final Pattern CODE = Pattern.compile("(?<![\\w/])[\\w.-]+(?:/[\\w.-]+)+/?");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "ARCHITECTURE.md",
                "docs/cli.md",
                "docs/editors.md",
                "docs/launching.md",
                "docs/language.md",
                "docs/errors.md",
                "docs/protocol.md",
                "docs/open-questions.md",
                "bench/README.md"
            })
    void everyFileItNamesExists(String page) {
        var file = Repository.ROOT.resolve(page);
        var text = Repository.read(file);
        var missing = new ArrayList<String>();
        LINK.matcher(text)
                .results()
                .map(link -> link.group(1))
                .filter(link -> !Files.exists(file.resolveSibling(link)))
                .forEach(missing::add);
        CODE.matcher(text)
                .results()
                .map(code -> code.group().replaceAll("^\\./|\\.$", ""))
                .filter(DocumentPathsTest::isOurs)
                .filter(path -> !Files.exists(Repository.ROOT.resolve(path)))
                .forEach(missing::add);
        assertEquals(List.of(), missing);
    }

    /// It begins with a directory of the repository, and is not made by a build.
    private static boolean isOurs(String path) {
        var first = path.substring(0, path.indexOf('/') < 0 ? path.length() : path.indexOf('/'));
        return !first.isEmpty()
                && Files.isDirectory(Repository.ROOT.resolve(first))
                && !path.contains("target/")
                && !first.equals("target")
                && !first.startsWith(".");
    }
}
