package org.oxur.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.oxur.live.LiveForm.Kind;

/// Files are written one form a line: `name = text : uses`, `name! = text : uses` for a macro,
/// `text : uses` for an expression. What is evaluated is a list of texts.
class SavePlanTest {
    private final Evaluated memory = new Evaluated();

    private static List<LiveForm> file(String text) {
        var forms = new ArrayList<LiveForm>();
        int at = 0;
        for (String line : text.lines().toList()) {
            String[] sides = line.split(":", 2);
            Set<String> uses =
                    sides.length == 1
                            ? Set.of()
                            : Arrays.stream(sides[1].strip().split(" "))
                                    .collect(Collectors.toSet());
            String[] parts = sides[0].split("=", 2);
            String name = parts[0].strip();
            var kind =
                    parts.length == 1
                            ? Kind.EXPRESSION
                            : name.endsWith("!") ? Kind.MACRO : Kind.DEFINITION;
            Set<String> defines = parts.length == 1 ? Set.of() : Set.of(name.replace("!", ""));
            forms.add(new LiveForm(at, at + line.length(), sides[0].strip(), kind, defines, uses));
            at += line.length() + 1;
        }
        return forms;
    }

    private String save(OnSave mode, String text) {
        var dependencies = new Dependencies(file(text));
        var plan = SavePlan.of(dependencies, memory, mode, new BitSet());
        plan.forEach(form -> memory.begin(dependencies, form));
        return plan.stream()
                .map(form -> dependencies.forms().get(form).key().toString())
                .collect(Collectors.joining(", "));
    }

    private String save(String text) {
        return save(OnSave.CHANGED, text);
    }

    @Test
    void firstSaveEvaluatesEverythingInTheOrderOfTheFile() {
        assertEquals("f = 1, f(), g = 2, g()", save("f = 1\nf() : f\ng = 2\ng() : g"));
        assertEquals("", save("f = 1\nf() : f\ng = 2\ng() : g"));
    }

    @Test
    void changedTextAndItsDependentsAreEvaluatedAndOthersKeepTheirResults() {
        save("f = 1\ng = a : f\ng() : g\nother()");
        assertEquals("f = 2, g()", save("f = 2\ng = a : f\ng() : g\nother()"));
        assertEquals("g() again", save("f = 2\ng = a : f\ng() again : g\nother()"));
    }

    @Test
    void definitionsThatAreNeededEarlierAreLoadedEarlier() {
        assertEquals("f = 1, g = a, g()", save("g = a : f\nf = 1\ng() : g"));
    }

    @Test
    void neededThroughAnUnchangedOne() {
        save("g = a : f\ng() : g\nf = 1");
        assertEquals("f = 2, g()", save("g = a : f\ng() : g\nf = 2"));
    }

    @Test
    void cyclesKeepTheOrderOfTheFileAndGoRound() {
        assertEquals(
                "even = 1, odd = 1, even()", save("even = 1 : odd\nodd = 1 : even\neven() : even"));
        assertEquals("odd = 2, even()", save("even = 1 : odd\nodd = 2 : even\neven() : even"));
    }

    @Test
    void whatACycleNeedsComesBeforeAllOfIt() {
        assertEquals(
                "base = 1, trait = t, impl = i, use()",
                save("trait = t : impl base\nimpl = i : trait\nuse() : impl\nbase = 1"));
    }

    @Test
    void usersOfAChangedMacroAreLoadedAgain() {
        save("m! = 1\nf = a : m\ng = b : f\nf() : f");
        assertEquals("m! = 2, f = a, f()", save("m! = 2\nf = a : m\ng = b : f\nf() : f"));
    }

    @Test
    void movedFormsKeepTheirResults() {
        save("f = 1\nf() : f\n2");
        assertEquals("", save("2\nf = 1\nf() : f"));
    }

    @Test
    void aNameDefinedTwiceIsReplayedWhereItIsUsed() {
        String text = "f = 1\nf() : f\nf = 2\nf() again : f";
        assertEquals("f = 1, f(), f = 2, f() again", save(text));
        assertEquals("", save(text));
        assertEquals(
                "f = 1, first(), f = 2, f() again",
                save("f = 1\nfirst() : f\nf = 2\nf() again : f"));
    }

    @Test
    void goingBackToAnOldTextLoadsIt() {
        save("f = 1\nf() : f");
        save("f = 2\nf() : f");
        assertEquals("f = 1", save("f = 1\nf() : f").split(",")[0]);
    }

    @Test
    void modes() {
        assertEquals("", save(OnSave.OFF, "f = 1\nf() : f"));
        assertEquals("f = 1", save(OnSave.DEFINE, "f = 1\nf() : f"));
        assertEquals("f()", save("f = 1\nf() : f"));
        assertEquals("f = 1, f()", save(OnSave.ALL, "f = 1\nf() : f"));
    }

    @Test
    void failedDefinitionIsTriedAgainWhenSomethingItNeedsHasChanged() {
        String text = "x = 1 : f\nf = 1";
        save(text);
        var dependencies = new Dependencies(file(text));
        memory.failed(dependencies, 0);
        assertEquals("", save(text));
        assertEquals("f = 2, x = 1", save("x = 1 : f\nf = 2"));
    }

    @Test
    void aNewNodeGetsTheDefinitionsAndNoExpressions() {
        String text = "g = 1 : f\ng() : g\nf = 1";
        save(text);
        memory.unload();
        assertEquals("f = 1, g = 1", save(text));
    }

    /// What a save evaluates is found out while nothing else is: in one walk, however long a chain.
    @Test
    void aChainOfThousandsIsLoadedFromItsEnd() {
        int size = 3_000;
        var text = new StringBuilder("f0() : f0\n");
        for (int i = 0; i < size; i++) {
            text.append("f%d = %d : f%d\n".formatted(i, i, i + 1));
        }
        var dependencies = new Dependencies(file(text.toString()));
        var plan = SavePlan.definitions(dependencies);
        assertEquals(size, plan.size());
        assertEquals(size, plan.getFirst());
        assertEquals(1, plan.getLast());
    }
}
