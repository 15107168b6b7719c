package org.oxur.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.oxur.expect.CapturedOutput;
import org.oxur.frontend.lisp.OxurFrontend;
import org.oxur.text.SourceText;

/// The hint of `undefined-name` and its kin.
class MisspeltNamesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "(pritnln 1) | `println`",
                "(wihle true 1) | `while`",
                "(retrun 1) | `return`",
                "(mtach 1) | `match`",
                "(dotmies 1) | `dotimes`",
                "(defmacro twice [x] `(* 2 ,x)) (twise 1) | `twice`",
                "(defn area [w] w) (aera 1) | `area`",
                "(.lenn [1]) | `.len`",
                "(defnn f [x] x) | `defn`",
                "(defun f [x] x) | `defn`",
                "(defsruct P [(x i64)]) | `defstruct`",
                "(lte [x 1] x) | `let`",
                "(when-let [x (Some 1)] x) | `if-let`",
                "(def! x 1) | `def`",
                "(defn f [(x Int)] x) | `i64`",
                "(defstruct P [(x Strng)]) | `String`",
                "(deftrait Shape (defn area [&self])) (impl Shap i64 (defn area [&self] 1)) |"
                        + " `Shape`",
                "(defstruct P [(x i64)] :derive [Copi]) | `Copy`",
                "(frobnicate 1) |",
                "(x 1) |"
            })
    void theHintNamesWhatWasMeant(String program, String meant) {
        assertEquals(meant == null ? null : "did you mean " + meant + "?", hint(program));
    }

    @Test
    void formsAndMacrosAreAmongTheNames() {
        try (var session =
                LiveSession.open(new OxurFrontend(), new CapturedOutput(), Limits.NONE)) {
            session.evaluate(new SourceText("t", "(defmacro twice [x] `(* 2 ,x))"), _ -> {});
            var names = session.names().stream().map(NameInfo::name).toList();
            assertTrue(names.contains("twice"));
            assertTrue(names.contains("dotimes"));
            assertTrue(names.contains("while"));
            assertEquals(names.stream().distinct().toList(), names);
        }
    }

    private static @Nullable String hint(String program) {
        try (var session =
                LiveSession.open(new OxurFrontend(), new CapturedOutput(), Limits.NONE)) {
            var last = session.evaluate(new SourceText("t", program), _ -> {}).getLast();
            var panic = last.error();
            assertNotNull(panic, program);
            return panic.error().hint();
        }
    }
}
