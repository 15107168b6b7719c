package org.oxur.builtin;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.oxur.error.OxurPanic;
import org.oxur.error.Site;
import org.oxur.value.EnumValue;
import org.oxur.value.Printer;
import org.oxur.value.Unit;
import org.oxur.value.VecValue;

/// The world outside: output, input, files, the command line. What it refuses is `io-error`.
final class SystemFunctions {
    private SystemFunctions() {}

    private interface Access {
        Object run(Path path) throws IOException;
    }

    static Catalogue catalogue() {
        var c = new Catalogue("Input and output");
        c.any(
                "println [& xs]",
                "Writes what `{}` shows of the arguments, and a line end. Called by its name it takes a format string.",
                "(println \"x = {}\" 1) ;>> x = 1",
                (ctx, a, site) -> write(ctx, a, "\n", false, site));
        c.any(
                "print [& xs]",
                "As `println`, without the line end.",
                "(do (print \"a\") (println \"b\")) ;>> ab",
                (ctx, a, site) -> write(ctx, a, "", false, site));
        c.any(
                "eprintln [& xs]",
                "As `println`, to standard error.",
                "(eprintln \"x\") ;=> nil",
                (ctx, a, site) -> write(ctx, a, "\n", true, site));
        c.any(
                "eprint [& xs]",
                "As `print`, to standard error.",
                "(eprint \"x\") ;=> nil",
                (ctx, a, site) -> write(ctx, a, "", true, site));
        c.any(
                "read-line []",
                "The next line of standard input without its end, in `Some`; `None` at the end of input.",
                "(fn? read-line) ;=> true",
                (ctx, _, _) -> line(ctx.readLine()));
        c.any(
                "args []",
                "What was given on the command line after the file.",
                "(vec? (args)) ;=> true",
                (ctx, _, _) -> arguments(ctx));
        c.one(
                "env-var [&name] -> (Option String)",
                "The value of an environment variable.",
                "(env-var \"NO_SUCH_VARIABLE\") ;=> None",
                (_, name, site) -> variable(Args.text(name, site).toString()));
        c.one(
                "read-file [&path] -> String",
                "All of a text file; `io-error` where it cannot be read.",
                "(read-file \"no/such/file\") ;!> io-error",
                (ctx, path, site) -> access(path, "read", ctx, site, p -> read(p, ctx, site)));
        c.two(
                "write-file [&path &text]",
                "Writes a text file, in place of one that was there.",
                "(write-file \"no/such/directory/file\" \"x\") ;!> io-error",
                (ctx, path, text, site) ->
                        access(
                                path,
                                "write",
                                ctx,
                                site,
                                p -> put(p, Args.text(text, site).toString())));
        c.two(
                "append-file [&path &text]",
                "Appends to a text file, which is made where there was none.",
                "(append-file \"no/such/directory/file\" \"x\") ;!> io-error",
                (ctx, path, text, site) ->
                        access(
                                path,
                                "write",
                                ctx,
                                site,
                                p ->
                                        put(
                                                p,
                                                Args.text(text, site).toString(),
                                                StandardOpenOption.CREATE,
                                                StandardOpenOption.APPEND)));
        c.one(
                "file-exists [&path] -> bool",
                "Whether there is a file or directory.",
                "(file-exists \"no/such/file\") ;=> false",
                (ctx, path, site) -> access(path, "look at", ctx, site, p -> Files.exists(p)));
        return c;
    }

    private static Object write(Context ctx, Object[] a, String end, boolean error, Site site) {
        var out = new StringBuilder();
        for (int i = 0; i < a.length; i++) {
            out.append(i > 0 ? " " : "");
            Printer.write(Printer.Form.DISPLAY, a[i], out, ctx, site);
        }
        var text = out.append(end).toString();
        if (error) {
            ctx.printError(text);
        } else {
            ctx.print(text);
        }
        return Unit.UNIT;
    }

    private static Object line(String line) {
        if (line.isEmpty()) {
            return EnumValue.NONE;
        }
        int end =
                line.endsWith("\r\n")
                        ? line.length() - 2
                        : line.endsWith("\n") ? line.length() - 1 : line.length();
        return EnumValue.some(Args.string(line.substring(0, end)));
    }

    private static Object arguments(Context ctx) {
        var vec = new VecValue();
        for (var argument : ctx.arguments()) {
            vec.add(Args.string(argument));
        }
        return vec;
    }

    private static Object variable(String name) {
        var value = System.getenv(name);
        return value == null ? EnumValue.NONE : EnumValue.some(Args.string(value));
    }

    private static Object access(Object path, String what, Context ctx, Site site, Access access) {
        var name = Args.text(path, site).toString();
        try {
            return access.run(Path.of(name));
        } catch (NoSuchFileException missing) {
            throw refused(what, name, "there is no such file or directory", site);
        } catch (FileAlreadyExistsException exists) {
            throw refused(what, name, "it exists already", site);
        } catch (MalformedInputException malformed) {
            throw refused(what, name, "it is not UTF-8", site);
        } catch (IOException | InvalidPathException | SecurityException failed) {
            throw refused(
                    what,
                    name,
                    failed.getMessage() == null
                            ? failed.getClass().getSimpleName()
                            : failed.getMessage(),
                    site);
        }
    }

    private static OxurPanic refused(String what, String name, String why, Site site) {
        return Args.io("cannot " + what + " `" + name + "`: " + why, site);
    }

    private static Object read(Path path, Context ctx, Site site) throws IOException {
        if (Files.isDirectory(path)) {
            throw new IOException("it is a directory");
        }
        ctx.checkAllocation(2 * Files.size(path), site);
        return Args.string(Files.readString(path));
    }

    private static Object put(Path path, String text, OpenOption... how) throws IOException {
        Files.writeString(path, text, how);
        return Unit.UNIT;
    }
}
