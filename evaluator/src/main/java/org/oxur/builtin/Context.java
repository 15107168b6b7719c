package org.oxur.builtin;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.value.Host;

/// What a built-in function may need from the evaluation that calls it.
public interface Context extends Host {
    /// Standard output of the program.
    void print(String text);

    /// Standard error of the program.
    void printError(String text);

    /// A line of standard input with its line end; the empty string at the end of input.
    String readLine();

    /// What was given to the program on its command line, the program's own name first.
    List<String> arguments();

    /// The program's `From` that makes a value of that type from this one, to be called with it.
    ///
    /// @param type the [org.oxur.value.StructType] or [org.oxur.value.EnumType] to be made
    /// @return null when the program has none
    @Nullable Object conversion(Object type, Object value);
}
