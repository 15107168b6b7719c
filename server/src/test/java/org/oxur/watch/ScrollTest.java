package org.oxur.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.oxur.watch.Scroll.Move;

class ScrollTest {
    private static final int ROWS = 10;

    private final Scroll scroll = new Scroll();

    private void check(int lines, String expected) {
        var visible = scroll.visible(IntStream.rangeClosed(1, lines).boxed().toList(), ROWS);
        var shown = visible.isEmpty() ? "" : visible.getFirst() + "–" + visible.getLast();
        assertEquals(expected, shown + " " + scroll.where(lines, ROWS));
    }

    @Test
    void whatFitsIsSeenWhole() {
        check(0, " ");
        check(10, "1–10 ");
        scroll.move(Move.PAGE_DOWN, 10, ROWS);
        check(10, "1–10 ");
    }

    @Test
    void aPageKeepsOneLineOfTheLast() {
        scroll.move(Move.PAGE_DOWN, 25, ROWS);
        check(25, "10–19 lines 10–19 of 25");
        scroll.move(Move.PAGE_DOWN, 25, ROWS);
        check(25, "16–25 lines 16–25 of 25");
        scroll.move(Move.LINE_DOWN, 25, ROWS);
        check(25, "16–25 lines 16–25 of 25");
        scroll.move(Move.LINE_UP, 25, ROWS);
        check(25, "15–24 lines 15–24 of 25");
        scroll.move(Move.PAGE_UP, 25, ROWS);
        check(25, "6–15 lines 6–15 of 25");
        scroll.move(Move.TOP, 25, ROWS);
        check(25, "1–10 lines 1–10 of 25");
        scroll.move(Move.BOTTOM, 25, ROWS);
        check(25, "16–25 lines 16–25 of 25");
    }

    @Test
    void aShorterTextIsSeenToItsEnd() {
        scroll.move(Move.BOTTOM, 100, ROWS);
        check(100, "91–100 lines 91–100 of 100");
        check(30, "21–30 lines 21–30 of 30");
        check(3, "1–3 ");
        assertEquals(List.of(), scroll.visible(List.of(), ROWS));
    }
}
