package org.oxur.ide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.oxur.engine.Limits;
import org.oxur.engine.LiveSession;
import org.oxur.expect.CapturedOutput;
import org.oxur.expect.ExpectationRun;
import org.oxur.expect.Verdict;
import org.oxur.frontend.lisp.OxurFrontend;
import org.oxur.text.SourceText;

/// The tour is what new users see first.
final class TourTest {
    private static SourceText tour() throws IOException {
        var file = Path.of(System.getProperty("oxur.root"), "examples/tour.oxr");
        return new SourceText("tour.oxr", Files.readString(file));
    }

    @Test
    void itDoesWhatItSays() throws IOException {
        var output = new CapturedOutput();
        try (var session = LiveSession.open(new OxurFrontend(), output, Limits.NONE)) {
            session.addListener(output);
            var run = ExpectationRun.of(tour(), session, output);
            assertTrue(run.passed() > 20);
            assertEquals(
                    List.of(),
                    run.verdicts().stream()
                            .filter(verdict -> !verdict.passed())
                            .map(Verdict::toString)
                            .toList());
        }
    }

    @Test
    void anEditorFindsNothingToSay() throws IOException {
        var text = tour();
        var snapshot = Snapshot.empty(new OxurLanguage()).with(text);
        var analysis = Fixture.analysis(snapshot, text);
        assertEquals(List.of(), Diagnostics.of(snapshot, analysis));
        assertEquals(List.of(), Formatting.of(analysis));
    }
}
