package org.oxur.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jline.reader.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oxur.cli.ReplSuggestions.Suggestion;
import org.oxur.engine.Session;
import org.oxur.text.SourceText;

/// The cursor stands at `|`.
class ReplSuggestionsTest {
    private static final String DEFINITIONS =
            """
            (def total 5)
            (def name (str "a" "b"))
            (defn area [w h] (* w h))
            (defstruct Point [x y])
            (def origin (Point :x 0 :y 0))
            (impl Point (defn to-upper-left [&self] self.x) (defn new [x] (Point :x x :y x)))
            """;

    @TempDir private Path directory = Path.of("");

    @Test
    void onAnEmptyWordWhatIsNearComesFirstAndTheRestIsCounted() {
        var all = at("(let [width 3] (+ |", 10);
        assertEquals("width", all.getFirst().value());
        assertEquals("bound here", all.getFirst().group());
        assertEquals(11, all.size());
        assertEquals("defined by you", all.get(1).group());
        assertTrue(all.getLast().group().matches("… \\d+ more"), all.getLast().group());
    }

    @Test
    void namesAreToldWithTheirSignatures() {
        assertEquals(
                List.of(new Suggestion("area", "defined by you", "[w h]", false)), at("(are|", 10));
        assertEquals("dotimes", at("(dotim|", 10).getFirst().value());
    }

    @Test
    void methodsAreThoseOfTheReceiver() {
        assertTrue(values("(.to-u|").containsAll(List.of(".to-uppercase", ".to-upper-left")));
        assertEquals(List.of(".to-uppercase"), values("(.to-u| \"abc\")"));
        assertEquals(List.of(".to-uppercase"), values("(.to-u| name)"));
        assertEquals(List.of(".to-upper-left"), values("(.to-u| &origin)"));
        assertEquals(List.of(), values("(.to-u| [1 2])"));
        assertFalse(values("(.new| origin)").contains(".new"));
    }

    @Test
    void commandsHaveTheirOwnArguments() throws IOException {
        Files.writeString(directory.resolve("one.oxr"), "");
        Files.writeString(directory.resolve("other.txt"), "");
        Files.createDirectory(directory.resolve("old"));
        assertEquals(
                List.of(directory + "/old/", directory + "/one.oxr"),
                values(":load " + directory + "/o|"));
        assertEquals(List.of("use-after-move"), values(":explain use|"));
        assertEquals(List.of("area"), values(":doc are|"));
        assertEquals(List.of(":type"), values(":ty|"));
    }

    private static List<String> values(String text) {
        return at(text, 40).stream().map(Suggestion::value).toList();
    }

    private static List<Suggestion> at(String text, int most) {
        int cursor = text.indexOf('|');
        var line = text.replace("|", "");
        var screen = new ReplScreen(new PrintWriter(OutputStream.nullOutputStream()), false);
        try (Session session = Sessions.open(screen)) {
            session.evaluate(new SourceText("t", DEFINITIONS), _ -> {});
            var parser = new ReplParser(session.frontend());
            var word = parser.parse(line, cursor, Parser.ParseContext.COMPLETE);
            return ReplSuggestions.at(session, line, cursor, word.word(), most);
        }
    }
}
