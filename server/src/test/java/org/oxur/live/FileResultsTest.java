package org.oxur.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.oxur.live.LiveResult.Outcome;

/// Every word of a text is a form with a result. An edit is written into the text: `a «old→new» b`.
/// What remains is each result's place, with `~` when stale.
class FileResultsTest {
    private static List<LiveForm> forms(String text) {
        var forms = new ArrayList<LiveForm>();
        var matcher =
                java.util.regex.Pattern.compile("\\([^)]*\\)|(?<!\\([^)]{0,9})[^\\s()]+")
                        .matcher(text);
        while (matcher.find()) {
            String key = matcher.group().replaceAll("\\s+", " ");
            forms.add(
                    new LiveForm(
                            matcher.start(),
                            matcher.end(),
                            key,
                            LiveForm.Kind.EXPRESSION,
                            Set.of(),
                            Set.of(key)));
        }
        return forms;
    }

    private static String edit(String marked) {
        int open = marked.indexOf('«');
        int arrow = marked.indexOf('→');
        int close = marked.indexOf('»');
        String old = marked.substring(open + 1, arrow);
        String fresh = marked.substring(arrow + 1, close);
        String before = marked.substring(0, open) + old + marked.substring(close + 1);
        String after = marked.substring(0, open) + fresh + marked.substring(close + 1);
        var results = begun(before);
        results =
                results.edited(new TextChange(open, open + old.length(), fresh.length()))
                        .read(forms(after));
        return show(results, after);
    }

    private static FileResults begun(String text) {
        var fresh = new ArrayList<LiveResult>();
        for (var form : forms(text)) {
            fresh.add(
                    LiveResult.pending("r" + form.start(), "e1", form, form.uses())
                            .ended(Outcome.OK, new LiveResult.Shown("v", "", List.of(), null)));
        }
        return FileResults.NONE.begun(fresh);
    }

    private static String show(FileResults results, String text) {
        return results.all().stream()
                .map(result ->
                        (result.isStale() ? "~" : "")
                                + text.substring(result.start(), result.end()))
                .collect(Collectors.joining(" | "));
    }

    @Test
    void editsElsewhereShift() {
        assertEquals("(a) | (b)", edit("«→\n\n»(a) (b)"));
        assertEquals("(a) | (b)", edit("(a)«→ ; note»\n(b)"));
        assertEquals("(a) | (b)", edit("(a) «x →»(b)").replace("~", ""));
    }

    @Test
    void anEditInsideMakesStale() {
        assertEquals("~(a 2) | (b)", edit("(a «1→2») (b)"));
        assertEquals("(a) | ~(b c)", edit("(a) (b«→ c»)"));
    }

    @Test
    void aFormThatCannotBeReadForTheMomentKeepsItsResult() {
        assertEquals("~(a 1 | ~b", edit("(a 1«)→» b"));
    }

    /// One change may hold several edits: that the first of them broke a form says nothing of where
    /// it ends.
    @Test
    void aResultThatWaitsStandsAtNoOtherForm() {
        String broken = "(a 1 (c 2)";
        var readable = forms(" ".repeat(5) + "(c 2)");
        var change = new TextChange(4, 8, 3);
        var results = begun("(a 1) (b 2)").edited(change).read(readable);
        assertEquals("~( | ~(c 2)", show(results, broken));
    }

    @Test
    void whatWasCancelledGoesWithTheTextThatItWasOf() {
        var form = forms("(a 1)").getFirst();
        var cancelled =
                LiveResult.pending("r", "e1", form, Set.of())
                        .ended(
                                Outcome.CANCELLED,
                                new LiveResult.Shown("cancelled", "", List.of(), null));
        var results = FileResults.NONE.begun(List.of(cancelled));
        assertEquals("(a 1)", show(results.read(forms("(a 1)")), "(a 1)"));
        var edited = results.edited(new TextChange(3, 4, 1)).read(forms("(a 2)"));
        assertEquals("", show(edited, "(a 2)"));
    }

    @Test
    void whiteSpaceInsideChangesNothing() {
        assertEquals("(a  1) | (b)", edit("(a «→ »1) (b)"));
    }

    @Test
    void deletedFormsLoseTheirResults() {
        assertEquals("(b)", edit("«(a) →»(b)"));
    }

    @Test
    void aTextReplacedByOneThatSaysTheSameKeepsItsResults() {
        assertEquals("(a  1) | (b)", edit("«(a 1)\n(b)→(a  1) (c)\n\n(b)»"));
    }

    @Test
    void aFormThatGrowsAtItsBorderIsAnotherForm() {
        assertEquals("~abc | d", edit("ab«→c» d"));
        assertEquals("~cab | d", edit("«→c»ab d"));
    }

    @Test
    void aDeletionOverTwoFormsKeepsNeitherAsItWas() {
        assertEquals("~(a  2) | (c)", edit("(a «1) (b→» 2) (c)"));
    }

    @Test
    void redefinitionMakesDependentsStale() {
        assertEquals("~f | g", show(begun("f g").redefined(Set.of("f")), "f g"));
    }

    @Test
    void evaluatingAFormReplacesTheResultsOfItsParts() {
        var results = begun("(a 1)").begun(List.of(LiveResult.pendingPart("p", "e2", 3, 4)));
        assertEquals("(a 1) | 1", show(results, "(a 1)"));
        var form = forms("(a 1)").getFirst();
        assertEquals(
                "(a 1)",
                show(
                        results.begun(List.of(LiveResult.pending("n", "e3", form, Set.of()))),
                        "(a 1)"));
    }
}
