package org.oxur.builtin;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.oxur.value.Opaque;

/// A function that is there before the program: a value like every function, Copy.
///
/// It is declared by a signature, which is also what people are shown: `get [&'a v i] -> (Option
/// &T)`. In it `&v` is borrowed, `&mut v` borrowed for writing, `&'a v` and `&'a mut v` lent
/// because the result may refer to it, a plain `x` is moved; `x?` may be left out, and what follows
/// `&` alone may be repeated.
public final class BuiltinFunction implements Opaque {
    /// For [#maxArguments()]: as many as there are.
    public static final int ANY = -1;

    private static final Set<String> COUNTED =
            Set.of("shl", "shr", "pow", "rotate-left", "rotate-right");

    private final String name;
    private final String signature;
    private final String doc;
    private final String example;
    private final Mode[] modes;
    private final int minArguments;
    private final int maxArguments;
    private final boolean adaptsLiterals;
    private final Body body;

    /// @param example a form with its expectation, as a test runs it
    /// @param adaptsLiterals an integer literal without suffix takes the type of the first operand
    ///   that is not one
    BuiltinFunction(
            String signature, String doc, String example, boolean adaptsLiterals, Body body) {
        int open = signature.indexOf('[');
        int close = signature.indexOf(']', open);
        this.name = signature.substring(0, open).strip();
        this.signature = signature;
        this.doc = doc;
        this.example = example;
        this.adaptsLiterals = adaptsLiterals;
        this.body = body;
        var modes = new ArrayList<Mode>();
        int min = 0;
        boolean rest = false;
        var mode = Mode.MOVE;
        for (var word : signature.substring(open + 1, close).split(" ")) {
            switch (word) {
                case "" -> {}
                case "&" -> rest = true;
                case "&mut" -> mode = Mode.BORROW_MUT;
                case "&'a" -> mode = Mode.LEND;
                case "mut" -> mode = Mode.LEND_MUT;
                default -> {
                    modes.add(word.startsWith("&") ? Mode.BORROW : mode);
                    mode = Mode.MOVE;
                    min += rest || word.endsWith("?") ? 0 : 1;
                }
            }
        }
        this.modes = modes.toArray(new Mode[0]);
        this.minArguments = min;
        this.maxArguments = rest ? ANY : modes.size();
    }

    /// A function that is not of the language, as one of a crate written in Rust.
    ///
    /// @param signature what it takes, as above
    public static BuiltinFunction of(String signature, String doc, Body body) {
        return new BuiltinFunction(signature, doc, "", false, body);
    }

    /// As it is called: `push!`, `unwrap-or`, `String::new`.
    public String name() {
        return name;
    }

    /// How the argument at that position is passed; the last mode repeats.
    public Mode mode(int argument) {
        var all = modes;
        return argument < all.length
                ? all[argument]
                : all.length == 0 ? Mode.MOVE : all[all.length - 1];
    }

    public List<Mode> modes() {
        return List.of(modes);
    }

    public int minArguments() {
        return minArguments;
    }

    /// [#ANY] if there is no limit.
    public int maxArguments() {
        return maxArguments;
    }

    /// Whether an integer literal without suffix takes the type of the first operand of the call
    /// that is not one. Whether the second operand says how often or how far, and so nothing about
    /// the type of the first.
    public boolean countsBySecond() {
        return COUNTED.contains(name.substring(name.indexOf('-') + 1)) || COUNTED.contains(name);
    }

    public boolean adaptsLiterals() {
        return adaptsLiterals;
    }

    public Body body() {
        return body;
    }

    /// What it takes and gives, `push! [&mut v x]`.
    public String signature() {
        return signature;
    }

    /// One or two sentences for hover and `:doc`.
    public String doc() {
        return doc;
    }

    /// A form with its expectation, `(len [1 2]) ;=> 2`.
    public String example() {
        return example;
    }

    /// `2 arguments`, `at least 1 argument`: the words of an arity mismatch.
    public String arity() {
        var count =
                minArguments == maxArguments
                        ? "" + minArguments
                        : maxArguments == ANY
                                ? "at least " + minArguments
                                : minArguments + " to " + maxArguments;
        return count + (count.endsWith("1") && !count.contains("to") ? " argument" : " arguments");
    }

    @Override
    public String printed() {
        return "#<fn "
                + name
                + "/"
                + minArguments
                + (maxArguments == minArguments ? "" : "+")
                + ">";
    }

    @Override
    public String typeName() {
        return "Fn";
    }
}
