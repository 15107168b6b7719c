package org.oxur.ide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.oxur.ide.Expect.expect;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Document symbols, folding, selection and lenses: what depends on the layout alone.
final class OutlineTest {
    private static final String PROGRAM =
            """
            ; one
            ; two
            (defn area [(w f64) h] -> f64
              (* w h))
            (pub (def origin
              {0 0}))
            (defstruct Point [T] [(x T) y])
            (defenum Shape
              (Circle f64)
              (Rect (w f64) (h f64))
              Empty)
            (deftrait Area (defn area [&self] -> f64))
            (impl Area Point
              (defn area [&self] 0.0))
            (mod geometry (pub (defn f [] 1)) (defconst LIMIT i64 3))
            (defmacro m [a & body] `(do ,@body))
            (defn broken [x
            """;

    private static String symbols(List<DocumentSymbols.DocumentSymbol> symbols, String indent) {
        return symbols.stream()
                .map(symbol ->
                        indent
                                + symbol.kind().word()
                                + " "
                                + (symbol.name() + " " + symbol.detail()).strip()
                                + "\n"
                                + symbols(symbol.children(), indent + "  "))
                .collect(Collectors.joining());
    }

    @Test
    void symbolsAreNestedAsTheyStand() {
        expect(
                        """
                        function area [(w f64) h]
                        static origin
                        struct Point
                          field x T
                          field y
                        enum Shape
                          variant Circle f64
                          variant Rect (w f64) (h f64)
                            field w f64
                            field h f64
                          variant Empty
                        trait Area
                          method area [&self]
                        impl impl Area Point
                          method area [&self]
                        module geometry
                          function f []
                          constant LIMIT
                        macro m [a & body]
                        function broken [x]
                        """)
                .is(symbols(DocumentSymbols.of(Fixture.of(PROGRAM).analysis()), ""));
    }

    @Test
    void formsAndCommentsOfSeveralLinesFold() {
        expect(
                        """
                        1–2 comment
                        3–4
                        5–6
                        8–11
                        13–14
                        """)
                .is(
                        FoldingRanges.of(Fixture.of(PROGRAM).analysis()).stream()
                                .map(range ->
                                        (range.startLine() + 1)
                                                + "–"
                                                + (range.endLine() + 1)
                                                + (range.comment() ? " comment" : "")
                                                + "\n")
                                .collect(Collectors.joining()));
    }

    @Test
    void everyDefinitionHasALens() {
        expect(
                        """
                        area
                        origin
                        Point
                        Shape
                        Area
                        impl Area Point
                        Point::area
                        geometry
                        geometry::f
                        geometry::LIMIT
                        m
                        broken
                        """)
                .is(
                        CodeLenses.of(Fixture.of(PROGRAM).analysis()).stream()
                                .map(lens -> lens.path() + "\n")
                                .collect(Collectors.joining()));
    }

    @Test
    void aLensSaysHowAFunctionRuns() {
        var running = new CodeLenses.Facts(2, "interpreted", 1204, CodeLenses.Sync.IN_SYNC, null);
        assertEquals("v2 · interpreted · 1,204 calls · in sync", CodeLenses.title(running));
        assertEquals(
                "v1 · native · 1 call · edited",
                CodeLenses.title(
                        new CodeLenses.Facts(1, "native", 1, CodeLenses.Sync.EDITED, null)));
        assertEquals(
                "v3 · in sync",
                CodeLenses.title(new CodeLenses.Facts(3, null, 0, CodeLenses.Sync.IN_SYNC, null)));
        assertEquals("not loaded", CodeLenses.title(null));
    }

    @Test
    void aSelectionGrowsFormByForm() {
        var fixture = Fixture.of("(defn f [x] (+ &x$0 \"a b\" 1))");
        expect(
                        """
                        x
                        &x
                        + &x "a b" 1
                        (+ &x "a b" 1)
                        defn f [x] (+ &x "a b" 1)
                        (defn f [x] (+ &x "a b" 1))
                        (defn f [x] (+ &x "a b" 1))

                        """)
                .is(
                        SelectionRanges.at(fixture.analysis(), fixture.cursor()).stream()
                                .map(span -> span.text() + "\n")
                                .collect(Collectors.joining()));
    }
}
