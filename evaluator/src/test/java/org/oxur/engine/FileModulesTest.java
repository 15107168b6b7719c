package org.oxur.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oxur.expect.CapturedOutput;
import org.oxur.frontend.lisp.OxurFrontend;
import org.oxur.text.SourceText;

/// A module is a file, too.
class FileModulesTest {
    @TempDir private Path directory = Path.of("");

    @Test
    void aFileBesideTheText() throws IOException {
        write("geometry.oxr", "(pub (defn area [w h] (* w h))) (defn secret [] 1)");
        assertEquals(
                "nil; 6; undefined-name main.oxr",
                run("(mod geometry) (geometry::area 2 3) (geometry::secret)"));
    }

    @Test
    void useReadsTheFileInTheFolderOfSources() throws IOException {
        write("src/geometry.oxr", "(pub (defn area [w h] (* w h)))");
        assertEquals("nil; 20", run("(use geometry::area) (area 4 5)"));
        assertEquals("nil; 20", run("(use geometry::*) (area 4 5)"));
        assertEquals("nil; 20", run("(use (geometry :as g)) (g::area 4 5)"));
        assertEquals("nil; 20", run("(use geometry) (geometry::area 4 5)"));
    }

    @Test
    void macrosOfAFile() throws IOException {
        write("tools.oxr", "(pub (defmacro twice [x] `(+ ,x ,x)))");
        assertEquals("nil; nil; 8", run("(mod tools) (use tools::twice) (twice 4)"));
    }

    @Test
    void filesThatUseEachOther() throws IOException {
        write(
                "even.oxr",
                "(use odd::is-odd) (pub (defn is-even [n] (or (= n 0) (is-odd (- n 1)))))");
        write(
                "odd.oxr",
                "(use even::is-even) (pub (defn is-odd [n] (and (> n 0) (is-even (- n 1)))))");
        assertEquals("nil; true", run("(use even::is-even) (is-even 10)"));
    }

    @Test
    void modulesInModulesAreFilesInFolders() throws IOException {
        write("solid.oxr", "(pub (mod parts))");
        write("solid/parts.oxr", "(pub (defn count [] 3))");
        assertEquals("nil; 3", run("(mod solid) (solid::parts::count)"));
    }

    @Test
    void anErrorHasThePlaceInItsOwnFile() throws IOException {
        write("wrong.oxr", "(pub (defn f [] 1))\n(let [x])");
        assertEquals("parse-error wrong.oxr", run("(mod wrong)"));
        write("late.oxr", "(pub (defn f [] (/ 1 0)))");
        assertEquals("nil; division-by-zero late.oxr", run("(use late::f) (f)"));
    }

    @Test
    void aFileThatIsNotThere() throws IOException {
        assertEquals("undefined-name main.oxr", run("(mod nowhere)"));
        assertEquals("undefined-name main.oxr", run("(use nowhere::f)"));
    }

    @Test
    void aNameThatNoFileCanHave() throws IOException {
        assertEquals("undefined-name main.oxr", run("(use geo\0metry::area)"));
    }

    @Test
    void aModuleThatIsGivenIsNotRead() throws IOException {
        write("util.oxr", "(pub (defn price [n] (* n 10)))");
        write("main.oxr", "(mod util) (util::price 3) (use util::price) (price 4)");
        var main = directory.resolve("main.oxr");
        var text = new SourceText(main.toString(), Files.readString(main));
        var given = new SourceText("util.oxr", "(pub (defn price [n] (* n 100)))");
        try (var session =
                LiveSession.open(new OxurFrontend(), new CapturedOutput(), Limits.NONE)) {
            session.frontend()
                    .parse(given)
                    .forms()
                    .forEach(form -> session.evaluateIn("util", form));
            assertEquals(
                    "nil; 300; nil; 400",
                    session.evaluate(text, _ -> {}).stream()
                            .map(FileModulesTest::told)
                            .collect(Collectors.joining("; ")));
        }
    }

    private void write(String name, String text) throws IOException {
        var file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /// What the forms give: a value, or an error's code and the file that it is in.
    private String run(String program) throws IOException {
        write("main.oxr", program);
        var text = new SourceText(directory.resolve("main.oxr").toString(), program);
        try (var session =
                LiveSession.open(new OxurFrontend(), new CapturedOutput(), Limits.NONE)) {
            return session.evaluate(text, _ -> {}).stream()
                    .map(FileModulesTest::told)
                    .collect(Collectors.joining("; "));
        }
    }

    private static String told(Outcome outcome) {
        var panic = outcome.error();
        if (panic == null) {
            return String.valueOf(outcome.value());
        }
        var file = Path.of(panic.error().span().source().name()).getFileName();
        return panic.error().code() + " " + file;
    }
}
