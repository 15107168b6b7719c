package org.oxur.print;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.oxur.ast.File;
import org.oxur.text.SourceText;

/// What is printed as Oxur and read again is the tree that was printed.
class OxurRoundTripTest {
    private static final int TREES = 3_000;

    @Test
    void aRandomTreeComesBackAsItWas() {
        long seed = Long.getLong("oxur.seed", new Random().nextLong());
        for (int i = 0; i < TREES; i++) {
            var file = new RandomTrees(seed + i).file();
            var text = text(file);
            var back = Reading.of(new SourceText("printed", text));
            assertTrue(
                    back.errors().isEmpty(),
                    back.errors() + "\nin\n" + text + "\n-Doxur.seed=" + (seed + i));
            if (!file.stmts().equals(back.stmts())) {
                var why = "in\n" + text + "\n-Doxur.seed=" + (seed + i);
                assertEquals(
                        from(file.stmts(), back.stmts()), from(back.stmts(), file.stmts()), why);
                throw new AssertionError("the trees differ where their texts do not, " + why);
            }
            var width = text.lines().mapToInt(String::length).max().orElse(0);
            assertTrue(width < 400, "a line of " + width + " columns in\n" + text);
        }
    }

    /// Trees of real programs; those in which macros of the program took part have names of
    /// templates, and mean the same only.
    @Test
    void theConformanceFilesComeBackAsTheyWere() throws IOException {
        var corpus = Path.of(System.getProperty("oxur.root", ".."), "corpus", "conformance");
        int compared = 0;
        List<Path> files;
        try (var found = Files.list(corpus)) {
            files =
                    found.filter(file -> file.getFileName().toString().matches("(0|10).*\\.oxr"))
                            .sorted()
                            .toList();
        }
        for (var file : files) {
            for (var form :
                    Reading.forms(new SourceText(file.toString(), Files.readString(file)))) {
                if (form.errors().isEmpty()
                        && !form.stmts().isEmpty()
                        && !form.stmts().toString().contains("#")) {
                    var tree = new File(form.stmts().getFirst().span(), form.stmts());
                    var text = text(tree);
                    var back = Reading.of(new SourceText("printed", text));
                    assertEquals(plain(form.stmts()), plain(back.stmts()), "in\n" + text);
                    compared++;
                }
            }
        }
        assertTrue(compared > 250, compared + " forms were compared");
    }

    /// A name that a macro brought in means a definition; read again, it is an ordinary name.
    private static String plain(List<?> stmts) {
        return placeless(stmts).replace("global=true", "global=false");
    }

    /// The text of a tree from shortly before the first difference on.
    private static String from(List<?> tree, List<?> other) {
        var text = placeless(tree);
        var otherText = placeless(other);
        int same = 0;
        while (same < Math.min(text.length(), otherText.length())
                && text.charAt(same) == otherText.charAt(same)) {
            same++;
        }
        return text.substring(Math.max(0, same - 100), Math.min(text.length(), same + 100));
    }

    private static String placeless(List<?> stmts) {
        return stmts.toString().replaceAll("span=[^,\\]]*(, )?", "");
    }

    private static String text(File file) {
        return assertInstanceOf(Printed.Text.class, OxurPrinter.print(file)).text();
    }
}
