package org.oxur.ide;

import static org.oxur.ide.Expect.expect;

import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class FileDependenciesTest {
    private static void check(String text, Expect expected) {
        var fixture = Fixture.of(text);
        expected.is(
                FileDependencies.of(fixture.snapshot(), fixture.analysis()).stream()
                        .map(form ->
                                form.kind()
                                        + " "
                                        + new TreeSet<>(form.defines())
                                        + " ← "
                                        + new TreeSet<>(form.uses())
                                        + "\n")
                        .collect(Collectors.joining()));
    }

    @Test
    void definitionsAndTheirUses() {
        check(
                """
                (defn even? [n] (if (= n 0) true (odd? (- n 1))))
                (defn odd? [n] (if (= n 0) false (even? (- n 1))))
                (even? 4)
                """,
                expect(
                        """
                        DEFINITION [even?] ← [odd?]
                        DEFINITION [odd?] ← [even?]
                        EXPRESSION [] ← [even?]
                        """));
    }

    @Test
    void whoNamesATypeDependsOnItsImpls() {
        check(
                """
                (defstruct Point [x])
                (impl Display Point (defn fmt [&self] "p"))
                (impl Point (defn new [x] (Point :x x)) (defn norm [&self] self.x))
                (def p (Point::new 1))
                (.norm p)
                """,
                expect(
                        """
                        TYPE [Point] ← []
                        DEFINITION [.fmt, .impl Display Point, Point::fmt] ← [.impl Display Point, .impl Point, Display, Point]
                        DEFINITION [.impl Point, .new, .norm, Point::new, Point::norm] ← [.impl Display Point, .impl Point, Point]
                        VALUE [p] ← [.impl Display Point, .impl Point, Point, Point::new]
                        EXPRESSION [] ← [.norm, p]
                        """));
    }

    @Test
    void macrosAreUsedByTheirCallers() {
        check(
                """
                (defn helper [x] x)
                (defmacro times [x] `(helper ,x))
                (times 2)
                (defmacro def-getter [name value] `(defn ,name [] ,value))
                (def-getter seven 7)
                (seven)
                (defmacro opaque [& xs] (first xs))
                (opaque (helper 1))
                """,
                expect(
                        """
                        DEFINITION [helper] ← []
                        MACRO [times] ← [defmacro, helper, times, x]
                        EXPRESSION [] ← [times]
                        MACRO [def-getter] ← [def-getter, defmacro, defn, name, value]
                        DEFINITION [seven] ← [def-getter]
                        EXPRESSION [] ← [seven]
                        MACRO [opaque] ← [&, defmacro, first, opaque, xs]
                        EXPRESSION [] ← [helper, opaque]
                        """));
    }

    @Test
    void modulesAndImports() {
        check(
                """
                (mod geometry (pub (defn area [w h] (* w h))))
                (use geometry::area)
                (area 1 2)
                (geometry::area 3 4)
                """,
                expect(
                        """
                        DEFINITION [geometry, geometry::area] ← []
                        DEFINITION [area] ← [geometry, geometry::area]
                        EXPRESSION [] ← [area, geometry::area]
                        EXPRESSION [] ← [geometry, geometry::area]
                        """));
    }
}
