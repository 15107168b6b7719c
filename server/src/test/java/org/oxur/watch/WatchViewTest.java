package org.oxur.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.oxur.ide.OxurLanguage;
import org.oxur.protocol.PublishResults.State;

class WatchViewTest {
    @Test
    void valuesStandBesideTheirFormsAndOutputBelow() {
        var file =
                new WatchedFile(
                        "(defn area [w h] (* w h))\n(area 3 4)\n\n(println \"a\\nb\")\n(/ 1 0)\n",
                        true,
                        List.of(
                                new WatchedFile.Value(1, State.OK, "12", List.of()),
                                new WatchedFile.Value(3, State.OK, "» a", List.of("a", "b")),
                                new WatchedFile.Value(
                                        4,
                                        State.ERROR,
                                        "division-by-zero: 1 / 0 divides by zero",
                                        List.of())),
                        List.of(),
                        List.of(new WatchedFile.Lens(0, "v2 · interpreted · 1 call · in sync")),
                        List.of("✓ Hot-loaded: area (v1 → v2)"));
        var drawn = new WatchView(new OxurLanguage(), false).draw(file, 0);
        assertEquals(
                """
                (defn area [w h] (* w h))  v2 · interpreted · 1 call · in sync
                (area 3 4)                 => 12

                (println "a\\nb")           => » a
                │ a
                │ b
                (/ 1 0)                    ✗ division-by-zero: 1 / 0 divides by zero
                ✓ Hot-loaded: area (v1 → v2)
                """,
                String.join("\n", drawn) + "\n");
    }

    @Test
    void whatWentWrongIsSaidOnce() {
        var message = "undefined-name: `f` is not defined";
        var value =
                new WatchedFile.Value(0, State.ERROR, "✗ expected 1, got " + message, List.of());
        var file =
                new WatchedFile(
                        "(f) ;=> 1",
                        true,
                        List.of(value),
                        List.of(new WatchedFile.Problem(0, message, true)),
                        List.of(),
                        List.of());
        assertEquals(
                List.of("(f) ;=> 1  ✗ expected 1, got " + message),
                new WatchView(new OxurLanguage(), false).draw(file, 0));
    }

    @Test
    void longValuesAreCutAtTheEdge() {
        var value = new WatchedFile.Value(0, State.OK, "[1 2 3 4 5 6 7 8 9]", List.of());
        var file = new WatchedFile("v", true, List.of(value), List.of(), List.of(), List.of());
        assertEquals(
                List.of("v  => [1 2…"), new WatchView(new OxurLanguage(), false).draw(file, 11));
    }

    @Test
    void whatHasNoRoomBesideItsLineStandsBelowIt() {
        var value = new WatchedFile.Value(0, State.OK, "12345678901234567890", List.of());
        var file =
                new WatchedFile(
                        "(a rather long form)",
                        true,
                        List.of(value),
                        List.of(),
                        List.of(),
                        List.of());
        assertEquals(
                List.of("(a rather long form)", "└ => 123456789012345678…"),
                new WatchView(new OxurLanguage(), false).draw(file, 24));
    }

    @Test
    void whatIsWrongIsReadWhole() {
        var value =
                new WatchedFile.Value(
                        0, State.ERROR, "✗ expected [1 2 3 4], got [1 2 3]", List.of());
        var file =
                new WatchedFile("(numbers)", true, List.of(value), List.of(), List.of(), List.of());
        assertEquals(
                List.of("(numbers)", "└ ✗ expected [1 2 3", "  4], got [1 2 3]"),
                new WatchView(new OxurLanguage(), false).draw(file, 22));
    }

    @Test
    void wideCharactersTakeTwoColumns() {
        var values =
                List.of(
                        new WatchedFile.Value(0, State.OK, "1", List.of()),
                        new WatchedFile.Value(1, State.OK, "日本語", List.of()));
        var file =
                new WatchedFile("\"日本\"\n\"abcd\"", true, values, List.of(), List.of(), List.of());
        assertEquals(
                List.of("\"日本\"  => 1", "\"abcd\"  => 日本…"),
                new WatchView(new OxurLanguage(), false).draw(file, 16));
    }

    @Test
    void aTerminalGetsTheFirstLinesOfMuchOutput() {
        var output = IntStream.range(0, 50).mapToObj(Integer::toString).toList();
        var value = new WatchedFile.Value(0, State.OK, "", output);
        var file = new WatchedFile("f", true, List.of(value), List.of(), List.of(), List.of());
        var view = new WatchView(new OxurLanguage(), false);
        var drawn = view.draw(file, 80);
        assertEquals(12, drawn.size());
        assertEquals("│ … 40 more lines", drawn.getLast());
        assertEquals(51, view.draw(file, 0).size());
    }
}
