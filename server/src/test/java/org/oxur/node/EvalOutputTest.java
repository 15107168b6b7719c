package org.oxur.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.oxur.protocol.NodeEval;

class EvalOutputTest {
    private final List<NodeEval.Output> sent = new ArrayList<>();
    private final EvalOutput output = new EvalOutput(sent::add);

    private String text() {
        var text = new StringBuilder();
        sent.forEach(one -> text.append(one.text()));
        return text.toString();
    }

    private long dropped() {
        return sent.stream().mapToLong(NodeEval.Output::dropped).sum();
    }

    @Test
    void ofOneTextBeyondTheCreditWhatFitsIsSent() {
        output.begin("e", null);
        output.out("ä".repeat(EvalOutput.CREDIT));
        assertTrue(output.end(), "it is said that something was left out");
        assertEquals("ä".repeat(EvalOutput.CREDIT / 2), text());
        assertEquals(EvalOutput.CREDIT, dropped());
    }

    @Test
    void noCharacterIsCut() {
        output.begin("e", null);
        output.out("a" + "😀".repeat(EvalOutput.CREDIT / 4));
        assertTrue(output.end());
        assertEquals("a" + "😀".repeat(EvalOutput.CREDIT / 4 - 1), text());
        assertEquals(4, dropped());
    }

    @Test
    void behindAHoleComesNothingUntilThereIsRoomForTheWhole() {
        output.begin("e", null);
        output.out("a".repeat(EvalOutput.CREDIT - 1));
        output.out("bb");
        output.out("cc");
        output.flush();
        output.acknowledged("e", sent.getLast().seq());
        output.out("dd");
        assertTrue(output.end());
        assertTrue(text().endsWith("abdd"), "the last characters");
        assertEquals(3, dropped());
        assertTrue(
                sent.stream().noneMatch(one -> one.text().contains("bd")),
                "the hole is told of before what comes after it");
    }

    @Test
    void whatFitsIsNotSaidToBeCut() {
        output.begin("e", null);
        output.out("a".repeat(EvalOutput.CREDIT));
        assertFalse(output.end());
        assertEquals(0, dropped());
    }
}
