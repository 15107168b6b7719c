package org.oxur.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.oxur.engine.Limits;
import org.oxur.engine.LiveSession;
import org.oxur.expect.CapturedOutput;
import org.oxur.expect.ExpectationRun;
import org.oxur.frontend.PrintLimits;
import org.oxur.frontend.lisp.OxurFrontend;
import org.oxur.text.SourceText;

/// `docs/language.md`: its examples run, and its list of functions is that of the functions that
/// there are.
class LanguageReferenceTest {
    private static final Path PAGE =
            Path.of(System.getProperty("oxur.root", "..")).resolve("docs/language.md");
    private static final Pattern BLOCK = Pattern.compile("(?s)```lisp\n(.*?)```");
    private static final String MARK = "<!-- From here on";

    @Test
    void everyExampleOfThePageDoesWhatItSays() throws IOException {
        var blocks = BLOCK.matcher(Files.readString(PAGE));
        var failures = new ArrayList<String>();
        int passed = 0;
        while (blocks.find()) {
            var output = new CapturedOutput();
            try (var session = LiveSession.open(new OxurFrontend(), output, Limits.NONE)) {
                session.addListener(output);
                session.setPrintLimits(PrintLimits.NONE);
                var run =
                        ExpectationRun.of(
                                new SourceText("language.md", blocks.group(1)), session, output);
                passed += (int) run.passed();
                for (var verdict : run.verdicts()) {
                    if (!verdict.passed()) {
                        failures.add(
                                verdict.form().text()
                                        + "\n    expected "
                                        + verdict.expected()
                                        + "\n    found    "
                                        + verdict.found());
                    }
                }
            }
        }
        assertEquals(List.of(), failures);
        assertTrue(passed > 500, "examples: " + passed);
    }

    @Test
    void everyBuiltInFunctionHasItsEntry() throws IOException {
        var page = Files.readString(PAGE);
        int mark = page.indexOf('\n', page.indexOf(MARK)) + 1;
        var generated = page.substring(0, mark) + reference();
        if (System.getenv("UPDATE_EXPECT") != null) {
            Files.writeString(PAGE, generated);
            return;
        }
        assertEquals(generated, page, "run this test with UPDATE_EXPECT=1 to write it anew");
    }

    static String reference() {
        var text = new StringBuilder();
        for (var chapter : Builtins.chapters()) {
            text.append("\n## ").append(chapter.title());
            text.append(chapter.methods() ? " (methods)" : "").append("\n\n```lisp\n");
            var separator = "";
            for (var function : chapter.functions()) {
                text.append(separator).append("; ").append(function.signature()).append('\n');
                text.append("; ").append(function.doc()).append('\n');
                text.append(function.example()).append('\n');
                separator = "\n";
            }
            text.append("```\n");
        }
        text.append("\n## Constants\n\n");
        for (var name : Builtins.constants()) {
            text.append('`').append(name).append("` ");
        }
        return text.toString().stripTrailing() + "\n";
    }
}
