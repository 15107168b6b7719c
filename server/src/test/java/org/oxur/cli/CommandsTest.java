package org.oxur.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandsTest {
    @TempDir private Path directory = Path.of("");

    private String file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
    }

    private static void check(Terminalless seen, String expected) {
        assertEquals(expected, seen.transcript());
    }

    @Test
    void evalPrintsTheValueOfTheLastForm() {
        check(Terminalless.oxur("eval", "(+ 1 2)"), "3\nexit 0\n");
        check(Terminalless.oxur("eval", "(defn sq [x] (* x x))", "(sq 4)"), "16\nexit 0\n");
        check(Terminalless.oxur("eval", "(println \"hi\")"), "hi\nexit 0\n");
        check(Terminalless.with("(str \"a\" \"é\")", Map.of(), "eval", "-"), "\"aé\"\nexit 0\n");
    }

    @Test
    void evalShowsErrorsOnStandardError() {
        check(
                Terminalless.oxur("eval", "(println \"first\") (/ 1 0) (println \"never\")"),
                """
                first
                stderr:
                error[division-by-zero]: 1 / 0 divides by zero
                 --> eval:1:19
                  |
                1 | (println "first") (/ 1 0) (println "never")
                  |                   ^^^^^^^
                  in <top level> (interpreted) at eval:1:19
                exit 1
                """);
    }

    @Test
    void whatCannotBeReadDoesNotRun() {
        var seen = Terminalless.oxur("eval", "(println \"never\") (+ 1");
        assertEquals("", seen.out());
        assertEquals(1, seen.code());
        assertTrue(seen.err().startsWith("error[parse-error]: unclosed `(`"), seen.err());
    }

    @Test
    void colourIsForTerminalsUnlessAskedFor() {
        assertFalse(Terminalless.oxur("eval", "(/ 1 0)").err().contains("\u001b"));
        assertTrue(
                Terminalless.oxur("eval", "--color", "always", "(/ 1 0)").err().contains("\u001b"));
        var refused =
                Terminalless.with("", Map.of("NO_COLOR", "1"), "eval", "--color=auto", "(/ 1 0)");
        assertFalse(refused.err().contains("\u001b"));
    }

    @Test
    void runGivesTheProgramItsArguments() throws IOException {
        var file = file("greet.oxr", "(for [a (args)] (println \"hello {}\" a))");
        var seen = Terminalless.oxur("run", file, "Ada", "--color", "x");
        assertEquals("hello " + file + "\nhello Ada\nhello --color\nhello x\n", seen.out());
        assertEquals(0, seen.code());
    }

    @Test
    void runEndsWithTheFirstError() throws IOException {
        var seen =
                Terminalless.oxur(
                        "run", file("a.oxr", "(println 1)\n(panic \"no\")\n(println 2)\n"));
        assertEquals("1\n", seen.out());
        assertTrue(seen.err().startsWith("error[panic]: no\n"), seen.err());
        assertEquals(1, seen.code());
    }

    @Test
    void aFileThatIsNotThereIsTheCommandLinesFault() {
        check(
                Terminalless.oxur("run", "no/such.oxr"),
                "stderr:\noxur: cannot read no/such.oxr: there is no such file\nexit 2\n");
        check(
                Terminalless.oxur("watch", "no/such.oxr"),
                "stderr:\noxur: cannot read no/such.oxr: there is no such file\nexit 2\n");
        check(
                Terminalless.oxur("repl", "no/such.oxr"),
                "stderr:\noxur: cannot read no/such.oxr: there is no such file\nexit 2\n");
        check(
                Terminalless.oxur("test", "no/such.oxr"),
                "stderr:\noxur: cannot read no/such.oxr: there is no such file\nexit 2\n");
    }

    @Test
    void testSaysWhatFailedAndCounts() throws IOException {
        var file =
                file(
                        "t.oxr",
                        "(+ 1 2) ;=> 3\n"
                                + "(+ 1 1) ;=> 3\n"
                                + "(println \"x\") ;>> y\n"
                                + "(/ 1 0) ;!> division-by-zero\n"
                                + "nope\n");
        check(
                Terminalless.oxur("test", file),
                """
                FILE:2:9: expected ;=> 3, found ;=> 2
                FILE:3:15: expected ;>> y, found >> x
                FILE:5:1: expected no error, found ;!> undefined-name `nope` is not defined
                2 passed, 3 failed
                exit 1
                """
                        .replace("FILE", file));
    }

    @Test
    void testFillsExpectationsIn() throws IOException {
        var file =
                file(
                        "t.oxr",
                        "(+ 1 2) ;=>\n(/ 1 0) ;=>\n(println \"a\") ;>>\n(+ 1 1) ;=> 3 ; two\n"
                                + "(/ 1 0) ;!> division-by-zero 2 / 0\n");
        check(
                Terminalless.oxur("test", "--update", file),
                """
                FILE:1:9: ;=> → ;=> 3
                FILE:2:9: ;=> → ;!> division-by-zero
                FILE:3:15: ;>> → ;>> a
                FILE:4:9: ;=> 3 ; two → ;=> 2 ; two
                FILE:5:9: ;!> division-by-zero 2 / 0 → ;!> division-by-zero 1 / 0 divides by zero
                5 passed, 0 failed
                exit 0
                """
                        .replace("FILE", file));
        assertEquals(
                "(+ 1 2) ;=> 3\n(/ 1 0) ;!> division-by-zero\n(println \"a\") ;>> a\n"
                        + "(+ 1 1) ;=> 2 ; two\n(/ 1 0) ;!> division-by-zero 1 / 0 divides by zero\n",
                Files.readString(Path.of(file)));
    }

    @Test
    void aValueThatWasExpectedIsNotUpdatedToAnError() throws IOException {
        var text = "(/ 1 0) ;=> 5\n(str \"a ; b\") ;=> \"a ; b\" ; text\n";
        var file = file("t.oxr", text);
        check(
                Terminalless.oxur("test", "--update", file),
                file
                        + ":1:9: expected ;=> 5, found ;!> division-by-zero 1 / 0 divides by zero\n"
                        + "1 passed, 1 failed\nexit 1\n");
        assertEquals(text, Files.readString(Path.of(file)));
    }

    @Test
    void aCommandThatIsNotThereIsAnsweredWithWhatItResembles() {
        assertTrue(Terminalless.oxur("tset").err().contains("`tset`; `test`?"));
        assertTrue(Terminalless.oxur("sa.oxr").err().contains("`sa.oxr`; `oxur run sa.oxr`?"));
        assertTrue(Terminalless.oxur("--help").out().contains("oxur package [FILE.vsix]"));
    }

    @Test
    void noLineBelowAHelpTextIsTooLong() {
        var commands =
                List.of(
                        Main.class,
                        ReplCommand.class,
                        RunCommand.class,
                        EvalCommand.class,
                        TestCommand.class,
                        ExplainCommand.class,
                        DoctorCommand.class);
        for (var command : commands) {
            for (var line : command.getAnnotation(CommandLine.Command.class).footer()) {
                assertTrue(line.length() < 80, line);
            }
        }
    }

    @Test
    void anEmptyExpectationIsToldHowToBeFilledIn() throws IOException {
        var file = file("t.oxr", "(+ 1 2) ;=>\n");
        check(
                Terminalless.oxur("test", file),
                file
                        + ":1:9: empty ;=>, found ;=> 3 (--update fills it in)\n"
                        + "0 passed, 1 failed\nexit 1\n");
    }

    @Test
    void testLooksThroughDirectoriesAndThoseBelow() throws IOException {
        Files.createDirectories(directory.resolve("deep/er"));
        file("deep/er/c.oxr", "(+ 1 2) ;=> 3\n");
        file("a.oxr", "1 ;=> 1\n");
        check(Terminalless.oxur("test", directory.toString()), "2 passed, 0 failed\nexit 0\n");
        Files.createDirectory(directory.resolve("empty"));
        check(
                Terminalless.oxur("test", directory.resolve("empty").toString()),
                "stderr:\noxur: no .oxr file in " + directory.resolve("empty") + "\nexit 2\n");
    }

    @Test
    void watchOnceEndsWithOneWhereSomethingIsWrong() throws IOException {
        assertEquals(0, watched("(+ 1 2) ;=> 3\n(/ 1 0) ;!> division-by-zero\n"));
        assertEquals(1, watched("(defn f [x] (+ x\n(+ 1 2)\n"));
        assertEquals(1, watched("(+ 1 2)\n(/ 1 0)\n"));
        assertEquals(1, watched("(+ 1 2) ;=> 4\n"));
    }

    private int watched(String text) throws IOException {
        return Terminalless.oxur("watch", "--once", file("w.oxr", text)).code();
    }

    @Test
    void coloursAreForTerminalsOrForWhoAsks() {
        assertFalse(Terminalless.oxur("eval", "(/ 1 0)").err().contains("\u001b"));
        assertTrue(
                Terminalless.oxur("eval", "--color", "always", "(/ 1 0)").err().contains("\u001b"));
        assertEquals(2, Terminalless.oxur("eval", "--color", "sometimes", "1").code());
    }

    @Test
    void aMistakeOfOursIsNotTakenForTheProgramsOne() {
        var broken =
                new InputStream() {
                    @Override
                    public int read() {
                        throw new IllegalStateException("broken");
                    }
                };
        var err = new StringWriter();
        var nowhere = new PrintWriter(new StringWriter());
        var console =
                new Console(broken, nowhere, new PrintWriter(err), false, false, false, Map.of());
        assertEquals(70, Main.execute(console, "eval", "-"));
        assertTrue(err.toString().startsWith("oxur: a mistake of Oxur's own"), err.toString());
    }

    @Test
    void everyExitCodeOfThePageIsOneThatIsTested() throws IOException {
        var page =
                Files.readString(
                        Path.of(System.getProperty("oxur.root", "..")).resolve("docs/cli.md"));
        var codes =
                page.lines()
                        .filter(line -> line.matches("\\| \\d+ \\|.*"))
                        .map(line -> Integer.parseInt(line.split("\\|")[1].strip()))
                        .toList();
        // 3 is the launcher's: scripts/verify/launcher.sh.
        assertEquals(List.of(ExitCode.OK, ExitCode.FAILED, ExitCode.USAGE, 3, ExitCode.BUG), codes);
    }

    @Test
    void testLooksThroughDirectories() throws IOException {
        file("a.oxr", "1 ;=> 1\n");
        file("b.txt", "2 ;=> 3\n");
        check(
                Terminalless.oxur("test", directory.toString(), "--tier", "0"),
                "1 passed, 0 failed\nexit 0\n");
    }

    @Test
    void tiersThatAreNotThereAreRefused() {
        var seen = Terminalless.oxur("test", "--tier", "3", ".");
        assertEquals(2, seen.code());
        assertTrue(seen.err().startsWith("oxur: there is no tier `3`"), seen.err());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"watch", "repl", "run", "eval", "test", "explain", "doctor", "lsp", "node"})
    void everyCommandHelps(String command) {
        var seen = Terminalless.oxur(command, "--help");
        assertEquals(0, seen.code());
        assertTrue(seen.out().startsWith("Usage: oxur " + command), seen.out());
        assertTrue(seen.out().contains("Exit codes:"), seen.out());
        assertTrue(seen.out().contains("Examples:"), seen.out());
        assertTrue(seen.out().lines().allMatch(line -> line.length() <= 120), seen.out());
    }

    @Test
    void explainShowsAnEntryOrAllCodes() {
        var entry = Terminalless.oxur("explain", "error[use-after-move]:");
        assertTrue(entry.out().startsWith("A value has one owner."), entry.out());
        assertTrue(entry.out().contains("\n    (defn total [v] (sum v))\n"), entry.out());
        assertTrue(entry.out().contains("    error[use-after-move]: use of moved"), entry.out());
        assertEquals(0, entry.code());
        var all = Terminalless.oxur("explain");
        assertTrue(
                all.out()
                        .contains(
                                "\nuse-after-move         A value is used after it, or a part of it, was given away.\n"));
        assertEquals(0, all.code());
        check(
                Terminalless.oxur("explain", "use-after-mvoe"),
                "stderr:\n"
                        + "oxur: there is no error `use-after-mvoe`; `use-after-move`?\n"
                        + "`oxur explain --help` says how.\n"
                        + "exit 2\n");
        check(
                Terminalless.oxur("explain", "overflow"),
                "stderr:\n"
                        + "oxur: there is no error `overflow`; `integer-overflow`?\n"
                        + "`oxur explain --help` says how.\n"
                        + "exit 2\n");
    }

    @Test
    void doctorNamesWhatItRunsOn() {
        var seen = Terminalless.oxur("doctor");
        for (var what : List.of("oxur", "java", "memory", "rustc", "maven", "neovim", "vs code")) {
            assertTrue(seen.out().lines().anyMatch(line -> line.startsWith(what, 2)), seen.out());
        }
        assertFalse(seen.out().contains("\u001b"), seen.out());
        assertTrue(Terminalless.oxur("doctor", "--color=always").out().contains("\u001b[32m✓"));
    }

    @Test
    void whatIsNotUnderstoodIsSaidOnStandardError() {
        var seen = Terminalless.oxur("evaluate");
        assertEquals(2, seen.code());
        assertEquals("", seen.out());
        assertTrue(seen.err().startsWith("oxur: there is no command `evaluate`"), seen.err());
    }

    @Test
    void anUnknownCommandHasNoHelp() {
        var seen = Terminalless.oxur("nosuch", "--help");
        assertEquals(2, seen.code());
        assertEquals("", seen.out());
        assertTrue(seen.err().startsWith("oxur: there is no command `nosuch`"), seen.err());
    }

    @Test
    void withoutACommandItSaysWhatThereIs() {
        var seen = Terminalless.oxur();
        assertEquals(0, seen.code());
        assertTrue(seen.out().contains("oxur watch examples/tour.oxr"), seen.out());
    }
}
